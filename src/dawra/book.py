"""A ledger that is open, and what can be asked of it; forwards to the rooms and computes nothing itself."""

import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any, Final, Self

from dawra.claims import DealClaim, FactClaim, Reading, deal_from_json
from dawra.claims.correct import correct
from dawra.claims.retold import Retold, RetoldReading, read_table
from dawra.claims.retold_row import Refusal
from dawra.claims.sourced import Sourced
from dawra.deals import (
    Calibration,
    Deal,
    Difference,
    Reliability,
    Step,
    calibrate,
    consolidate,
    consolidate_around,
    difference,
    history,
    relatives,
    would_join,
)
from dawra.errors import NotFoundError, RefusedError
from dawra.flows import Leg, in_view, load_rates
from dawra.flows.cash import legs_of
from dawra.flows.view import without_amount
from dawra.ledger import (
    Appended,
    Copied,
    Journal,
    Judged,
    Moment,
    Verified,
    back_up,
    deals_at,
    document_of,
    facts_at,
    identities_at,
    judged,
    moment,
    recorded_of,
    restore,
    verify,
    withdrawn,
)
from dawra.parties import Party, registry, slug
from dawra.parties.judgement import Identities
from dawra.values import PartialDate, Rates, StatusProbabilities, no_collecting


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """As of which day, as known on which day, as recorded by which instant; None is without limit."""

    as_of: str | None = None
    known: str | None = None
    recorded: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: rows in the table, claims that were new, rows that were refused."""

    rows: int
    deals: int
    facts: int
    refusals: tuple[Refusal, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a claim said before it was mended, and what it says now."""

    claim: str
    before: DealClaim
    after: DealClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class DealHistory:
    """How one deal came to be: the steps, what counts no more, and why, each with its instant of entry.

    ``recorded`` holds the instant for each claim of the steps and of ``withdrawn``.
    """

    deal: Deal
    steps: tuple[Step, ...]
    withdrawn: tuple[Sourced[DealClaim], ...]
    judged: tuple[Judged, ...]
    recorded: Mapping[str, str]

    def to_json(self) -> dict[str, Any]:
        """``{id, steps, withdrawn, judged}``; nowhere else does a result say when a thing was recorded."""
        return {
            "id": self.deal.id,
            "steps": [{**step.to_json(), "recorded": self.recorded[step.claim.id]} for step in self.steps],
            "withdrawn": [
                {
                    "claim": claim.id,
                    "known": claim.known,
                    "document": claim.source.to_json(),
                    "reader": claim.reader.to_json(),
                    "recorded": self.recorded[claim.id],
                }
                for claim in self.withdrawn
            ],
            "judged": [one.to_json() for one in self.judged],
        }


ALWAYS = When()
_BATCH: Final = 5000
"""How many rows of a table one transaction takes: whole rows, so a kill leaves none half done."""


