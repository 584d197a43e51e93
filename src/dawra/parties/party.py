"""The record that leaves this room: one party with its names in two scripts."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A company, fund, bank, exchange or state body, or a publisher that is named as a source.

    ``id`` is canonical (``openai``, lower case, hyphens). ``en`` and ``ar`` are the captions; ``aliases`` all
    further names in either script; ``ambiguous`` those names that are also common words and count only with
    support. ``parent`` is the id of the group it belongs to; ``rents`` says of a
    cloud that it also rents capacity from others, as the largest do.
    """

    id: str
    en: str
    ar: str
    kind: str
    sector: str
    country: str | None = None
    aliases: tuple[str, ...] = ()
    former: tuple[str, ...] = ()
    ambiguous: tuple[str, ...] = ()
    products: tuple[str, ...] = ()
    parent: str | None = None
    ticker: str | None = None
    cik: str | None = None
    lei: str | None = None
    rents: bool = False

    @property
    def names(self) -> tuple[str, ...]:
        """Every name, captions first, each once."""
        return tuple(dict.fromkeys((self.en, self.ar, *self.aliases, *self.former)))

    def caption(self, language: str) -> str:
        """The name for a page in ``language``."""
        return self.ar if language == "ar" else self.en
