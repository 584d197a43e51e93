"""What a ledger holds and no longer says, and why."""

from collections.abc import Callable
from datetime import UTC, datetime

import pytest

from dawra.claims import Reading
from dawra.ledger import Journal, judged, recorded_of, withdrawn
from dawra.values import Amount

Tell = Callable[..., Reading]
Billions = Callable[..., Amount]

DAY = [datetime(2026, 1, day, tzinfo=UTC) for day in range(1, 10)]
STAMP = "2026-01-0{}T00:00:00.000000Z"
PARTIES = {"amazon", "openai"}


def the_id(reading: Reading) -> str:
    """The id of the one deal of a reading."""
    return reading.claim_id(reading.deals[0])


@pytest.fixture
def readings(journal: Journal, tell: Tell, billions: Billions) -> list[Reading]:
    """One read twice, one retracted, one whose page shows another text, one that counts."""
    page = "https://example.org/a"
    found = [
        tell(amount=billions(8), text="one text", version="1"),
        tell(amount=billions(10), text="one text", version="2"),
        tell(publisher="Some Blog"),
        tell(url=page, text="the first text", published="2025-12-17"),
        tell(url=page, text="the second text", published="2025-12-20"),
    ]
    for day, reading in zip(DAY, found, strict=False):
        journal.append(reading, recorded=day)
    journal.retract(the_id(found[2]), recorded=DAY[5])
    return found


def test_claims_that_do_not_count_are_still_there(journal: Journal, readings: list[Reading]) -> None:
    """Replaced, retracted, superseded; known by then, entered by then."""

    def gone(**when: str) -> set[str]:
        return {claim.id for claim in withdrawn(journal, "equity_investment", PARTIES, (), **when)}

    replaced, _, retracted, superseded, _ = map(the_id, readings)
    assert gone() == {replaced, retracted, superseded}
    assert gone(known="2025-12-17") == {replaced, retracted}
    assert gone(known="2025-11") == set()
    assert gone(recorded="2026-01-05") == {replaced, superseded}
    assert gone(recorded="2026-01-01") == set()


def test_they_are_found_by_document_too(journal: Journal, readings: list[Reading]) -> None:
    """A reading that got the parties wrong is found where it stood."""
    document = readings[0].document.id
    assert [claim.id for claim in withdrawn(journal, "equity_investment", (), [document])] == [the_id(readings[0])]
    assert withdrawn(journal, "acquisition", PARTIES, [document]) == ()


def test_what_was_judged_on_a_claim(journal: Journal, readings: list[Reading]) -> None:
    """In the order of entry, with the instant; only as much as had been entered."""
    ids = {the_id(reading) for reading in readings}
    journal.retract(the_id(readings[2]), holds=True, recorded=DAY[6])
    found = [(one.claim, one.kind, one.recorded) for one in judged(journal, ids)]
    assert found == [
        (the_id(readings[0]), "replaced", STAMP.format(2)),
        (the_id(readings[2]), "retracted", STAMP.format(6)),
        (the_id(readings[2]), "restored", STAMP.format(7)),
    ]
    assert len(judged(journal, ids, recorded="2026-01-06")) == 2
    assert judged(journal, [the_id(readings[1])]) == ()


def test_when_a_claim_was_entered(journal: Journal, readings: list[Reading]) -> None:
    """Whether it counts or not; an id that is not there has no instant."""
    ids = [the_id(readings[0]), the_id(readings[4]), "0" * 32]
    assert recorded_of(journal, ids) == {ids[0]: STAMP.format(1), ids[1]: STAMP.format(5)}