class Book:
    """One open ledger; a context manager closes it."""

    def __init__(
        self,
        journal: Journal,
        *,
        rates: Rates | None = None,
        reliability: Reliability | None = None,
        probabilities: StatusProbabilities | None = None,
    ) -> None:
        self._journal = journal
        self._rates = rates or load_rates()
        self.reliability = reliability or Reliability()
        self.probabilities = probabilities or StatusProbabilities()

    @classmethod
    def open(
        cls,
        path: Path,
        *,
        create: bool = False,
        rates: Rates | None = None,
        reliability: Reliability | None = None,
        probabilities: StatusProbabilities | None = None,
    ) -> Self:
        """Open the ledger at ``path``; see `Journal.open` for what it raises.

        ``rates`` compare sums in several currencies; None takes those that come with the package.
        ``reliability`` says how far each class of origin is believed, ``probabilities`` how likely a deal at
        each status is to come about; without them the starting values of the methods hold.
        """
        return cls(Journal.open(path, create=create), rates=rates, reliability=reliability, probabilities=probabilities)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._journal.close()

    def add(self, reading: Reading, *, known: str | None = None, recorded: datetime | None = None) -> Appended:
        """Append one reading; one that is there already changes nothing."""
        return self._journal.append(reading, known=known, recorded=recorded)

    def import_table(self, path: Path, *, recorded: datetime | None = None) -> Imported:
        """Append every row that its own summary proves; ``TableError`` before anything is added."""
        return self.import_rows(read_table(path), recorded=recorded)

    def import_rows(self, table: Retold, *, recorded: datetime | None = None) -> Imported:
        """Append the rows of a table that has been read."""
        deals = facts = 0
        refusals = list(table.refusals)
        for start in range(0, len(table.readings), _BATCH):
            rows = table.readings[start : start + _BATCH]
            added = self._journal.append_all([(row.reading, row.known) for row in rows], recorded=recorded)
            for row, done in zip(rows, added, strict=True):
                if isinstance(done, RefusedError):
                    refusals.append(_refusal(table.table, row, str(done)))
                else:
                    deals, facts = deals + done.deals, facts + done.facts
        return Imported(rows=table.rows, deals=deals, facts=facts, refusals=tuple(refusals))

    def judge(self, one: str, other: str, *, same: bool, because: str = "") -> str:
        """Say that two party ids are, or are not, one party; see `Journal.judge` for what it raises."""
        return self._journal.judge(one, other, same=same, because=because)

    def undo(self, one: str, other: str, *, because: str = "") -> str:
        """Withdraw the last judgement on two party ids; see `Journal.undo` for what it raises."""
        return self._journal.undo(one, other, because=because)

    def retract(self, ref: str, *, because: str, undo: bool = False) -> str:
        """Take the claim whose id is ``ref`` or starts so out of all answers, or put it back. Returns its id."""
        claim_id = self._claim_id(ref)
        self._journal.retract(claim_id, because=because, holds=undo)
        return claim_id

    def correct(self, ref: str, values: Mapping[str, str], *, quote: str, because: str) -> Correction:
        """Mend what was misread; see `dawra.claims.correct`.

        Raises:
            NotFoundError: there is no such claim, or it does not count.
        """
        claim_id = self._claim_id(ref)
        with moment(self._journal) as now:
            counting = now.deals([claim_id])
        if not counting:
            raise NotFoundError(f"{claim_id} does not count: it was retracted, or a newer reading took its place.")
        before = counting[0]
        after = correct(before.claim, values, quote, self.text(before.source.document))
        self._journal.correct(claim_id, after.to_json(), because=because)
        return Correction(claim=claim_id, before=before.claim, after=after)

    def uncorrect(self, ref: str, *, because: str) -> str:
        """Let the claim whose id is ``ref`` or starts so say again what was read. Returns its id."""
        claim_id = self._claim_id(ref)
        self._journal.correct(claim_id, None, because=because)
        return claim_id

    def deals(self, when: When = ALWAYS, *, level: str = "group") -> tuple[Deal, ...]:
        """The deals at ``when``, by first known day and id."""
        with no_collecting():
            claims = deals_at(self._journal, known=when.known, recorded=when.recorded)
            return consolidate(
                claims,
                self.identities(when),
                as_of=when.as_of,
                level=level,
                reliability=self.reliability,
                rates=self._rates,
            )

    def deal(self, ref: str, when: When = ALWAYS, *, level: str = "group") -> tuple[Deal, ...]:
        """The deal with this id, the start of it, or a claim's id; several where what bore that id was split.

        Raises:
            NotFoundError: there is none, or the start fits several.
        """
        with moment(self._journal, known=when.known, recorded=when.recorded) as now:
            identities = now.identities()
            around = partial(
                consolidate_around,
                claimed=now,
                identities=identities,
                as_of=when.as_of,
                level=level,
                reliability=self.reliability,
                rates=self._rates,
            )
            if found := _by_id(ref, around(now.starting(ref))):
                return _with_parted(ref, found, now, around)
            return self._by_former_claim(ref, now, around)

    def history(self, ref: str, when: When = ALWAYS, *, level: str = "group") -> tuple[DealHistory, ...]:
        """How the deal with this id came to be what it is at ``when``; several as in `deal`."""
        with moment(self._journal, known=when.known, recorded=when.recorded) as now:
            identities = now.identities()
            return tuple(
                self._history(
                    deal, relatives([deal.id], now, identities, as_of=when.as_of, rates=self._rates), when, identities
                )
                for deal in self.deal(ref, when, level=level)
            )

    def learned(self, before: When, after: When, *, level: str = "group") -> Difference:
        """What the deals at ``after`` say that those at ``before`` did not."""
        return difference(self.deals(before, level=level), self.deals(after, level=level))

    def calibrate(self, when: When = ALWAYS, *, level: str = "group") -> Calibration:
        """How good belief and the status probabilities are, by the deals at ``when`` whose outcome is known."""
        return calibrate(self.deals(when, level=level), self.reliability, self.probabilities)

    def facts(self, when: When = ALWAYS) -> tuple[Sourced[FactClaim], ...]:
        """The fact claims at ``when``, by first known day and id; as of a day, those printed by it."""
        facts = facts_at(self._journal, known=when.known, recorded=when.recorded)
        if when.as_of is None:
            return facts
        end = PartialDate(when.as_of).end
        return tuple(fact for fact in facts if PartialDate(fact.source.published or fact.known).start < end)

    def party(self, name: str) -> tuple[str, Party | None]:
        """The id that a name or an id stands for, and the registry's record of it where there is one."""
        found = registry().find(name) or registry().identified(name)
        return (found.id, found) if found else (slug(name), None)

    def names(self, when: When = ALWAYS) -> dict[str, set[str]]:
        """The names under which the ledger tells of each party, as written, by id."""
        found: dict[str, set[str]] = defaultdict(set)
        for claim in deals_at(self._journal, known=when.known, recorded=when.recorded):
            for party in claim.claim.parties:
                if party.id:
                    found[party.id].add(party.name)
        for fact in facts_at(self._journal, known=when.known, recorded=when.recorded):
            for mention in filter(None, (fact.claim.party, fact.claim.of)):
                if mention.id:
                    found[mention.id].add(mention.name)
        return dict(found)

    def legs(
        self, when: When = ALWAYS, *, level: str = "group", view: str | None = None
    ) -> tuple[list[Leg], list[str]]:
        """The legs at ``when``, of one view if one is given, and the ids of its deals without an amount."""
        legs, bare = legs_of(self.deals(when, level=level), self._rates)
        if view is None:
            return legs, bare
        shown = in_view(legs, view)
        return shown, without_amount(shown)

    def identities(self, when: When = ALWAYS) -> Identities:
        """Who is who at ``when``."""
        return identities_at(self._journal, recorded=when.recorded)

    def texts(self, deals: Iterable[Deal]) -> dict[str, str]:
        """The clean texts of all documents that tell of ``deals``, by id."""
        documents = {claim.source.document for deal in deals for claim in deal.claims}
        return {document: self.text(document) for document in sorted(documents)}

    def text(self, document_id: str) -> str:
        """The clean text of a document."""
        return self._journal.text(document_id)

    def verify(self) -> Verified:
        """Check the whole ledger; ``IntegrityError`` names the first row that was altered."""
        return verify(self._journal)

    def back_up(self, file: Path, *, force: bool = False) -> Copied:
        """Copy the whole ledger as it is now into ``file``, checked; see `ledger.back_up` for what it raises."""
        return back_up(self._journal, file, force=force)

    @staticmethod
    def restore(file: Path, path: Path, *, force: bool = False) -> Copied:
        """Put a copy of the backup ``file`` at ``path``, checked; see `ledger.restore` for what it raises."""
        return restore(file, path, force=force)

    def _claim_id(self, ref: str) -> str:
        """The id of the one deal claim whose id is ``ref`` or starts so."""
        with moment(self._journal) as now:
            found = now.starting(ref) if ref else []
        if len(found) != 1:
            advice = "`dawra deal ID --json` lists the claims of a deal." if not found else "Write more of the id."
            raise NotFoundError(f"{ref!r} fits {len(found)} claims. {advice}")
        return found[0]

    def _history(
        self, deal: Deal, claims: Sequence[Sourced[DealClaim]], when: When, identities: Identities
    ) -> DealHistory:
        steps = history(claims, deal.id, identities, level=deal.level, reliability=self.reliability, rates=self._rates)
        members = {claim.id: claim for claim in (*(step.claim for step in steps), *deal.claims)}.values()
        gone = tuple(
            claim
            for claim in withdrawn(
                self._journal,
                deal.kind,
                {party.id for claim in members for party in claim.claim.parties if party.id},
                {claim.source.document for claim in members},
                known=when.known,
                recorded=when.recorded,
            )
            if would_join(claim, deal.claims, identities, self._rates)
        )
        ids = {claim.id for claim in (*members, *gone)}
        return DealHistory(
            deal=deal,
            steps=steps,
            withdrawn=gone,
            judged=judged(self._journal, ids, recorded=when.recorded),
            recorded=recorded_of(self._journal, ids),
        )

    def _by_former_claim(
        self, ref: str, now: Moment, around: Callable[[Sequence[str]], tuple[Deal, ...]]
    ) -> tuple[Deal, ...]:
        """The deals of the document and kind of a claim that no longer counts: its reading was replaced."""
        former = document_of(self._journal, ref)
        if former is None:
            raise NotFoundError(f"no deal {ref!r}. `dawra deals` lists them.")
        _, document, record = former
        claim: DealClaim = deal_from_json(json.loads(record))
        found = tuple(
            deal
            for deal in around(now.told_by(document))
            if deal.kind == claim.kind and any(c.source.document == document for c in deal.claims)
        )
        if not found:
            raise NotFoundError(
                f"{ref!r} is a claim that no longer counts, and no deal has taken its place. "
                "With --recorded you see what the ledger said before."
            )
        return found


