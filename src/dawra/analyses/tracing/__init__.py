"""How much of its sales a vendor funds itself (methods §3)."""
