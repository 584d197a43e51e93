"""Who stands for whom on which day, and why."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.parties import registry
from dawra.parties.judgement import Identities, Sameness
from dawra.parties.party import Parent
from dawra.values import PartialDate

REGISTRY = Identities()
DAYS = st.dates(date(2012, 1, 1), date(2027, 12, 31))
TURNING = sorted(party.id for party in registry() if list(party.turns()))


@pytest.mark.parametrize(
    ("party", "day", "group"),
    [
        ("x-corp", date(2025, 3, 27), "x-corp"),
        ("x-corp", date(2025, 3, 28), "xai"),
        ("x-corp", date(2026, 2, 1), "xai"),
        ("x-corp", date(2026, 2, 2), "spacex"),
        ("x-corp", None, "spacex"),
        ("sabic", date(2020, 6, 16), "pif"),
        ("sabic", date(2020, 6, 17), "saudi-aramco"),
        ("aws", date(2001, 1, 1), "amazon"),
        ("windsurf", date(2025, 7, 14), "windsurf"),
        ("windsurf", date(2025, 7, 31), "cognition"),
        ("acme", date(2025, 1, 1), "acme"),
    ],
)
def test_a_unit_is_in_its_group_from_its_day(party: str, day: date | None, group: str) -> None:
    """Through parents of parents, a coarse day from its last, an undated one always; None is today."""
    assert REGISTRY.group(party, day) == group
    assert registry().group(party, day) == group


def test_a_parent_holds_before_its_last_day() -> None:
    """Half-open, as everything here; and what has ended is not today's."""
    parent = Parent(id="g", since=PartialDate("2020-02"), until=PartialDate("2021"))
    held = [parent.holds(date.fromisoformat(day)) for day in ("2020-02-28", "2020-02-29", "2020-12-31", "2021-01-01")]
    assert (held, parent.holds(None)) == ([False, True, True, False], False)


@given(st.sampled_from(TURNING), DAYS, st.integers(0, 900))
def test_groups_of_a_stretch_are_those_of_its_days(party: str, first: date, length: int) -> None:
    """Worked out day by day."""
    last = first + timedelta(days=length)
    naive = {REGISTRY.group(party, first + timedelta(days=day)) for day in range(length + 1)}
    assert REGISTRY.groups(party, first, last) == naive


@given(st.sampled_from(TURNING), DAYS)
def test_kin_holds_every_group_and_every_unit(party: str, day: date) -> None:
    """Whoever may stand for another is among its kin, both ways."""
    group = REGISTRY.group(party, day)
    assert group in REGISTRY.kin(party)
    assert party in REGISTRY.kin(group)


def test_a_judged_stranger_comes_with_its_parent() -> None:
    """A name that was judged to be a unit's is the unit's group's from the same day."""
    judged = Identities([Sameness.of("ampere-comp", "ampere", same=True, because="its imprint")])
    assert judged.group("ampere-comp", date(2025, 11, 24)) == "ampere"
    assert judged.group("ampere-comp", date(2025, 11, 25)) == "softbank"


def test_every_step_says_why() -> None:
    """First the judgements in their order, then the parents with their days."""
    judged = Identities(
        [
            Sameness.of("twitr", "twttr", same=True, because="one logo"),
            Sameness.of("twttr", "x-corp", same=True, because="its old ticker"),
        ]
    )
    steps = [link.to_json() for link in judged.why("twitr", on=date(2025, 6, 1))]
    assert [(step["one"], step["other"], step["how"]) for step in steps] == [
        ("twitr", "twttr", "judgement"),
        ("twttr", "x-corp", "judgement"),
        ("x-corp", "xai", "parent"),
    ]
    assert [step["because"] for step in steps] == ["one logo", "its old ticker", None]
    assert steps[2]["since"] == "2025-03-28"
    assert len(judged.why("twitr", "company")) == 2
    assert judged.why("acme") == ()


def test_a_contradiction_in_an_old_ledger_is_told_to_all_in_it() -> None:
    """The split holds, and whoever stands in the chain is told of it; nobody else is."""
    judged = Identities(
        [Sameness.of("a", "b", same=True), Sameness.of("b", "c", same=True), Sameness.of("a", "c", same=False)]
    )
    assert judged.party("c") != judged.party("a")
    assert [len(judged.contradicted(party)) for party in "abcd"] == [1, 1, 1, 0]


@pytest.mark.parametrize(
    ("language", "day", "name"),
    [
        ("en", date(2021, 10, 27), "Facebook"),
        ("en", date(2021, 10, 28), "Meta"),
        ("ar", date(2020, 1, 1), "فيسبوك"),
        ("ar", None, "ميتا"),
        ("en", None, "Meta"),
    ],
)
def test_a_caption_is_that_of_its_day(language: str, day: date | None, name: str) -> None:
    """Only if a day is asked for; Meta was called Facebook until 28 October 2021."""
    meta = registry().get("meta")
    assert meta is not None
    assert meta.caption(language, day) == name
