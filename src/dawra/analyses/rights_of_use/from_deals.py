"""The rights that the deals of a ledger grant.

- A licence grants one from its licensor to its licensee. Where nobody states a scope it stays unknown.
- An exclusive purchase is a promise of the customer's: it bars the customer, and nobody else, from buying
  elsewhere. Any purchase of computing power is the customer's licence to buy it.
- An amended licence, or a change of contract that says what it changes, amends the earlier rights of the same two
  parties which it meets on action and object: in the mode, the end, the event and the exceptions that it states.
- What is only talked about or planned is not agreed; what is denied grants nothing; what was called off is over.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, Final

from dawra.analyses.rights_of_use.right import PROMISES, Amendment, Interval, Quote, RightOfUse
from dawra.claims import DealClaim, Right
from dawra.claims.sourced import Sourced
from dawra.claims.taxonomy import AXES, Taxonomies, taxonomies
from dawra.deals import Deal
from dawra.deals.ladder import day_of
from dawra.values import PartialDate

_FIRM: Final = frozenset({"announced", "signed", "completed", "amended"})
_BLOCKING: Final = frozenset({"regulatory_approval", "shareholder_approval", "financing", "non_binding"})
_NAMED: Final = ("mode", "until_event", "exceptions")


def rights_in(deals: Iterable[Deal], *, words: Taxonomies | None = None) -> tuple[RightOfUse, ...]:
    """The rights that ``deals`` grant, with their amendments, by id.

    A right has the id of its deal; a promise to buy from one alone that of the purchase and ``/exclusive``.
    """
    words = words or taxonomies()
    ordered = sorted(deals, key=lambda deal: (_effective(deal), deal.order))
    rights: list[RightOfUse] = []
    for deal in ordered:
        if deal.status == "denied":
            continue
        for amendment, parties in _amendments(deal):
            rights = [_amended(right, amendment, parties, deal.right, words) for right in rights]
        rights += _granted(deal, words)
    return tuple(sorted(rights, key=lambda right: right.id))


def _granted(deal: Deal, words: Taxonomies) -> Iterator[RightOfUse]:
    if deal.kind == "licence":
        yield from _licence(deal)
    elif deal.kind == "compute_purchase":
        yield from _purchase(deal, words)


def _licence(deal: Deal) -> Iterator[RightOfUse]:
    said = deal.right or Right()
    promise = said.action is not None and set(said.action) <= set(PROMISES)
    for grantor, holder in _pairs(deal, "licensor", "licensee"):
        yield RightOfUse(
            **_common(deal),
            grantor=grantor,
            holder=holder,
            mode=_mode(deal),
            **{axis: getattr(said, axis) for axis in AXES},
            until_event=said.until_event,
            exceptions=said.exceptions or (),
            binds="grantor" if promise or said.mode == "first_refusal" else "all",
        )


def _purchase(deal: Deal, words: Taxonomies) -> Iterator[RightOfUse]:
    """What a customer may buy, and what an exclusive contract keeps it from buying elsewhere."""
    whole: dict[str, Any] = {axis: tuple(words[axis].tops(words[axis].all)) for axis in AXES[2:]}
    for customer, provider in _pairs(deal, "customer", "provider"):
        own = tuple(
            word for word in sorted(words["object"].below(["compute"])) if words["object"].owner(word) == provider
        )
        common = {**_common(deal), **whole, "action": ("buy",)}
        if own:
            yield RightOfUse(**common, grantor=provider, holder=customer, mode="non_exclusive", object=own)
        if deal.exclusive:
            yield RightOfUse(
                **{**common, "id": f"{deal.id}/exclusive"},
                grantor=customer,
                holder=provider,
                mode="exclusive",
                object=("compute",),
                exceptions=own,
                binds="grantor",
            )


def _common(deal: Deal) -> dict[str, Any]:
    return {
        "id": deal.id,
        "known": date.fromisoformat(deal.known),
        "start": _days(deal.term.start if deal.term and deal.term.start else deal.date),
        "end": _end(deal),
        "conditions": ()
        if deal.status in {"completed", "amended"}
        else tuple(what for what in deal.conditions if what in _BLOCKING),
        "status": deal.status,
        "deal": deal.id,
        "evidence": _quotes(deal.claims),
    }


def _amendments(deal: Deal) -> Iterator[tuple[Amendment, frozenset[str]]]:
    """What a deal changes in the rights between its parties."""
    telling = [claim for claim in deal.claims if claim.claim.status in _FIRM]
    if deal.kind not in {"licence", "amendment"} or deal.status != "amended" or not telling:
        return
    changes = _changes(deal)
    if changes:
        speaking = [claim for claim in telling if _speaks(claim.claim)] or telling
        yield (
            Amendment(
                id=deal.id,
                effective=_effective(deal),
                known=date.fromisoformat(min(claim.known for claim in speaking)),
                changes=changes,
                deal=deal.id,
                evidence=_quotes(speaking),
            ),
            deal.party_ids(),
        )


def _changes(deal: Deal) -> dict[str, Any]:
    """The named fields that are replaced; an event that is gone with the new end goes too."""
    said = deal.right or Right()
    changes: dict[str, Any] = {
        name: value for name in _NAMED if (value := _mode(deal) if name == "mode" else getattr(said, name)) is not None
    }
    if (end := _end(deal)) is not None:
        changes["end"] = end
    return changes


def _amended(
    right: RightOfUse, amendment: Amendment, parties: frozenset[str], said: Right | None, words: Taxonomies
) -> RightOfUse:
    """The right with the amendment, if it is between the same two and about the same."""
    if {right.grantor, right.holder} != parties or not _about(right, said or Right(), words):
        return right
    return replace(right, amendments=(*right.amendments, amendment))


def _about(right: RightOfUse, said: Right, words: Taxonomies) -> bool:
    """Whether an amendment is about a right: what both state of action and object meets."""
    for axis in AXES[:2]:
        mine, theirs = getattr(right, axis), getattr(said, axis)
        if mine and theirs and not words[axis].below(mine) & words[axis].below(theirs):
            return False
    # A change of which nobody says what it is about is none of a promise to buy: it is about the licence.
    return right.binds == "all" or bool(said.action)


def _pairs(deal: Deal, grantor: str, holder: str) -> Iterator[tuple[str, str]]:
    for one in deal.in_role(grantor):
        for other in deal.in_role(holder):
            if one.id and other.id and one.id != other.id:
                yield one.id, other.id


def _mode(deal: Deal) -> str | None:
    if deal.right and deal.right.mode:
        return deal.right.mode
    return None if deal.exclusive is None else "exclusive" if deal.exclusive else "non_exclusive"


def _effective(deal: Deal) -> date:
    """The day on which what it says begins to hold: of an amendment that of the change itself."""
    changed = [claim.claim.date for claim in deal.claims if claim.claim.status == "amended" and claim.claim.date]
    if deal.kind == "amendment" and changed:
        return min(changed, key=lambda day: (day.end - day.start, day)).start
    return (deal.date or deal.agreed).start


def _days(day: PartialDate | None) -> Interval | None:
    """The first and the last day on which something of a date can begin."""
    return None if day is None else (day.start, _last(day))


def _end(deal: Deal) -> Interval | None:
    """The first day on which it can be over, and the first on which it surely is."""
    if deal.status == "terminated":
        return _ends(min(day_of(claim) for claim in deal.claims if claim.claim.status == "terminated"))
    if deal.term is None:
        return None
    if deal.term.end is not None:
        return _ends(deal.term.end)
    begun = deal.term.start or deal.date
    if deal.term.years is None or begun is None:
        return None
    return _later(begun.start, deal.term.years), _later(_last(begun), deal.term.years)


def _ends(day: PartialDate) -> Interval:
    """A right that ends on a day is over on it; one that ends in a year may be over from its first day on."""
    return (day.start, day.start) if day.is_day else (day.start, day.end)


def _last(day: PartialDate) -> date:
    return date.fromordinal(day.end.toordinal() - 1)


def _later(day: date, years: Any) -> date:  # noqa: ANN401 - a decimal
    """So many years later; of half a year, by months."""
    months = day.year * 12 + day.month - 1 + round(years * 12)
    first = date(months // 12, months % 12 + 1, 1)
    following = date(first.year + first.month // 12, first.month % 12 + 1, 1)
    return min(date.fromordinal(first.toordinal() + day.day - 1), date.fromordinal(following.toordinal() - 1))


def _speaks(claim: DealClaim) -> bool:
    return claim.right is not None or claim.exclusive is not None


def _quotes(claims: Sequence[Sourced[DealClaim]]) -> tuple[Quote, ...]:
    """Of each claim the words that prove it; of a retold one the whole summary, which is no quotation."""
    return tuple(
        Quote(
            text=max((item.span.text for item in claim.claim.evidence), key=len, default="")
            if claim.source.kind == "retold"
            else " … ".join(dict.fromkeys(item.span.text for item in claim.claim.evidence)),
            document=claim.source.document,
            claim=claim.id,
            publisher=claim.source.publisher,
            published=claim.source.published or claim.known,
            url=claim.source.url,
            retold=claim.source.kind == "retold",
            spans=tuple((item.span.start, item.span.end) for item in claim.claim.evidence),
        )
        for claim in claims
    )
