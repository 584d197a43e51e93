"""The journal: opens a ledger and appends to it whole documents, each at most once."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Connection, Engine, select

from dawra.claims import Reading
from dawra.errors import NotFoundError, RefusedError
from dawra.ledger import sqlite
from dawra.ledger.append import Appended, append
from dawra.ledger.entry import CORRECTED, RETRACTED, documents
from dawra.ledger.judge import judge, withdraw
from dawra.ledger.prepare import Prepared, prepare
from dawra.ledger.upgrade import bring_up, check_format
from dawra.ledger.writer import Writer
from dawra.parties.judgement import Sameness
from dawra.values import no_collecting


class Journal:
    """A ledger that is open. It only ever grows; a context manager closes it."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self._engine = engine
        self.path = path

    @classmethod
    def open(cls, path: Path, *, create: bool = False, read_only: bool = False) -> Self:
        """Open the ledger at ``path``, making an empty one first where ``create`` and there is none.

        With ``read_only`` the file stays as it is, even in an older format, in which only its digests can be asked.

        Raises:
            InputError: there is no ledger, or it cannot be read, or not be brought to this release's format.
            IntegrityError: the file is no ledger, damaged, or of a newer dawra.
        """
        if create and not path.exists():
            sqlite.make(path)
        engine = sqlite.connect(path, read_only=read_only)
        try:
            (check_format if read_only else bring_up)(engine, path)
        except BaseException:
            engine.dispose()
            raise
        return cls(engine, path)

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
        """Add one reading in a transaction of its own; what the ledger holds already changes nothing.

        Args:
            reading: a document and its claims.
            known: the first day (ISO) on which one could know it; else the day printed, else that of entry.
            recorded: the instant of entry, now unless given.

        Raises:
            RefusedError: a value is not proved by the document's own words, or a summary of ours is there
                already with other values.
            UsageError: ``known`` or the printed day is no date.
        """
        return self.append_prepared(prepare(reading, known), recorded=recorded)

    def append_prepared(self, prepared: Prepared, *, recorded: datetime | None = None) -> Appended:
        """Add a reading that is prepared already, in a transaction of its own; otherwise as `append`.

        Raises:
            RefusedError: a summary of ours is there already with other values.
        """
        (done,) = self.append_all([prepared], recorded=recorded)
        if isinstance(done, RefusedError):
            raise done
        return done

    def append_all(
        self, readings: Sequence[Prepared], *, recorded: datetime | None = None
    ) -> tuple[Appended | RefusedError, ...]:
        """Add several readings in one transaction: all that are not refused, or none.

        A refusal stands in the place of its reading. Otherwise as `append`.
        """
        with no_collecting(), self._writing(recorded) as writer:
            writer.know({reading.document.id for reading in readings})
            return tuple([_append(writer, reading) for reading in readings])

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

    def retract(
        self, claim_id: str, *, because: str | None = None, holds: bool = False, recorded: datetime | None = None
    ) -> str:
        """Take a claim out of all answers, or with ``holds`` put it back; it stays in the ledger.

        Raises:
            NotFoundError: there is no such claim.
        """
        record = {"claim": claim_id, "holds": holds, **({"because": because} if because else {})}
        return self._judge_claim(RETRACTED, claim_id, record, recorded)

    def correct(
        self, claim_id: str, record: dict[str, Any] | None, *, because: str, recorded: datetime | None = None
    ) -> str:
        """Have a claim say ``record`` (the whole JSON of a deal claim) in all answers, or with None what was read.

        Raises:
            NotFoundError: there is no such claim.
        """
        return self._judge_claim(
            CORRECTED, claim_id, {"claim": claim_id, "record": record, "because": because}, recorded
        )

    def text(self, document_id: str) -> str:
        """The clean text of a document."""
        with self.reading() as connection:
            text = connection.execute(select(documents.c.text).where(documents.c.id == document_id)).scalar()
        if text is None:
            raise NotFoundError(f"no document {document_id}.")
        return str(text)

    def _judge_claim(self, kind: str, claim_id: str, record: dict[str, Any], recorded: datetime | None) -> str:
        with self._writing(recorded) as writer:
            if not writer.holds("claim", claim_id):
                raise NotFoundError(f"no claim {claim_id}. `dawra deals --json` lists them.")
            return writer.judge_anew(kind, record, ("claim",))

    @contextmanager
    def _writing(self, recorded: datetime | None) -> Iterator[Writer]:
        instant = (recorded or datetime.now(UTC)).astimezone(UTC)
        with sqlite.writing(self._engine, self.path) as connection:
            writer = Writer(connection, instant)
            yield writer
            writer.flush()


def _append(writer: Writer, prepared: Prepared) -> Appended | RefusedError:
    try:
        return append(writer, prepared)
    except RefusedError as error:
        return error
