"""R6 and INV-10.1 to INV-10.3 on random histories: as-of is right, stable and blind to the order of entry."""

import os
import random
import tempfile
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from pathlib import Path
from typing import TypedDict

from hypothesis import given, settings
from hypothesis import strategies as st

from dawra.claims import DealClaim, Evidence, Reader, Reading
from dawra.deals import consolidate
from dawra.documents import Document
from dawra.ledger import Journal, content, deals_at, identities_at, verify
from dawra.values import Amount, PartialDate, Span

START = datetime(2026, 1, 1, tzinfo=UTC)
DAYS = [f"2025-12-{day:02}" for day in range(10, 16)]
EXAMPLES = 1000 if os.environ.get("DAWRA_SOAK") else 100
RETOLD = 3
"""The place whose texts are summaries of ours, hence no versions of a page."""


class Story(TypedDict):
    """What one entry of a history tells."""

    place: int
    text: int
    version: int
    published: str


class Act(TypedDict):
    """What one step of a history does.

    ``read`` enters the story; ``retract`` and ``restore`` a claim, ``correct`` and ``uncorrect`` its figure: of the
    claims told so far the one that ``number`` points at; ``merge``, ``split`` and ``undo`` judge one of two pairs.
    """

    act: str
    story: Story
    number: int


stories = st.builds(
    Story,
    place=st.integers(0, 3),
    text=st.integers(0, 2),
    version=st.integers(1, 3),
    published=st.sampled_from(DAYS),
)
histories = st.lists(stories, min_size=1, max_size=8)
acts = st.builds(
    Act,
    act=st.sampled_from(
        [*["read"] * 5, "retract", "retract", "restore", "correct", "correct", "uncorrect", "merge", "split", "undo"]
    ),
    story=stories,
    number=st.integers(0, 9),
)
lives = st.lists(acts, min_size=1, max_size=12)
PAIRS = (("acme", "acme-inc"), ("zeta", "zeta-llc"))


def reading(story: Story) -> Reading:
    """One article: a place (an address) that may show several texts, read by several versions."""
    text = f"Page {story['place']} shows text {story['text']} of {story['published']}."
    whole = Span.cut(text, 0, len(text))
    figure = 8 + (3 * story["text"] + story["version"]) % 5
    claim = DealClaim(
        kind="acquisition",
        parties=(),
        status="announced",
        amount=Amount.of(Decimal(figure * 10**9), "USD", text=f"${figure}bn"),
        date=PartialDate(story["published"]),
        evidence=(Evidence(field="amount", span=whole),),
    )
    document = Document(
        text=text,
        language="en",
        url=f"https://example.org/{story['place']}",
        published=story["published"],
        kind="retold" if story["place"] == RETOLD else "article",
    )
    return Reading(document=document, reader=Reader(name="r", version=str(story["version"])), deals=(claim,))


def naive(entered: list[Reading], known: str) -> set[str]:
    """The claims that count, worked out in the slow and obvious way."""
    seen = [one for one in entered if str(one.document.published) <= known]
    counting = set()
    for one in entered:
        sightings = [other.document for other in seen if other.document.id == one.document.id]
        speaks = any(
            sighting.kind == "retold" or sighting.id == _shown(sighting.url, [other.document for other in seen])
            for sighting in sightings
        )
        versions = [int(o.reader.version) for o in entered if o.document.id == one.document.id]
        if speaks and int(one.reader.version) == max(versions):
            counting |= {one.claim_id(claim) for claim in one.deals}
    return counting


def _shown(url: str | None, documents: list[Document]) -> str:
    """The id of the text that an address shows last; of one day, the one entered last for the first time."""
    shown = [document for document in documents if document.kind == "article" and document.url == url]
    articles = list({(document.id, document.published): document for document in shown}.values())
    latest = max(str(document.published) for document in articles)
    return [document for document in articles if document.published == latest][-1].id


def entered(readings: Iterable[Reading], folder: str) -> Journal:
    """A ledger with these readings, each a minute after the one before."""
    journal = Journal.open(Path(folder) / "book.db", create=True)
    for minute, one in enumerate(readings):
        journal.append(one, recorded=START + timedelta(minutes=minute))
    return journal


class Model:
    """A ledger in memory, as one would first write it: lists and dictionaries, everything worked out anew."""

    def __init__(self) -> None:
        self.entered: list[Reading] = []
        self.retracted: set[str] = set()
        self.corrected: dict[str, int] = {}
        self.judged: dict[tuple[str, str], list[bool]] = {pair: [] for pair in PAIRS}

    def told(self) -> list[str]:
        """The ids of all claims in the order in which they were first told."""
        return list(dict.fromkeys(one.claim_id(one.deals[0]) for one in self.entered))

    def claim(self, claim_id: str) -> DealClaim:
        """What the reader read."""
        return next(one.deals[0] for one in self.entered if one.claim_id(one.deals[0]) == claim_id)

    def answer(self, known: str) -> dict[str, int]:
        """The claims that count, each with its figure."""
        read = {claim_id: self.claim(claim_id).amount for claim_id in naive(self.entered, known) - self.retracted}
        return {name: self.corrected.get(name, amount.stated if amount else 0) for name, amount in read.items()}

    def joined(self) -> set[tuple[str, str]]:
        """The pairs that are one party: by the last judgement on them that was not undone."""
        return {pair for pair, said in self.judged.items() if said and said[-1]}


