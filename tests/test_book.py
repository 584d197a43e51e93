"""The book: what can be asked of an open ledger."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dawra.book import Book, When
from dawra.claims import Reading
from dawra.errors import NotFoundError
from dawra.values import NO_RATES, Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]


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


def test_legs_of_a_view(book: Book, tell: Tell, billions: Billions) -> None:
    """Announced takes in all that is not off, committed what binds, paid what is done."""
    book.add(tell(amount=billions(10)))
    book.add(tell("investor:nvidia investee:openai", status="signed", amount=billions(20)))
    counts = {view: len(book.legs(view=view)[0]) for view in ("announced", "committed", "paid")}
    assert counts == {"announced": 2, "committed": 1, "paid": 0}
