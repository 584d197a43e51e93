"""On how few each party depends (methods §6)."""
