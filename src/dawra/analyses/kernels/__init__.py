"""Compiled loops over arrays, where a measurement showed that no library serves (numba; see `make bench`).

Nothing here knows parties, deals or currencies. numba takes about half a second to import, so these modules are
imported only by work that is long enough to pay for it.
"""