def live(journal: Journal, model: Model, step: Act, minute: int) -> None:
    """Take one step in the ledger and in the model."""
    recorded, act, pair = START + timedelta(minutes=minute), step["act"], PAIRS[step["number"] % 2]
    if act == "read":
        model.entered.append(reading(step["story"]))
        journal.append(model.entered[-1], recorded=recorded)
    elif act in {"merge", "split"}:
        journal.judge(*pair, same=act == "merge", recorded=recorded)
        if model.judged[pair][-1:] != [act == "merge"]:
            model.judged[pair].append(act == "merge")
    elif act == "undo":
        if model.judged[pair]:
            model.judged[pair].pop()
            journal.undo(*pair, recorded=recorded)
    elif told := model.told():
        _mend(journal, model, act, told[step["number"] % len(told)], recorded)


def _mend(journal: Journal, model: Model, act: str, claim_id: str, recorded: datetime) -> None:
    if act in {"retract", "restore"}:
        journal.retract(claim_id, holds=act == "restore", recorded=recorded)
        (model.retracted.add if act == "retract" else model.retracted.discard)(claim_id)
        return
    model.corrected.pop(claim_id, None)
    record = None
    if act == "correct":
        amount = Amount.of(Decimal(77), "USD", text="77")
        model.corrected[claim_id] = amount.stated
        record = replace(model.claim(claim_id), amount=amount).to_json()
    journal.correct(claim_id, record, because="misread", recorded=recorded)


def answered(journal: Journal, known: str, recorded: str) -> dict[str, int]:
    """What the ledger says, in the model's terms."""
    found = deals_at(journal, known=known, recorded=recorded)
    return {one.id: one.claim.amount.stated for one in found if one.claim.amount}


@settings(max_examples=10 * EXAMPLES if os.environ.get("DAWRA_SOAK") else EXAMPLES, deadline=None)
@given(steps=lives, known=st.sampled_from(DAYS))
def test_the_ledger_equals_the_naive_model(steps: list[Act], known: str) -> None:
    """At any known day and any instant of entry the same claims say the same, of the same parties.

    The model of each instant is kept: what the ledger says of an instant must not change by what comes later.
    """
    model, past = Model(), list[tuple[str, dict[str, int], set[tuple[str, str]]]]()
    with tempfile.TemporaryDirectory() as folder, entered([], folder) as journal:
        for minute, step in enumerate(steps):
            live(journal, model, step, minute)
            past.append((str(START + timedelta(minutes=minute)), model.answer(known), model.joined()))
        for recorded, answer, joined in past:
            assert answered(journal, known, recorded) == answer
            identities = identities_at(journal, recorded=recorded)
            assert {pair for pair in PAIRS if identities.party(pair[0]) == identities.party(pair[1])} == joined
        verify(journal)


@settings(max_examples=EXAMPLES, deadline=None)
@given(steps=lives, later=lives, known=st.sampled_from(DAYS))
def test_what_is_entered_later_changes_no_answer_at_a_fixed_instant(
    steps: list[Act], later: list[Act], known: str
) -> None:
    """INV-10.1: an answer at (known, recorded) is the same whatever comes after, to the last field."""
    model = Model()
    with tempfile.TemporaryDirectory() as folder, entered([], folder) as journal:
        for minute, step in enumerate(steps):
            live(journal, model, step, minute)
        now = str(START + timedelta(minutes=len(steps)))
        before = deals_at(journal, known=known, recorded=now)
        for minute, step in enumerate(later, start=len(steps) + 1):
            live(journal, model, step, minute)
        assert deals_at(journal, known=known, recorded=now) == before


@settings(max_examples=EXAMPLES, deadline=None)
@given(history=histories, order=st.randoms(use_true_random=False))
def test_order_and_repetition_leave_no_trace(history: list[Story], order: random.Random) -> None:
    """INV-10.2: equal content, and equal deals where no two texts of a page share a day."""
    readings = [reading(story) for story in history]
    shuffled = [*readings, *readings]
    order.shuffle(shuffled)
    with (
        tempfile.TemporaryDirectory() as one,
        tempfile.TemporaryDirectory() as two,
        entered(readings, one) as straight,
        entered(shuffled, two) as mixed,
    ):
        assert content(straight) == content(mixed)
        if _dated_apart(readings):
            assert consolidate(deals_at(straight)) == consolidate(deals_at(mixed))


@settings(max_examples=EXAMPLES, deadline=None)
@given(history=histories, extra=stories)
def test_retraction_restores_the_state_without_the_claim(history: list[Story], extra: Story) -> None:
    """INV-10.3: without the claim means without it, not without what it says of others."""
    readings = [reading(story) for story in history]
    with tempfile.TemporaryDirectory() as folder, entered(readings, folder) as journal:
        before = {claim.id for claim in deals_at(journal)}
        late = reading({**extra, "place": 9})
        claim_id = late.claim_id(late.deals[0])
        journal.append(late)
        journal.retract(claim_id)
        assert {claim.id for claim in deals_at(journal)} == before - {claim_id}


def _dated_apart(readings: Iterable[Reading]) -> bool:
    shown: dict[tuple[str | None, str | None], set[str]] = {}
    for one in readings:
        if one.document.kind == "article":
            shown.setdefault((one.document.url, one.document.published), set()).add(one.document.id)
    return all(len(texts) == 1 for texts in shown.values())
