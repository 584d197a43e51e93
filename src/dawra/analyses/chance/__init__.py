"""Whether there is more of it than chance would have (methods §5)."""
