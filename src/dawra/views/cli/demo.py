"""``dawra demo``: the main job from end to end, offline, on material that comes with the package."""

from collections.abc import Iterator, Mapping, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.errors import InputError
from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.book import Book
    from dawra.views.cli.report import Material
    from dawra.views.reading import Line

BOOK: Final = "book.db"
_ARTICLES: Final = ("article-ar.txt", "article-en.txt")
_TABLES: Final = ("deals.csv", "facts.csv")
_MOST_CIRCLES: Final = 6


@app.command(epilog="Example: dawra demo --out demo. Running it again builds everything anew.")
def demo(
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="The folder to work in.")] = Path("demo"),
    lang: options.Lang = None,
    quiet: options.Quiet = False,
) -> None:
    """Read two articles, build a ledger of the AI industry's deals, and write a report of what goes round."""
    from dawra.views.cli.asked import Asked  # noqa: PLC0415
    from dawra.views.cli.output import put_lines, tell  # noqa: PLC0415 - keeps --help fast
    from dawra.views.cli.report import gather, write_page  # noqa: PLC0415
    from dawra.views.cli.session import settled  # noqa: PLC0415
    from dawra.views.wording import LANGUAGES, word  # noqa: PLC0415

    language = settled(lang=lang).lang

    def step(key: str) -> None:
        tell(f"{word('demo', key, language)} …", quiet=quiet)

    _make(out)
    step("reading")
    put_lines(_articles(out, language), language)
    step("importing")
    book, refused = _build(out / BOOK)
    if refused:
        put_lines(_refused(refused, language), language)
    step("measuring")
    material = gather(Asked(book=book, view="announced"))
    put_lines(_ledger(material, language), language)
    put_lines(_circles(material.circles, language), language)
    step("writing")
    for each in LANGUAGES:
        write_page(out / f"report-{each}.html", material.page(each))
    put_lines(_next(out, book, language), language)


def reference_table(name: str) -> Path:
    """A table of the reference ledger: inside the package, or in a checkout beside ``src``."""
    inside = Path(str(files("dawra"))) / "data" / "ai-deals" / name
    return inside if inside.is_file() else Path(str(files("dawra"))).parents[1] / "data" / "ai-deals" / name


def _make(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(
            f"{folder}: no such folder can be made ({error.strerror}). Name another with --out."
        ) from error


def _articles(folder: Path, language: str) -> "Iterator[Line]":
    """What the bundled articles say; each is also put into the folder, with its evidence marked."""
    from dawra.claims import read  # noqa: PLC0415 - keeps --help fast
    from dawra.documents import load  # noqa: PLC0415
    from dawra.views.cli.report import write_page  # noqa: PLC0415
    from dawra.views.marked import write_marked  # noqa: PLC0415
    from dawra.views.reading import Line  # noqa: PLC0415
    from dawra.views.wording import deal_sentence, visible, word  # noqa: PLC0415

    yield Line(word("demo", "articles", language), "title")
    for name in _ARTICLES:
        path = folder / name
        write_page(path, (files("dawra.views") / "demo" / name).read_text(encoding="utf-8"))
        reading = read(load(path))
        record = reading.to_json()
        write_page(path.with_suffix(".html"), write_marked(record, reading.document.text, language))
        yield Line()
        yield Line(visible(record["document"]["title"] or name), "deal")
        for deal in record["deals"]:
            status = word("status", deal["status"], language)
            yield Line(visible(f"{deal_sentence(deal, language)} ({status})"), depth=1)


def _build(path: Path) -> tuple[Path, int]:
    """A fresh ledger of the reference tables, and how many of their rows were refused."""
    from dawra.book import Book  # noqa: PLC0415 - slow to import

    for old in (path, path.with_name(f"{path.name}-wal"), path.with_name(f"{path.name}-shm")):
        old.unlink(missing_ok=True)
    with Book.open(path, create=True) as book:
        return path, sum(_import(book, reference_table(name)) for name in _TABLES)


def _import(book: "Book", table: Path) -> int:
    from dawra.claims.retold import read_table  # noqa: PLC0415 - slow to import

    return len(book.import_rows(read_table(table)).refusals)


def _refused(count: int, language: str) -> "Iterator[Line]":
    from dawra.views.reading import Line  # noqa: PLC0415 - keeps --help fast
    from dawra.views.wording import fill, visible, word  # noqa: PLC0415

    yield Line()
    yield Line(visible(fill(word("demo", "refused", language), {"count": str(count)})), "quiet")


def _ledger(material: "Material", language: str) -> "Iterator[Line]":
    """How much the ledger holds, and the headline."""
    from dawra.views.reading import Line  # noqa: PLC0415 - keeps --help fast
    from dawra.views.wording import counted, fill, headline, visible, word  # noqa: PLC0415

    deals, circles = material.deals["deals"], material.circles
    slots = {
        "deals": counted(len(deals), "deal", language),
        "sources": counted(len(material.texts), "source", language),
    }
    yield Line()
    yield Line(word("demo", "ledger", language), "title")
    yield Line(visible(fill(word("demo", "rows", language), slots)))
    yield Line()
    yield Line(word("demo", "circles", language), "title")
    spoken = headline(circles["ratio"], circles["view"], circles["currency"] or "USD", language)
    yield Line(visible(spoken))


def _circles(circles: Mapping[str, Any], language: str) -> "Iterator[Line]":
    """The largest circles with their dollars."""
    from dawra.views.reading import Line  # noqa: PLC0415 - keeps --help fast
    from dawra.views.wording import caption, fill, money, visible, word  # noqa: PLC0415

    arrow = word("page", "arrow", language)
    for place, cycle in enumerate(circles["cycles"][:_MOST_CIRCLES], start=1):
        names = [caption(party, None, language) for party in cycle["parties"]]
        slots = {
            "place": str(place),
            "amount": money(cycle["value"], circles["currency"], language, rounded=True),
            "way": arrow.join([*names, names[0]]),
        }
        yield Line(visible(fill(word("demo", "way", language), slots)), depth=1)
    yield Line(word("demo", "shared", language), "quiet", 1)


def _next(folder: Path, book: Path, language: str) -> "Sequence[Line]":
    """What to open and what to try."""
    from dawra.views.reading import Line  # noqa: PLC0415 - keeps --help fast
    from dawra.views.wording import visible, word  # noqa: PLC0415

    colon = word("list", "colon", language)
    shown = [folder / f"report-{language}.html", folder / f"report-{'en' if language == 'ar' else 'ar'}.html"]
    marked = [folder / name.replace(".txt", ".html") for name in _ARTICLES]
    tries = (
        f"dawra circles --book {book} --currency USD",
        f"dawra read {folder / _ARTICLES[0]}",
        f"dawra deals --book {book}",
    )
    return [
        Line(),
        Line(f"{word('demo', 'next', language)}{colon}", "title"),
        *(Line(visible(command), depth=1) for command in tries),
        Line(f"{word('demo', 'open', language)}{colon}", "title"),
        *(Line(visible(str(path)), depth=1) for path in (*marked, *shown[::-1])),
    ]
