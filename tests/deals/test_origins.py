"""EX-10.1: belief by origin."""

from collections.abc import Callable
from fractions import Fraction

import pytest

from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals.origins import Origin, belief, origin_of, voices

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
        (("party", "party"), Fraction(999, 1000)),
        (("-party", "-party", "-party"), Fraction(1, 1000)),
    ],
)
def test_belief(kinds: tuple[str, ...], expected: Fraction) -> None:
    """From even odds, each origin once, never beyond one in a thousand."""
    assert belief(origins(*kinds)) == expected


def test_six_reprints_count_once(tell: Tell, sourced: SourcedOf) -> None:
    """Papers that all name Reuters are one voice."""
    papers = [tell(publisher=f"Paper {n}", source="Reuters") for n in range(6)]
    assert belief(voices(sourced(*papers))) == Fraction(4, 5)


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
