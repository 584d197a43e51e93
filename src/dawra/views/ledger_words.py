"""The words of the ledger's own messages, finished for a terminal."""

from dawra.views.wording import fill, plain, word


def told(key: str, language: str, **slots: str | None) -> str:
    """A sentence of the ``ledger`` table with its slots filled, without isolates."""
    return plain(fill(word("ledger", key, language), slots))
