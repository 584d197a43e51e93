"""The words of the ledger's own messages, finished for a terminal."""

from dawra.views.wording import fill, plain, word


def level_words(level: str, language: str) -> str:
    """Whether units count with their parents: ``Counted as: companies (…)``."""
    return f"{word('page', 'chip_level', language)}{word('list', 'colon', language)} {word('level', level, language)}"


def told(key: str, language: str, **slots: str | None) -> str:
    """A sentence of the ``ledger`` table with its slots filled, without isolates."""
    return plain(fill(word("ledger", key, language), slots))
