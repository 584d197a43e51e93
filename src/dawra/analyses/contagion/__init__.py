"""Who is paid how much when not all can pay, and who is drawn in with them (methods §7)."""
