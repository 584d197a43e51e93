"""Makes the golden ledger of the present format: a dump of it, and what it answers.

``python -m tests.golden.make_ledger 1`` writes ``ledger-1.sql`` and ``ledger-1.json`` beside this file. A format
gets its pair once, before the first release that has the next one; from then on the dump never changes. What a
dump answers may change when deals are settled better: ``python -m tests.golden.make_ledger 1 --answers`` writes
the ``deals`` of the JSON anew from the dump that is there.
"""

import json
import sqlite3
import sys
import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, Final

from dawra.book import Book, When
from dawra.claims import DealClaim, Reader, Reading, read
from dawra.claims.sourced import Sourced
from dawra.documents import Document, load
from dawra.ledger import Journal, deals_at, facts_at, verify

HERE: Final = Path(__file__).parent
START: Final = datetime(2026, 1, 5, 9, tzinfo=UTC)
AS_OF: Final = "2026-01-31"

TALKS: Final = """Amazon in talks to invest about $10 billion in OpenAI

Amazon is in talks to invest about $10 billion in OpenAI, Reuters reported on 16 December 2025.
OpenAI signed a contract worth $38 billion over seven years with Amazon Web Services on 3 November 2025.
"""
TALKS_MENDED: Final = TALKS.replace("about $10 billion", "at least $12 billion")
ARABIC: Final = """أوبن إيه آي توقع عقدًا مع أوراكل

وقعت شركة أوبن إيه آي عقدًا مع أوراكل بقيمة 300 مليار دولار لمدة خمس سنوات في 10 سبتمبر 2025.
أعلنت إنفيديا أنها ستستثمر ما يصل إلى 100 مليار دولار في أوبن إيه آي.
"""
DENIED: Final = "SoftBank invested $30 billion in OpenAI on 26 December 2025, the company said.\n"
DEALS: Final = """\
kind,status,parties,amount_low,amount_high,amount_currency,term_years,date,published,known,url,publisher,summary
compute_purchase,signed,customer:openai|provider:aws,38000000000,38000000000,USD,7,2025-11-03,2025-11-04,,\
https://example.org/aws,Example News,On 3 November 2025 OpenAI signed with AWS for $38 billion over seven years.
equity_investment,completed,investor:softbank|investee:openai,22500000000,22500000000,USD,,2025-12-26,2025-12-30,\
2025-12-31,https://example.org/softbank,Example News,"By 26 December 2025 SoftBank had put $22.5 billion into OpenAI."
"""
FACTS: Final = """\
party,metric,amount_low,amount_high,amount_currency,period,status,published,known,url,publisher,summary
nvidia,revenue,57000000000,57000000000,USD,2025-Q3,completed,2025-11-19,,https://example.org/nvidia,Example News,\
"Nvidia had revenue of $57 billion in the third quarter of 2025."
"""


def make(path: Path) -> None:
    """A small ledger with everything that a ledger can hold."""
    clock = (START + timedelta(minutes=minute) for minute in range(100))
    page = {"url": "https://example.org/talks", "publisher": "Example News"}
    with Journal.open(path, create=True) as journal:
        first = _told(TALKS, published="2025-12-17", **page)
        for reading in (
            replace(first, reader=Reader(name="grammar", version="2"), deals=first.deals[:1]),
            first,
            _told(TALKS_MENDED, published="2025-12-19", **page),
            _told(ARABIC, publisher="Example Arabic"),
            said := _told(DENIED, published="2025-12-27"),
        ):
            journal.append(reading, recorded=next(clock))
        journal.append(_told(ARABIC, publisher="Another Paper", published="2025-09-12"), recorded=next(clock))
        journal.retract(said.claim_id(said.deals[0]), recorded=next(clock))
        journal.judge("softbank", "softbank-group", same=True, recorded=next(clock))
        with tempfile.TemporaryDirectory() as folder:
            for name, table in (("deals.csv", DEALS), ("facts.csv", FACTS)):
                (Path(folder) / name).write_text(table, encoding="utf-8")
                done = Book(journal).import_table(Path(folder) / name, recorded=next(clock))
                assert not done.refusals, done.refusals


def load_dump(number: int, path: Path) -> None:
    """The dump of format ``number`` as a ledger at ``path``."""
    with closing(sqlite3.connect(path)) as database:
        database.execute("PRAGMA journal_mode=WAL")
        database.executescript((HERE / f"ledger-{number}.sql").read_text(encoding="utf-8"))


def answers(path: Path) -> dict[str, Any]:
    """What the ledger at ``path`` holds and says."""
    with Journal.open(path) as journal:
        deals, whole = Book(journal).deals(When(as_of=AS_OF)), verify(journal)
        return {
            "content": whole.content,
            "head": whole.head,
            "deal_claims": [_claim(claim) for claim in deals_at(journal)],
            "known_2025-12-18": [claim.id for claim in deals_at(journal, known="2025-12-18")],
            "recorded_2026-01-05T09:00": [claim.id for claim in deals_at(journal, recorded="2026-01-05T09:00:00Z")],
            "fact_claims": [claim.id for claim in facts_at(journal)],
            "deals": [deal.to_json() for deal in deals],
        }


def _told(text: str, **about: str) -> Reading:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, encoding="utf-8")
        document: Document = load(path, **about)  # type: ignore[arg-type]  # names of its own parameters
    return read(document)


def _claim(claim: Sourced[DealClaim]) -> dict[str, Any]:
    reader = f"{claim.reader.name} {claim.reader.version}"
    return {"id": claim.id, "known": claim.known, "reader": reader, "record": claim.claim.to_json()}


def _write(number: int, *, only_answers: bool) -> None:
    dump, found = HERE / f"ledger-{number}.sql", HERE / f"ledger-{number}.json"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        if only_answers:
            load_dump(number, path)
        else:
            make(path)
            with closing(sqlite3.connect(path)) as database:
                dump.write_text("\n".join([*database.iterdump(), ""]), encoding="utf-8")
        told = answers(path)
    if only_answers:
        told = {**json.loads(found.read_text(encoding="utf-8")), "deals": told["deals"]}
    found.write_text(json.dumps(told, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    _write(int(sys.argv[1]), only_answers="--answers" in sys.argv)
