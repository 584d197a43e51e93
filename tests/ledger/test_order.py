"""R3: whatever the order, whoever enters it at the same time and however often: the same content."""

import random
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import pytest
from tests.golden.make_ledger import DEALS, FACTS

from dawra.claims import Reader, Reading
from dawra.claims.retold import read_table
from dawra.documents import Document
from dawra.ledger import Journal, deals_at, facts_at, verify
from dawra.values import Amount

Soak = Callable[[int, int], int]
Entry = tuple[Reading, str | None]

HANDS = 4


@pytest.fixture(scope="module")
def entries(
    tell: Callable[..., Reading], billions: Callable[..., Amount], tmp_path_factory: pytest.TempPathFactory
) -> list[Entry]:
    """Pages with two texts, a text seen twice, two versions of a reader, our own summaries of deals and facts."""
    told = [
        tell(
            amount=billions(figure),
            text=f"Text {figure}",
            url=f"https://example.org/{figure % 3}",
            published=f"2025-12-1{figure}",
            version=version,
        )
        for figure in (0, 1, 3)
        for version in ("9", "10")
    ]
    seen_again = [tell(amount=billions(0), text="Text 0", publisher=name, version="10") for name in ("A", "B")]
    empty = Reading(document=Document(text="Nothing.", language="en"), reader=Reader(name="test", version="1"))
    retold = []
    for text in (DEALS, FACTS):
        table = tmp_path_factory.mktemp("order") / "table.csv"
        table.write_text(text, encoding="utf-8")
        retold += [(row.reading, row.known) for row in read_table(table).readings]
    return [*((reading, None) for reading in (*told, *seen_again, empty)), *retold]


@pytest.fixture(scope="module")
def hands() -> Iterator[ProcessPoolExecutor]:
    """Processes that write at the same time."""
    with ProcessPoolExecutor(HANDS, mp_context=get_context("fork")) as pool:
        yield pool


def test_no_order_and_no_number_of_hands_leaves_a_trace(
    entries: list[Entry], hands: ProcessPoolExecutor, tmp_path: Path, soak: Soak
) -> None:
    """One process or four, each entry entered twice, in any order: equal content, equal claims that count."""
    chance = random.Random(3)  # noqa: S311 - no secret
    _enter(tmp_path / "straight.db", entries)
    expected = _told(tmp_path / "straight.db")
    for number in range(soak(10, 100)):
        order = [*entries, *entries]
        chance.shuffle(order)
        _enter(one := tmp_path / f"one-{number}.db", order)
        four = tmp_path / f"four-{number}.db"
        list(hands.map(_enter, [four] * HANDS, [order[hand::HANDS] for hand in range(HANDS)]))
        assert _told(one) == _told(four) == expected


def test_several_may_make_a_ledger_at_once(
    entries: list[Entry], hands: ProcessPoolExecutor, tmp_path: Path, soak: Soak
) -> None:
    """Whoever comes first, all find one ledger, and nobody is turned away."""
    for number in range(soak(20, 500)):
        list(
            hands.map(_enter, [tmp_path / f"{number}.db"] * HANDS, [entries[hand : hand + 1] for hand in range(HANDS)])
        )
        with Journal.open(tmp_path / f"{number}.db") as journal:
            verify(journal)


def _enter(path: Path, entries: Sequence[Entry]) -> None:
    with Journal.open(path, create=True) as journal:
        for reading, known in entries:
            journal.append(reading, known=known)


def _told(path: Path) -> tuple[str, set[str]]:
    """The content of a ledger that is whole, and the claims that count in it."""
    with Journal.open(path) as journal:
        counting = {claim.id for claim in deals_at(journal)} | {claim.id for claim in facts_at(journal)}
        return verify(journal).content, counting
