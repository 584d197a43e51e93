"""The book: what can be asked of an open ledger."""

import os
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime
from fractions import Fraction
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dawra.book import Book, When
from dawra.claims import DealClaim, Reading
from dawra.claims.sourced import Sourced
from dawra.deals import Accuracy, Reliability, consolidate
from dawra.errors import NotFoundError
from dawra.ledger import Journal, deals_at
from dawra.values import NO_RATES, Amount

EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100
Tell = Callable[..., Reading]
Billions = Callable[..., Amount]
SourcedOf = Callable[..., list[Sourced[DealClaim]]]
Told = tuple[Journal, list[Reading], set[int]]


@pytest.fixture
def book(tmp_path: Path) -> Iterator[Book]:
    """An empty book."""
    with Book.open(tmp_path / "book.db", create=True) as opened:
        yield opened


def test_a_deal_is_found_by_any_of_its_ids(book: Book, tell: Tell, billions: Billions) -> None:
    """Its own, the start of it, or that of any claim on it."""
    readings = [tell(amount=billions(10), publisher=name) for name in ("Reuters", "Bloomberg")]
    for reading in readings:
        book.add(reading)
    (deal,) = book.deals()
    ids = [reading.claim_id(reading.deals[0]) for reading in readings]
    for ref in (*ids, deal.id[:7], ids[1][:7]):
        assert book.deal(ref) == (deal,)


def test_the_id_of_a_replaced_claim_leads_to_what_replaced_it(book: Book, tell: Tell, billions: Billions) -> None:
    """A former deal id goes on resolving."""
    old = tell(amount=billions(10), text="one text", version="1")
    book.add(old)
    (before,) = book.deals()
    book.add(tell(amount=billions(12), text="one text", version="2"))
    (after,) = book.deals()
    assert after.id != before.id
    assert book.deal(before.id) == (after,)


def test_an_id_that_fits_several_or_none_is_not_found(book: Book, tell: Tell, billions: Billions) -> None:
    """With the ids that it fits."""
    book.add(tell(amount=billions(10)))
    book.add(tell("investor:nvidia investee:openai", amount=billions(20)))
    with pytest.raises(NotFoundError, match="fits 2 deals"):
        book.deal("")
    with pytest.raises(NotFoundError, match="dawra deals"):
        book.deal("no such id")


def test_the_packages_rates_compare_unless_others_are_given(tmp_path: Path, tell: Tell, billions: Billions) -> None:
    """Eight billion euros were 9.38 billion dollars that day; without a rate nobody can tell that from 12."""
    for rates, deals in ((None, 2), (NO_RATES, 1)):
        with Book.open(tmp_path / f"{deals}.db", create=True, rates=rates) as opened:
            opened.add(tell(amount=billions("8.0", currency="EUR"), publisher="A"))
            opened.add(tell(amount=billions("12.0"), publisher="B"))
            assert len(opened.deals()) == deals
            assert [opened.deal(deal.id) for deal in opened.deals()] == [(deal,) for deal in opened.deals()]


def test_a_judgement_joins_what_was_two(book: Book, tell: Tell, billions: Billions) -> None:
    """At every known day; only `recorded` goes behind it."""
    book.add(tell("investor:amazon investee:acme", amount=billions(1)))
    book.add(tell("investor:amazon investee:acme-systems", amount=billions(1)))
    assert len(book.deals()) == 2
    book.judge("acme-systems", "acme", same=True)
    assert len(book.deals()) == len(book.deals(When(known="2025-12-17"))) == 1
    book.judge("acme-systems", "acme", same=False)
    assert len(book.deals()) == 2


def test_an_old_article_added_today_was_not_recorded_before(book: Book, tell: Tell, billions: Billions) -> None:
    """It changes what was known then, and the instant of entry shows that the ledger did not hold it yet."""
    book.add(tell(amount=billions(10)), recorded=datetime(2026, 1, 1, tzinfo=UTC))
    old = tell(status="in_talks", published="2025-12-01", publisher="Old News")
    then = When(known="2025-12-01", recorded="2026-01-01")
    assert book.deals(then) == ()
    book.add(old, recorded=datetime(2026, 2, 1, tzinfo=UTC))
    assert book.deals(then) == ()
    assert [deal.status for deal in book.deals(When(known="2025-12-01"))] == ["in_talks"]
    assert [deal.status for deal in book.deals(When(known="2025-12-01", recorded="2026-02-01"))] == ["in_talks"]


