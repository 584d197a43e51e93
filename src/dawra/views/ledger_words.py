"""The words of the ledger's own messages, finished for a terminal."""

from collections.abc import Mapping
from typing import Any

from dawra.views.wording import counted, fill, plain, word


def level_words(level: str, language: str) -> str:
    """Whether units count with their parents: ``Counted as: companies (…)``."""
    return f"{word('page', 'chip_level', language)}{word('list', 'colon', language)} {word('level', level, language)}"


def told(key: str, language: str, *, group: str = "ledger", **slots: str | None) -> str:
    """A sentence of the group ``ledger``, or of another, with its slots filled, without isolates."""
    return plain(fill(word(group, key, language), slots))


def held(verified: Mapping[str, Any], language: str) -> dict[str, str]:
    """How much a ledger holds, as slots."""
    return {f"{noun}s": counted(verified[f"{noun}s"], noun, language) for noun in ("document", "claim", "judgement")}


def digests(verified: Mapping[str, Any], language: str) -> list[str]:
    """A line for each digest."""
    return [f"{told(name, language)} {verified[name]}" for name in ("content", "head")]
