"""Opening a few deals gives what settling all of them gives."""

from collections.abc import Callable, Collection, Sequence
from typing import NamedTuple

from hypothesis import given
from hypothesis import strategies as st
from tests.conftest import billions, sourced, tell
from tests.told_rates import ToldRates

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import consolidate, consolidate_around
from dawra.parties.judgement import Identities, Sameness
from dawra.values import KINDS

Tell = Callable[..., Reading]
Drawn = tuple[list[str], str, tuple[int, str] | None, str, bool]

PARTIES = ("amazon", "aws", "openai", "acme", "acme-inc", "softbank", "x-corp", "xai", "spacex")
DAYS = [f"2025-{month:02}-{day:02}" for month in (3, 6, 9, 12) for day in (1, 20)] + ["2025-04-02", "2026-02-20"]
RATES = ToldRates({"EUR/USD": "1.25", f"EUR/USD {DAYS[2]}": "1.0"})
ACME = Identities([Sameness.of("acme", "acme-inc", same=True)])


class Named(NamedTuple):
    """One row of the lookup by party."""

    claim_id: str
    role: str
    party_id: str
    principals: int


class Held:
    """Claims in memory, looked up in the obvious way."""

    def __init__(self, claims: Sequence[Sourced[DealClaim]]) -> None:
        self.claims = claims
        self.read: list[str] = []

    def deals(self, ids: Collection[str]) -> list[Sourced[DealClaim]]:
        """The claims among ``ids``."""
        self.read += ids
        return [one for one in self.claims if one.id in ids]

    def naming(self, kind: str, party_ids: Collection[str]) -> list[Named]:
        """The rows of ``kind`` that name one of the parties."""
        return [row for row in self._rows(kind) if row.party_id in party_ids]

    def named_in(self, ids: Collection[str]) -> list[Named]:
        """The rows of these claims."""
        return [row for kind in KINDS for row in self._rows(kind) if row.claim_id in ids]

    def _rows(self, kind: str) -> list[Named]:
        return [
            Named(one.id, party.role, party.id, _principals(one.claim))
            for one in self.claims
            for party in one.claim.parties
            if one.claim.kind == kind and party.id
        ]


def _principals(claim: DealClaim) -> int:
    return len({party.id for role in KINDS[claim.kind].principals for party in claim.in_role(role) if party.id})


def _told(
    drawn: Drawn,
) -> Reading:
    parties, status, figure, day, loan = drawn
    names = [f"{'lender' if loan else 'investor'}:{party}" for party in parties[1:]]
    receiver = f"{'borrower' if loan else 'investee'}:{parties[0]}"
    return tell(
        " ".join([*names, receiver]),
        status,
        None if figure is None else billions(figure[0], currency=figure[1]),
        kind="debt_financing" if loan else "equity_investment",
        date=day,
        published=day,
    )


stories = st.tuples(
    st.lists(st.sampled_from(PARTIES), min_size=1, max_size=4, unique=True),
    st.sampled_from(["in_talks", "announced", "signed", "completed", "denied"]),
    st.none() | st.tuples(st.integers(1, 4), st.sampled_from(["USD", "USD", "EUR"])),
    st.sampled_from(DAYS),
    st.booleans(),
).filter(lambda drawn: drawn[4] or len(drawn[0]) > 1)


@given(st.lists(stories, min_size=1, max_size=14), st.sampled_from([None, "2025-06-30"]))
def test_each_deal_is_opened_as_it_is_settled(drawn: list[Drawn], day: str) -> None:
    """Claims, tickets and their rounds, judged names: for every claim the same deal, whatever else there is."""
    claims = list({one.id: one for one in sourced(*map(_told, drawn))}.values())
    for deal in consolidate(claims, ACME, as_of=day, rates=RATES):
        for claim in deal.claims:
            assert consolidate_around([claim.id], Held(claims), ACME, as_of=day, rates=RATES) == (deal,)


def test_what_could_not_match_is_not_read() -> None:
    """A claim among other parties, or of another kind, stays where it is."""
    one, like, other, kind = claims = sourced(
        tell("investor:amazon investee:openai", amount=billions(10)),
        tell("investor:aws investee:openai", amount=billions(10), publisher="Bloomberg"),
        tell("investor:softbank investee:openai", amount=billions(10)),
        tell("customer:openai provider:amazon", amount=billions(10), kind="compute_purchase"),
    )
    held = Held(claims)
    (deal,) = consolidate_around([one.id], held, Identities())
    assert {claim.id for claim in deal.claims} == {one.id, like.id}
    assert not {other.id, kind.id} & set(held.read)
