"""Judgements on who is who in the journal: refused, withdrawn, said twice, and behind a cut."""

import json
from datetime import UTC, datetime, timedelta
from itertools import permutations
from pathlib import Path

import pytest
from sqlalchemy import select

from dawra.errors import JudgementError
from dawra.ledger import Journal, content, identities_at, verify
from dawra.ledger.entry import judgements, record_id

START = datetime(2026, 1, 1, tzinfo=UTC)
MERGES = (("a", "b"), ("b", "c"), ("d", "e"))


def party(journal: Journal, party_id: str) -> str:
    """Who stands for an id now."""
    return identities_at(journal).party(party_id)


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_any_order_of_merges_gives_one_content(tmp_path: Path, order: tuple[int, ...]) -> None:
    """INV-10.2 for judgements: the digest, and who stands for whom."""
    with (
        Journal.open(tmp_path / "a.db", create=True) as straight,
        Journal.open(tmp_path / "b.db", create=True) as mixed,
    ):
        for one, other in MERGES:
            straight.judge(one, other, same=True, because="so")
        for place in order:
            mixed.judge(*MERGES[place], same=True, because="so")
        assert content(straight) == content(mixed)
        assert [party(straight, i) for i in "abcde"] == [party(mixed, i) for i in "abcde"]


def test_what_holds_already_is_entered_once(journal: Journal) -> None:
    """Without a new reason; with one it is a further judgement."""
    first = journal.judge("a", "b", same=True, because="one address")
    assert journal.judge("b", "a", same=True) == first
    assert journal.judge("a", "b", same=True, because="one address") == first
    assert journal.judge("a", "b", same=True, because="one owner") != first


def test_a_merge_against_a_split_is_refused_and_names_both(journal: Journal) -> None:
    """Also through a third; nothing is entered."""
    journal.judge("a", "c", same=False, because="two registers")
    journal.judge("a", "b", same=True, because="one site")
    before = verify(journal).entries
    with pytest.raises(JudgementError) as refused:
        journal.judge("b", "c", same=True, because="one logo")
    for words in ("a is not c (two registers)", "a is b (one site)", "b is c (one logo)", "undo"):
        assert words in str(refused.value)
    assert verify(journal).entries == before


def test_a_split_against_a_chain_is_refused(journal: Journal) -> None:
    """In whatever order they come, contradictions do not stand side by side."""
    journal.judge("a", "b", same=True)
    journal.judge("b", "c", same=True)
    with pytest.raises(JudgementError):
        journal.judge("a", "c", same=False)
    assert party(journal, "c") == "a"


def test_a_direct_split_takes_the_merge_back(journal: Journal) -> None:
    """The last word on the two holds, and undoing it brings the merge back."""
    journal.judge("a", "b", same=True)
    journal.judge("a", "b", same=False, because="they are not")
    assert party(journal, "b") == "b"
    journal.undo("b", "a")
    assert party(journal, "b") == "a"
    journal.undo("a", "b")
    assert party(journal, "b") == "b"


def test_undoing_nothing_is_an_error(journal: Journal) -> None:
    """Before the first judgement and after the last is withdrawn."""
    with pytest.raises(JudgementError, match="none to undo"):
        journal.undo("a", "b")
    journal.judge("a", "b", same=True)
    journal.undo("a", "b", because="a slip")
    with pytest.raises(JudgementError, match="none to undo"):
        journal.undo("a", "b")


def test_undoing_does_not_bring_back_a_contradiction(journal: Journal) -> None:
    """What was judged since would be against the word before."""
    journal.judge("a", "b", same=False)
    journal.judge("a", "b", same=True)
    journal.judge("b", "c", same=True)
    journal.judge("a", "c", same=True)
    with pytest.raises(JudgementError):
        journal.undo("a", "b")


def test_the_journal_only_grows_and_stays_whole(journal: Journal) -> None:
    """Merge, undo and merge again are three judgements."""
    ids = {journal.judge("a", "b", same=True), journal.undo("a", "b"), journal.judge("a", "b", same=True)}
    assert len(ids) == verify(journal).judgements == 3


def test_only_recorded_goes_behind_a_judgement(journal: Journal) -> None:
    """At any instant the judgements of that instant hold."""
    journal.judge("a", "b", same=True, recorded=START)
    journal.undo("a", "b", recorded=START + timedelta(days=1))
    told = [
        identities_at(journal, recorded=str(START + timedelta(hours=hours))).party("b") for hours in (-1, 0, 12, 24, 48)
    ]
    assert told == ["b", "a", "a", "b", "b"]


def test_a_judgement_without_a_reason_keeps_its_old_id(journal: Journal) -> None:
    """Ledgers of before reasons hold ``{left, right, same, replaces}``."""
    judgement_id = journal.judge("b", "a", same=True)
    old = json.dumps({"left": "a", "replaces": None, "right": "b", "same": True}, separators=(",", ":"))
    assert judgement_id == record_id("sameness", old)
    with journal.reading() as connection:
        assert connection.execute(select(judgements.c.record)).scalar() == old
