"""One party of a ledger: its names and ids, its money in and out, its deals and its own figures."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import TYPE_CHECKING, Any, Final

from dawra.parties import registry
from dawra.parties.judgement import Identities
from dawra.values import PartialDate, to_number
from dawra.views.deal_page import deal_lines
from dawra.views.identity import identity_lines, identity_record
from dawra.views.ledger_words import told
from dawra.views.reading import Line
from dawra.views.who import who
from dawra.views.wording import (
    caption,
    counted,
    fact_sentence,
    full_caption,
    join,
    money,
    plain,
    visible,
    word,
)

if TYPE_CHECKING:
    from dawra.book import Book, When
    from dawra.claims import FactClaim
    from dawra.claims.sourced import Sourced
    from dawra.deals import Deal
    from dawra.flows import Leg
    from dawra.parties import Party

_FIELDS: Final = ("kind", "sector", "country")
_IDENTIFIERS: Final = ("ticker", "cik", "lei")


def party_result(book: "Book", name: str, when: "When", level: str) -> dict[str, Any]:
    """All that a ledger holds of one party: in each deal as the group to which it belonged that day.

    Raises:
        NotFoundError: neither the registry nor the ledger knows the name.
    """
    party_id, known = who(book, name, when)
    identities = book.identities(when)
    deals = book.deals(when, level=level)
    ids: dict[str | None, str] = {deal.id: _id_in(deal, identities, level, party_id) for deal in deals}
    legs, _ = book.legs(when, level=level)
    on = PartialDate(when.as_of).start if when.as_of else None
    return {
        "party": {
            **_party_record(party_id, known, on),
            "names": _names(book, party_id, identities, when) or [name],
            **identity_record(party_id, known, identities, level, on),
        },
        "money": _money(legs, _payers(deals, ids)),
        "deals": [deal.to_json() for deal in deals if ids[deal.id] in deal.party_ids()],
        "facts": [
            {"id": fact.id, "known": fact.known, **fact.claim.to_json(), "document": fact.source.to_json()}
            for fact in book.facts(when)
            if _tells_of(fact, identities, level, party_id)
        ],
    }


def party_lines(page: Mapping[str, Any], texts: Mapping[str, str], language: str) -> Iterator[Line]:
    """The page of a party; ``texts`` holds the documents of its deals."""
    party, as_of = page["party"], page["query"]["as_of"]
    name = full_caption(party["id"], party["names"][0], language, PartialDate(as_of).start if as_of else None)
    yield Line(visible(name), "title")
    yield Line(visible(told("names", language, names=join(party["names"], language))), depth=1)
    ids = [party["id"], *(_identifier(key, party[key]) for key in _IDENTIFIERS if party[key])]
    yield Line(visible(told("identifiers", language, identifiers=join(ids, language))), depth=1)
    yield from identity_lines(party, page["query"]["level"], language)
    for total in page["money"]:
        yield Line(
            told(
                f"money_{total['direction']}",
                language,
                status=word("status", total["status"], language),
                amount=money(total["amount"], total["currency"], language),
                deals=counted(total["legs"], "leg", language),
            ),
            depth=1,
        )
    if not (page["deals"] or page["facts"]):
        name = caption(party["id"], party["names"][0], language)
        yield Line(visible(told("nothing_known", language, name=name)), depth=1)
    yield Line("")
    for deal in page["deals"]:
        yield from deal_lines(deal, texts, language)
    for fact in page["facts"]:
        yield from _fact(fact, language)


def _id_in(deal: "Deal", identities: Identities, level: str, party_id: str) -> str:
    """The id of the party in a deal: its group's on the deal's day, its own where it is what is bought."""
    own = identities.party(party_id)
    return own if own in deal.party_ids() else identities.at(level, party_id, deal.agreed.start)


def _payers(deals: "Sequence[Deal]", ids: Mapping[str | None, str]) -> dict[str | None, str]:
    """Under which id the party pays and gets in each deal: its own, or its acquirer's since it was bought."""
    from dawra.flows.mergers import Mergers  # noqa: PLC0415 - flows takes numpy along

    mergers = Mergers.of(deals)
    return {deal.id: mergers.at(ids[deal.id], deal.agreed.start) for deal in deals}


def _tells_of(fact: "Sourced[FactClaim]", identities: Identities, level: str, party_id: str) -> bool:
    """Whether a figure is the party's own, or that of its group on the day it was told."""
    told_of = fact.claim.party.id
    on = PartialDate(fact.source.published or fact.known).start
    return told_of is not None and identities.at(level, told_of, on) == identities.at(level, party_id, on)


def _names(book: "Book", party_id: str, identities: Identities, when: "When") -> list[str]:
    """The registry's names of all that the party was judged to be, then those that the ledger alone has."""
    members = sorted(identities.members(party_id), key=lambda member: (member != party_id, member))
    names = [name for member in members if (known := registry().get(member)) for name in known.names]
    strangers = [member for member in members if registry().get(member) is None]
    written = book.names(when) if strangers else {}
    return [*names, *(name for member in strangers for name in sorted(written.get(member, ())))]


def _party_record(party_id: str, known: "Party | None", on: date | None) -> dict[str, Any]:
    return {
        "id": party_id,
        "en": known.caption("en", on) if known else None,
        "ar": known.caption("ar", on) if known else None,
        **{field: getattr(known, field) if known else None for field in (*_FIELDS, *_IDENTIFIERS)},
    }


def _money(legs: "list[Leg]", ids: Mapping[str | None, str]) -> list[dict[str, Any]]:
    from dawra.flows.totals import totals  # noqa: PLC0415 - flows takes numpy along

    return [
        {
            "direction": total.direction,
            "status": total.status,
            "currency": total.currency,
            "amount": to_number(total.amount, total.currency),
            "legs": total.legs,
        }
        for total in totals(legs, ids)
    ]


def _identifier(key: str, value: str) -> str:
    return value if key == "ticker" else f"{key.upper()} {value}"


def _fact(fact: Mapping[str, Any], language: str) -> Iterator[Line]:
    document = fact["document"]
    status = word("status", fact["status"], language)
    yield Line(visible(f"{plain(fact_sentence(fact, language))} · {status}"), "deal")
    publisher = document["publisher"] or document["url"] or word("page", "unknown_publisher", language)
    longest = max((item["text"] for item in fact["evidence"]), key=len, default="")
    quote = f"{publisher}{word('list', 'colon', language)} {' '.join(longest.split())}"
    yield Line(visible(quote), "quote", 1)
