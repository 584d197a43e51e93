"""From completion on, an acquirer stands for what it bought."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Deal, consolidate
from dawra.flows import Leg, Mergers, network
from dawra.flows.cash import legs_of

Tell = Callable[..., Reading]
DealsOf = Callable[..., tuple[Deal, ...]]
BOUGHT = "acquirer:meta target:tiny-lab"


@pytest.fixture(name="deals")
def _deals(sourced: Callable[..., list[Sourced[DealClaim]]]) -> DealsOf:
    def deals_of_readings(*readings: Reading, level: str = "group") -> tuple[Deal, ...]:
        return consolidate(sourced(*readings), level=level)

    return deals_of_readings


@pytest.fixture(name="purchases")
def _purchases(tell: Tell, billions: Callable[..., Any]) -> list[Reading]:
    """Tiny Lab buys from Oracle before its own purchase, on its day, and after it."""
    return [
        tell("customer:tiny-lab provider:oracle", kind="compute_purchase", amount=billions(figure), date=day)
        for figure, day in ((1, "2024-05-01"), (2, "2025-06-30"), (3, "2026-02-01"))
    ]


def payers(deals: tuple[Deal, ...]) -> list[tuple[int, str]]:
    """Billions and payer of each purchase."""
    legs = [leg for leg in legs_of(deals)[0] if leg.layer == "pur"]
    return sorted((leg.point // 10**11, leg.from_party) for leg in legs)


def test_from_its_day_on_the_acquirer_pays(deals: DealsOf, tell: Tell, purchases: list[Reading]) -> None:
    """A coarse day counts from its last."""
    bought = tell(BOUGHT, "completed", kind="acquisition", date="2025-06")
    assert payers(deals(*purchases, bought)) == [(1, "tiny-lab"), (2, "meta"), (3, "meta")]


@pytest.mark.parametrize(
    "told",
    [
        {"parties": BOUGHT, "status": "signed", "date": "2025-06"},
        {"parties": BOUGHT},
        {"parties": BOUGHT, "date": "2025-06", "stake_percent": Decimal(40)},
        {"parties": "acquirer:meta acquirer:mgx target:tiny-lab", "date": "2025-06"},
        {"parties": "acquirer: target:tiny-lab", "date": "2025-06"},
    ],
    ids=["not yet", "no day", "a part", "two acquirers", "nobody named"],
)
def test_what_makes_no_group(deals: DealsOf, tell: Tell, purchases: list[Reading], told: dict[str, Any]) -> None:
    """The target stays itself."""
    bought = tell(**{"kind": "acquisition", "status": "completed", **told})
    assert payers(deals(*purchases, bought)) == [(1, "tiny-lab"), (2, "tiny-lab"), (3, "tiny-lab")]


def test_at_company_level_everyone_stays_apart(deals: DealsOf, tell: Tell, purchases: list[Reading]) -> None:
    """The level is fixed before anything is measured (INV-2.6)."""
    bought = tell(BOUGHT, "completed", kind="acquisition", date="2025-06-01")
    assert payers(deals(*purchases, bought, level="company"))[-1] == (3, "tiny-lab")


def test_money_inside_the_new_group_is_its_own(deals: DealsOf, tell: Tell, billions: Callable[..., Any]) -> None:
    """It leaves the network with a notice."""
    bought = tell(BOUGHT, "completed", kind="acquisition", date="2025-06-01")
    inside = tell("investor:meta investee:tiny-lab", amount=billions(1), date="2026-01-01")
    found = network(legs_of(deals(bought, inside))[0])
    assert not found.pairs
    assert ("own-leg", 1) in [(notice.code, notice.count) for notice in found.notices]


def test_an_acquirer_that_is_bought_hands_on() -> None:
    """By day, also where a target changes hands or two buy each other."""
    first, second, third = date(2020, 1, 1), date(2023, 1, 1), date(2025, 1, 1)
    mergers = Mergers(by_target={"c": ((first, "b"), (third, "d")), "b": ((second, "a"),), "a": ((third, "b"),)})
    days = [date(2019, 1, 1), first, second, third, None]
    assert [mergers.at("c", day) for day in days] == ["c", "b", "a", "d", "c"]
    assert mergers.at("a", third) in {"a", "b"}
    assert mergers.at("z", third) == "z"


def test_whose_shortfall_it_is_changes_too() -> None:
    """The beneficiary of a guarantee stands with its acquirer."""
    leg = Leg(
        from_party="g", to_party="k", money="contingent", layer="oth", low=1, point=1, high=1, currency="USD",
        agreed=date(2024, 1, 1), beneficiary="t",
    )  # fmt: skip
    mergers = Mergers(by_target={"t": ((date(2023, 1, 1), "a"),)})
    assert mergers.stand_in(leg).beneficiary == "a"
    assert Mergers(by_target={}).stand_in(leg) is leg