def test_after_a_split_a_former_id_answers_with_the_list(book: Book, tell: Tell, billions: Billions) -> None:
    """One record of the first reading is two in the second: its id leads to both."""
    first = tell("investor:amazon investor:nvidia investee:openai", amount=billions(30), text="a text", version="1")
    book.add(first)
    former = first.claim_id(first.deals[0])
    again = [
        tell(f"investor:{one} investee:openai", amount=billions(15), text="a text", version="2")
        for one in ("amazon", "nvidia")
    ]
    book.add(replace(again[0], deals=(*again[0].deals, *again[1].deals)))
    assert book.deal(former) == book.deals()
    assert len(book.deals()) == 2


def test_after_a_judgement_is_undone_a_former_id_answers_with_the_list(
    book: Book, tell: Tell, billions: Billions
) -> None:
    """What was one deal as long as two names were one company; the other part keeps its own id."""
    for name, day in (("acme", "2025-12-01"), ("acme-inc", "2025-12-02"), ("nobody", "2025-12-03")):
        book.add(tell(f"investor:amazon investee:{name}", amount=billions(3), published=day))
    early, late, _ = book.deals()
    assert book.deal(early.id) == (early,)
    book.judge("acme", "acme-inc", same=True, because="one register number")
    assert next(deal.id for deal in book.deals()) == early.id
    assert len(book.deal(late.id)[0].claims) == 2
    book.undo("acme", "acme-inc", because="two register numbers")
    assert book.deal(early.id) == (early, late)
    assert book.deal(late.id) == (late,)


def test_belief_follows_the_settings(tmp_path: Path, tell: Tell) -> None:
    """The rates with which a book is opened."""
    rates = Reliability(agency=Accuracy(tpr=Fraction(9, 10), fpr=Fraction(1, 10)))
    with Book.open(tmp_path / "other.db", create=True, reliability=rates) as other:
        other.add(tell())
        (deal,) = other.deals()
        assert deal.belief == Fraction(9, 10)
        assert other.deal(deal.id) == (deal,)


STORIES = list(product(("rumoured", "announced", "signed", "denied"), (None, 10, 12), ("Reuters", "Some Blog")))[::3]


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory, tell: Tell, billions: Billions) -> Iterator[Told]:
    """A ledger in which several origins tell of one deal at several stages, its readings, and which are retracted."""
    readings = [
        tell(status=status, amount=figure and billions(figure), publisher=publisher, published=f"2025-12-{day}")
        for day, (status, figure, publisher) in enumerate(STORIES, start=10)
    ]
    with Journal.open(tmp_path_factory.mktemp("told") / "book.db", create=True) as journal:
        for reading in readings:
            journal.append(reading)
        yield journal, readings, set()


@settings(max_examples=EXAMPLES, deadline=None)
@given(gone=st.sets(st.integers(0, len(STORIES) - 1)))
def test_a_retracted_claim_leaves_the_deals_as_if_never_told(told: Told, sourced: SourcedOf, gone: set[int]) -> None:
    """INV-10.3, for deals: belief, status, amounts and conflicts are those without the claims."""
    journal, readings, retracted = told
    for place in gone ^ retracted:
        reading = readings[place]
        journal.retract(reading.claim_id(reading.deals[0]), holds=place in retracted)
    retracted.clear()
    retracted.update(gone)
    never_told = sourced(*(reading for place, reading in enumerate(readings) if place not in gone))
    assert consolidate(deals_at(journal)) == consolidate(never_told)


def test_legs_of_a_view(book: Book, tell: Tell, billions: Billions) -> None:
    """Announced takes in all that is not off, committed what binds, paid what is done."""
    book.add(tell(amount=billions(10)))
    book.add(tell("investor:nvidia investee:openai", status="signed", amount=billions(20)))
    counts = {view: len(book.legs(view=view)[0]) for view in ("announced", "committed", "paid")}
    assert counts == {"announced": 2, "committed": 1, "paid": 0}


def test_a_view_misses_only_the_amounts_of_its_own_deals(book: Book, tell: Tell) -> None:
    """What is only announced lacks nothing in the committed view."""
    book.add(tell("investor:nvidia investee:openai"))
    assert [len(book.legs(view=view)[1]) for view in (None, "announced", "committed")] == [1, 1, 0]
