"""A ledger that is open, and what can be asked of it; forwards to the rooms and computes nothing itself."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from dawra.book.deal_history import DealHistory, deal_history
from dawra.book.find_deal import find_deal
from dawra.book.import_rows import Imported, import_rows
from dawra.book.when import ALWAYS, When
from dawra.claims import DealClaim, FactClaim, Reading
from dawra.claims.correct import correct
from dawra.claims.retold import Retold, read_table
from dawra.claims.sourced import Sourced
from dawra.deals import (
    Calibration,
    Deal,
    Difference,
    Reliability,
    calibrate,
    consolidate,
    consolidate_around,
    difference,
    relatives,
)
from dawra.errors import NotFoundError
from dawra.flows import Leg, in_view, load_rates
from dawra.flows.cash import legs_of
from dawra.flows.view import without_amount
from dawra.ledger import (
    Appended,
    Copied,
    Journal,
    Prepared,
    Verified,
    back_up,
    deals_at,
    facts_at,
    identities_at,
    moment,
    restore,
    verify,
)
from dawra.parties import Party, registry, slug
from dawra.parties.judgement import Identities
from dawra.values import PartialDate, Rates, StatusProbabilities, no_collecting


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a claim said before it was mended, and what it says now."""

    claim: str
    before: DealClaim
    after: DealClaim


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

    def add_prepared(self, prepared: Prepared, *, recorded: datetime | None = None) -> Appended:
        """Append a reading that was prepared elsewhere (`dawra.ledger.prepare`), perhaps by another process."""
        return self._journal.append_prepared(prepared, recorded=recorded)

    def import_table(self, path: Path, *, recorded: datetime | None = None) -> Imported:
        """Append every row that its own summary proves; ``TableError`` before anything is added."""
        return self.import_rows(read_table(path), recorded=recorded)

    def import_rows(self, table: Retold, *, recorded: datetime | None = None) -> Imported:
        """Append the rows of a table that has been read."""
        return import_rows(self._journal, table, recorded)

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
            return find_deal(ref, self._journal, now, around)

    def history(self, ref: str, when: When = ALWAYS, *, level: str = "group") -> tuple[DealHistory, ...]:
        """How the deal with this id came to be what it is at ``when``; several as in `deal`."""
        with moment(self._journal, known=when.known, recorded=when.recorded) as now:
            identities = now.identities()
            return tuple(
                deal_history(
                    self._journal,
                    deal,
                    relatives([deal.id], now, identities, as_of=when.as_of, rates=self._rates),
                    when,
                    identities,
                    reliability=self.reliability,
                    rates=self._rates,
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
