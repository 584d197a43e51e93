"""dawra (دورة, a turn, a circuit) reads news of deals and measures how much of the money goes round.

The rooms, in the order in which an amount of money walks through them: ``documents``, ``claims`` (with
``parties``), ``ledger``, ``deals``, ``flows``, ``analyses``, ``views``; all stand on ``values``.
"""

__version__ = "0.1.0"
