"""EX-10.1: belief by origin."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals.odds import Odds
from dawra.deals.origins import Origin, origin_of, voices

Tell = Callable[..., Reading]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]


def origins(*kinds: str) -> list[Origin]:
    """Origins by kind; a leading minus denies."""
    return [
        Origin(id=f"{place}", name="", kind=kind.removeprefix("-"), denies=kind.startswith("-"))
        for place, kind in enumerate(kinds)
    ]


@pytest.mark.parametrize(
    ("kinds", "expected"),
    [
        (("agency", "party"), Fraction(380, 381)),
        (("agency",), Fraction(4, 5)),
        (("agency", "other"), Fraction(6, 7)),
        (("agency", "-party"), Fraction(20, 119)),
        ((), Fraction(1, 2)),
    ],
)
def test_belief(kinds: tuple[str, ...], expected: Fraction) -> None:
    """EX-10.1: from even odds, each origin once."""
    assert Odds.of(origins(*kinds)).belief == expected


def test_six_reprints_count_once(tell: Tell, sourced: SourcedOf) -> None:
    """EX-10.1: papers that all name Reuters are one voice; six independent ones would give 4096/4097."""
    papers = [tell(publisher=f"Paper {n}", source="Reuters") for n in range(6)]
    assert Odds.of(voices(sourced(*papers))).belief == Fraction(4, 5)
    apart = Odds.of(origins(*["agency"] * 6))
    assert apart.posterior / (1 + apart.posterior) == Fraction(4096, 4097)


@pytest.mark.parametrize(
    ("said", "origin"),
    [
        (("Reuters", None), ("reuters", "agency")),
        (("رويترز", None), ("reuters", "agency")),
        (("Some Blog", None), ("some-blog", "other")),
        (("Some Blog", "Bloomberg"), ("bloomberg", "agency")),
        (("Newsmax (Reuters)", None), ("reuters", "agency")),
        (("Reuters", "people familiar"), ("reuters", "agency")),
        (("Reuters", "مصادر مطلعة"), ("reuters", "agency")),
        (("Reuters", "filing"), ("statement:amazon", "party")),
        (("Some Blog", "OpenAI"), ("openai", "party")),
        (("Some Blog", "AWS"), ("aws", "party")),
        (("Some Blog", "Nvidia"), ("nvidia", "other")),
        (("Some Blog", "Analyst House"), ("analyst-house", "other")),
    ],
)
def test_whose_word_it_is(
    tell: Tell, sourced: SourcedOf, said: tuple[str, str | None], origin: tuple[str, str]
) -> None:
    """The named source, else the publisher; a party of the deal speaks as a party."""
    (claim,) = sourced(tell(publisher=said[0], source=said[1]))
    found = origin_of(claim)
    assert (found.id, found.kind) == origin


def test_a_filing_is_a_party_statement(tell: Tell, sourced: SourcedOf) -> None:
    """What stands on the regulator's site is the company's own word."""
    (claim,) = sourced(tell(publisher=None, url="https://www.sec.gov/Archives/x.htm"))
    assert origin_of(claim).kind == "party"


def test_the_last_word_of_an_origin_holds(tell: Tell, sourced: SourcedOf) -> None:
    """An agency that denies what it reported has denied it."""
    claims = sourced(tell(published="2025-12-01"), tell(status="denied", published="2025-12-05"))
    (voice,) = voices(claims)
    assert voice.denies


def test_silence_counts_for_nothing(tell: Tell, sourced: SourcedOf) -> None:
    """Only a claim that denies lowers belief: one that calls the deal off says that there was one."""
    talk, off = tell(status="in_talks"), tell(status="terminated", publisher="Some Blog")
    assert Odds.of(voices(sourced(talk, off))).belief == Fraction(6, 7)


@pytest.mark.parametrize(
    ("kinds", "clamped"), [(("party",) * 2, Fraction(999, 1000)), (("-party",) * 3, Fraction(1, 1000))]
)
def test_belief_stays_within_one_in_a_thousand(kinds: tuple[str, ...], clamped: Fraction) -> None:
    """[0.001, 0.999] exactly, while the odds beneath go on."""
    odds = Odds.of(origins(*kinds))
    assert odds.belief == clamped
    assert odds.posterior not in {Fraction(999), Fraction(1, 999)}
