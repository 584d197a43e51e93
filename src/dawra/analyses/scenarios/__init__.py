"""What if? A named set of shocks to the deals, and every measure before and after.

In: a scenario (a file, see `read_scenario`), legs, and what is known beside them. Out: a `Stress`. Shocks on money
are pure functions from legs to legs (``change``, ``apply``); the rest asks the other measures twice and computes
nothing of its own but the differences.
"""
