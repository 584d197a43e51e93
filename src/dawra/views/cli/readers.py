"""Who reads: the grammar, or a language model that the settings name."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from dawra.settings import Settings

if TYPE_CHECKING:
    from dawra.claims import Reading
    from dawra.documents import Document

    Read = Callable[[Document], Reading]


def reader_of(settings: Settings) -> "Read":
    """The reader whose claims count: with ``both`` the offline one, which the other is compared with."""
    if settings.reader == "llm":
        return _model(settings)
    from dawra.claims import read  # noqa: PLC0415 - keeps --help fast

    return read


def other_reader_of(settings: Settings) -> "Read | None":
    """The reader to compare with; None unless both are asked for."""
    return _model(settings) if settings.reader == "both" else None


def _model(settings: Settings) -> "Read":
    from dawra.claims.llm import LlmReader  # noqa: PLC0415 - only where a model reads

    return LlmReader(settings.llm).read
