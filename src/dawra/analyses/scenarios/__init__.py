"""What if? A named set of shocks to the deals, and every measure beside itself before and after (scenarios)."""
