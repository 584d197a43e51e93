"""The ledger as it grows: adding, opening one deal, settling everything, and the memory for it: `make bench`.

Claims are synthetic: four a document, about two and a half a deal, among companies whose deals are spread with
a heavy tail. Adding goes from readings to the last commit, once by one process and once by two, of which one prepares
what the other appends; the readings are made up before. It stands beside the bare inserts of the same rows into the
same tables, without a hash or a look. Each size runs in a process of its own, so that its memory is its own.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from itertools import islice
from multiprocessing import Queue, get_context
from pathlib import Path
from statistics import median
from typing import Any, Final

from dawra.book import Book
from dawra.claims import DealClaim, Evidence, Reader, Reading, RoleParty
from dawra.documents import Document
from dawra.ledger import Journal, Prepared, prepare
from dawra.values import KINDS, Amount, PartialDate, Span, no_collecting

SIZES: Final = (50_000, 200_000, 1_000_000)
BATCH: Final = 5000
CHUNK: Final = 250
CONTEXT: Final = get_context("spawn")
OPENED: Final = 200
KINDS_TOLD: Final = ("equity_investment", "compute_purchase", "chip_purchase", "acquisition", "supply", "revenue_share")
STATUSES: Final = ("in_talks", "announced", "signed", "completed")
PUBLISHERS: Final = ("Reuters", "Bloomberg", "CNBC", "The Desk", "Harbour Post")
FIRST_DAY: Final = date(2019, 1, 1)
Told = tuple[str, str, str, date, str]


def readings(claims: int, seed: int = 1) -> Iterator[Reading]:
    """Documents of four claims each, two thirds of the deals told more than once."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    deals = [_deal(chance, claims // 10) for _ in range(claims * 2 // 5)]
    for number in range(claims // 4):
        yield _reading(number, chance.sample(deals, 4), chance)


def _deal(chance: random.Random, companies: int) -> Told:
    one, other = (int(companies * chance.random() ** 2) for _ in range(2))
    kind = chance.choice(KINDS_TOLD)
    figure = f"${chance.randrange(10, 9990) / 10} billion"
    return kind, f"company {one}", f"company {other + companies}", FIRST_DAY + timedelta(chance.randrange(2700)), figure


def _reading(number: int, told: list[Told], chance: random.Random) -> Reading:
    text, claims, last = f"Document {number}.", [], FIRST_DAY
    for kind, one, other, begun, figure in told:
        status, day = chance.choice(STATUSES), begun + timedelta(chance.randrange(60))
        start = len(text)
        text += f" On {day} {one} and {other}: {kind}, {status}, {figure}."
        claims.append(((kind, one, other, day, figure), status, start))
        last = max(last, day)
    document = Document(
        text=text,
        language="en",
        publisher=chance.choice(PUBLISHERS),
        url=f"https://example.org/{number}",
        published=last.isoformat(),
    )
    made = tuple(_claim(text, *one) for one in claims)
    return Reading(document=document, reader=Reader(name="bench", version="1"), deals=made)


def _claim(text: str, told: Told, status: str, start: int) -> DealClaim:
    kind, *names, day, figure = told

    def proof(field: str, words: str) -> Evidence:
        place = text.index(words, start)
        return Evidence(field=field, span=Span.cut(text, place, place + len(words)))

    roles = [role.name for role in KINDS[kind].roles if role.least]
    return DealClaim(
        kind=kind,
        parties=tuple(
            RoleParty(role=role, id=name.replace(" ", "-"), name=name) for role, name in zip(roles, names, strict=True)
        ),
        status=status,
        amount=Amount.of(Decimal(figure[1:].split(maxsplit=1)[0]) * 10**9, "USD", text=figure),
        date=PartialDate(day.isoformat()),
        evidence=(
            proof("parties/0", names[0]),
            proof("parties/1", names[1]),
            proof("status", status),
            proof("date", day.isoformat()),
            proof("amount", figure),
        ),
    )


def added(path: Path, claims: int) -> float:
    """Seconds for adding by one process, without those for making the claims up."""
    seconds = 0.0
    with Journal.open(path, create=True) as journal:
        source = readings(claims)
        while batch := list(islice(source, BATCH)):
            start = time.perf_counter()
            with no_collecting():
                prepared = [prepare(reading) for reading in batch]
            journal.append_all(prepared)
            seconds += time.perf_counter() - start
    return seconds


def added_by_two(path: Path, claims: int) -> float:
    """Seconds from the first reading that the other process prepares to the last commit of this one."""
    there, here = CONTEXT.Queue(), CONTEXT.Queue()
    other = CONTEXT.Process(target=_prepare_all, args=(claims, there, here), daemon=True)
    other.start()
    here.get()  # it has its readings
    start = time.perf_counter()
    there.put("go")
    batch: list[Prepared] = []
    with Journal.open(path, create=True) as journal:
        while some := here.get():
            batch += some
            if len(batch) >= BATCH:
                journal.append_all(batch)
                batch = []
        journal.append_all(batch)
    seconds = time.perf_counter() - start
    other.join()
    return seconds


def _prepare_all(claims: int, there: "Queue[str]", here: "Queue[Any]") -> None:
    made = list(readings(claims))
    here.put("ready")
    there.get()
    with no_collecting():
        for start in range(0, len(made), CHUNK):
            here.put([prepare(reading) for reading in made[start : start + CHUNK]])
    here.put(None)


def bare(path: Path, copy: Path, claims: int) -> float:
    """Seconds for the bare inserts of the ledger's rows into the same tables, in as many transactions."""
    source, target = sqlite3.connect(path), sqlite3.connect(copy)
    for pragma in ("journal_mode=WAL", "synchronous=FULL"):
        target.execute(f"PRAGMA {pragma}")
    names = []
    for kind, name, sql in source.execute("SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"):
        if kind in {"table", "index"}:
            target.execute(sql)
        if kind == "table":
            names.append(name)
    seconds, rounds = 0.0, claims // 4 // BATCH + 1
    readers = {name: source.execute(f"SELECT * FROM {name}") for name in names}  # noqa: S608 - our own names
    sizes = {name: source.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in names}  # noqa: S608
    for _ in range(rounds):
        rows = {name: readers[name].fetchmany(sizes[name] // rounds + 1) for name in names}
        start = time.perf_counter()
        for name, some in rows.items():
            if some:
                marks = ",".join("?" * len(some[0]))
                target.executemany(f"INSERT INTO {name} VALUES ({marks})", some)  # noqa: S608
        target.commit()
        seconds += time.perf_counter() - start
    source.close()
    target.close()
    return seconds


def measured(claims: int) -> dict[str, Any]:
    """All figures of one size."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.db"
        adding = added(path, claims)
        by_two = added_by_two(Path(folder) / "two.db", claims)
        inserting = bare(path, Path(folder) / "copy.db", claims)
        with Book.open(path) as book:
            start = time.perf_counter()
            deals = book.deals()
            settling = time.perf_counter() - start
            memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            chosen = random.Random(2).sample(deals, OPENED)  # noqa: S311 - no secret
            opening = []
            for deal in chosen:
                start = time.perf_counter()
                (found,) = book.deal(deal.id)
                opening.append(time.perf_counter() - start)
                assert found == deal  # noqa: S101 - a benchmark of a wrong answer is none
        return {
            "claims": claims,
            "deals": len(deals),
            "per_second": claims / adding,
            "per_second_by_two": claims / by_two,
            "times_bare": adding / inserting,
            "open_median": median(opening) * 1000,
            "open_p95": sorted(opening)[OPENED * 95 // 100] * 1000,
            "settle": settling,
            "each": settling / claims * 1e6,
            "gigabytes": memory / 1024**2,
        }


def main() -> None:
    """Print one row a size."""
    print("    claims     deals  added/s  by two  x bare  open p50  p95, ms   settle s  us/claim     GB")
    for size in SIZES:
        whole = subprocess.run([sys.executable, __file__, str(size)], check=True, capture_output=True, text=True)
        row = json.loads(whole.stdout)
        print(
            f"{row['claims']:>10,}{row['deals']:>10,}{row['per_second']:>9,.0f}"
            f"{row['per_second_by_two']:>8,.0f}{row['times_bare']:>8.1f}"
            f"{row['open_median']:>10.1f}{row['open_p95']:>9.1f}{row['settle']:>11.1f}{row['each']:>10.0f}"
            f"{row['gigabytes']:>7.2f}"
        )


if __name__ == "__main__":
    if sys.argv[1:]:
        print(json.dumps(measured(int(sys.argv[1]))))
    else:
        main()
