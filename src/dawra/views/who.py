"""Who is meant by a name or an identifier, or an error that names the nearest."""

from collections.abc import Collection, Mapping
from difflib import get_close_matches
from typing import TYPE_CHECKING

from dawra.errors import NotFoundError
from dawra.parties import Party, registry
from dawra.parties.match import Match, matches

if TYPE_CHECKING:
    from dawra.book import Book, When


def who(book: "Book", text: str, when: "When") -> tuple[str, Party | None]:
    """The id of the party that ``text`` names, and the registry's record of it where there is one.

    Raises:
        NotFoundError: neither the registry nor the ledger knows the name; one that merely looks or sounds
            like it does not decide.
    """
    party_id, known = book.party(text)
    if known:
        return party_id, known
    names = book.names(when)
    if party_id in names:
        return party_id, None
    found = matches(text, names)
    if found and found[0].decides:
        return found[0].party, registry().get(found[0].party)
    raise NotFoundError(f"no party {text!r}.{_hint(text, found, names)}")


def _hint(text: str, found: tuple[Match, ...], names: Mapping[str, Collection[str]]) -> str:
    """The nearest name that the ledger or the registry knows."""
    if found:
        return f" Did you mean {found[0].name} ({found[0].party})?"
    written = {name for called in names.values() for name in called}
    every = sorted({*written, *(name for party in registry() for name in (party.en, party.ar))})
    folded = {name.casefold(): name for name in every}
    near = get_close_matches(text.casefold(), folded, n=1)
    return f" Did you mean {folded[near[0]]}?" if near else " Give a name in either script, or an id."
