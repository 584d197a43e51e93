"""By which ways money can come back (methods §4)."""
