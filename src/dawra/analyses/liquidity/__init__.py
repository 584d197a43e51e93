"""Who runs out of money, when, and how much would keep that from happening (methods §8)."""
