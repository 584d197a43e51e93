"""The journal: opens a ledger and appends to it, one document in one transaction, each at most once."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Self

from sqlalchemy import Connection, Engine, select

from dawra.claims import Reading
from dawra.errors import NotFoundError
from dawra.ledger import sqlite
from dawra.ledger.append import Appended, append, check
from dawra.ledger.entry import RETRACTED, documents
from dawra.ledger.judge import judge, withdraw
from dawra.ledger.writer import Writer
from dawra.parties.judgement import Sameness


class Journal:
    """A ledger that is open. It only ever grows; a context manager closes it."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False) -> Self:
        """Open the ledger at ``path``, making an empty one first where ``create`` and there is none.

        Raises:
            InputError: there is no ledger.
            IntegrityError: the file is no ledger, or of a newer dawra.
        """
        if create and not path.exists():
            sqlite.make(path)
        return cls(sqlite.connect(path), path)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the file."""
        self._engine.dispose()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A connection that sees the ledger as it is now, whatever others append meanwhile."""
        with sqlite.plain_errors(self.path), self._engine.connect() as connection:
            yield connection

    def append(self, reading: Reading, *, known: str | None = None, recorded: datetime | None = None) -> Appended:
        """Add one reading; what the ledger holds already changes nothing.

        Args:
            reading: a document and its claims.
            known: the first day (ISO) on which one could know it; else the day printed, else that of entry.
            recorded: the instant of entry, now unless given.

        Raises:
            RefusedError: a value is not proved by the document's own words, or a summary of ours is there
                already with other values.
            UsageError: ``known`` or the printed day is no date.
        """
        check(reading)
        with self._writing(recorded) as writer:
            return append(writer, reading, known)

    def judge(self, one: str, other: str, *, same: bool, because: str = "", recorded: datetime | None = None) -> str:
        """Say that two party ids are, or are not, one party; the last word holds. Returns its id.

        Raises:
            JudgementError: the judgements that hold on others say the opposite.
        """
        with self._writing(recorded) as writer:
            return judge(writer, Sameness.of(one, other, same=same, because=because))

    def undo(self, one: str, other: str, *, because: str = "", recorded: datetime | None = None) -> str:
        """Withdraw the judgement that holds on two ids: the one before it holds again. Returns its id.

        Raises:
            JudgementError: there is none, or the one before is against what was judged since.
        """
        with self._writing(recorded) as writer:
            return withdraw(writer, Sameness.of(one, other, same=None, because=because))

    def retract(self, claim_id: str, *, holds: bool = False, recorded: datetime | None = None) -> str:
        """Take a claim out of all answers, or with ``holds`` put it back; it stays in the ledger."""
        record = {"claim": claim_id, "holds": holds}
        with self._writing(recorded) as writer:
            if not writer.holds("claim", claim_id):
                raise NotFoundError(f"no claim {claim_id}. `dawra deals --json` lists them.")
            return writer.judge_anew(RETRACTED, record, ("claim",))

    def text(self, document_id: str) -> str:
        """The clean text of a document."""
        with self.reading() as connection:
            text = connection.execute(select(documents.c.text).where(documents.c.id == document_id)).scalar()
        if text is None:
            raise NotFoundError(f"no document {document_id}.")
        return str(text)

    @contextmanager
    def _writing(self, recorded: datetime | None) -> Iterator[Writer]:
        instant = (recorded or datetime.now(UTC)).astimezone(UTC)
        # The lock is taken at the start: no other writer may come between reading the head and moving it.
        with (
            sqlite.plain_errors(self.path),
            self._engine.connect().execution_options(**{sqlite.WRITING: True}) as connection,
            connection.begin(),
        ):
            yield Writer(connection, instant)