def _with_parted(
    ref: str, deals: tuple[Deal, ...], now: Moment, around: Callable[..., tuple[Deal, ...]]
) -> tuple[Deal, ...]:
    """These deals, and those that a judgement has parted from the one that bore the id ``ref``."""
    parties = {party_id for deal in deals for party_id in deal.party_ids()}
    members = {claim.id for deal in deals for claim in deal.claims}
    former = [
        claim.id
        for identities in now.past_identities(parties)
        for deal in around([one.id for one in deals], identities=identities)
        if deal.id.startswith(ref)
        for claim in deal.claims
    ]
    return deals if members.issuperset(former) else around(members.union(former))


def _by_id(ref: str, deals: Sequence[Deal]) -> tuple[Deal, ...]:
    """The deal whose own id, or one of whose claims' ids, is ``ref`` or starts so."""
    exact = [deal for deal in deals if any(claim.id == ref for claim in deal.claims)]
    own = exact or [deal for deal in deals if deal.id.startswith(ref)]
    found = own or [deal for deal in deals if any(claim.id.startswith(ref) for claim in deal.claims)]
    if len(found) > 1:
        ids = ", ".join(deal.id[:12] for deal in found[:5])
        raise NotFoundError(f"{ref!r} fits {len(found)} deals: {ids}. Write more of the id.")
    return tuple(found)


def _refusal(table: str, row: RetoldReading, reason: str) -> Refusal:
    summary = row.reading.document.text
    return Refusal(table=table, line=row.line, column="summary", value="", summary=summary, reason=reason)
