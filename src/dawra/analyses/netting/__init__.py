"""Gross, net and circulation, attributed and with ranges (methods §2)."""
