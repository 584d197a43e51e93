"""What is let go unread says nothing: the same reading with the gate and without."""

import random
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dawra.claims.gate import may_tell
from dawra.claims.lexicon import Lexicon
from dawra.claims.load_lexicon import lexicon
from dawra.claims.read import read
from dawra.documents import Document, Language
from dawra.parties import registry

TEXTS = sorted((Path(__file__).parents[2] / "evaluation").glob("*/*/*.txt"))
LANGUAGES: tuple[Language, ...] = ("en", "ar")
LOOSE = (
    *("the", "of", "and", "to", "by", "for", ".", ",", "(", ")", "\n", "»", "«", '"', "-", "و", "في", "من", "على"),
    *("Smith", "Carlo", "Barnet Hills", "Zorb", "Acme Group", "iZorb", "(QXT)", "(Zorb)", "زورب", "Zorb Inc"),
    *("5", "1,500", "2.5", "1000", "five", "ثلاثة", "٥", "two hundred", "20,000", "a", "نصف"),
)


@pytest.fixture
def ungated(monkeypatch: pytest.MonkeyPatch) -> None:
    """The reader without its gate."""
    monkeypatch.setattr(sys.modules["dawra.claims.read"], "may_tell", lambda _: True)


def tells(document: Document) -> bool:
    """Whether a reading holds anything."""
    reading = read(document)
    return bool(reading.deals or reading.facts or reading.notices)


@pytest.mark.usefixtures("ungated")
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_no_scored_text_is_let_go_that_says_something(path: Path) -> None:
    """The whole of it, each paragraph and each sentence."""
    text = path.read_text(encoding="utf-8")
    sentences = [f"{part}." for line in text.split("\n") for part in line.replace("؟", ".").split(". ")]
    language = LANGUAGES[path.parent.name == "ar"]
    for part in {text, *text.split("\n"), *sentences}:
        document = Document(text=part, language=language, published="2025-11-05")
        assert may_tell(document) or not tells(document), part


@pytest.mark.usefixtures("ungated")
@pytest.mark.parametrize("seed", range(4))
def test_no_row_of_our_own_words_is_let_go_that_says_something(seed: int, soak: object) -> None:
    """Phrases of the lexicon, names and numbers thrown together: what a rule overlooks shows here first."""
    chance = random.Random(seed)  # noqa: S311 - a seed, no secret
    tables = [list(_phrases(table)) for table in _tables(lexicon())]
    names = [name for party in registry() for name in party.names]
    for _ in range(soak(800, 20_000)):  # type: ignore[operator]
        side = chance.randrange(2)
        pools = (tables[side], tables[side], LOOSE, LOOSE, names)
        words = [_written(chance.choice(chance.choice(pools)), chance) for _ in range(chance.randint(3, 14))]
        text = " ".join(words)
        document = Document(text=text, language=LANGUAGES[side], published="2025-11-05")
        assert may_tell(document) or not tells(document), text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "The cook slept near the old bridge, and five thousand people watched the 3 lanterns."),
        ("en", "Rain is due on Tuesday. London had 12 degrees, said Anna Field; she sold nothing and built less."),
        ("en", "In the end the referee, who had lost his whistle, put 40 players into two rooms."),
        ("ar", "نام الطباخ قرب الجسر القديم وشاهد الناس ثلاثة فوانيس في مساء بارد."),
        ("en", ""),
    ],
)
def test_prose_is_let_go(language: Language, text: str) -> None:
    """Numbers, names of people and common words of deals do not keep it."""
    assert not may_tell(Document(text=text, language=language))


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "It cost 5 dollars."),
        ("en", "About five million were there."),
        ("en", "Nvidia works with partners: a partnership with Zorb Inc."),
        ("en", "McAdam owns 5% of it."),
        ("ar", "تكبدت الشركة خسائر."),
        ("ar", "وقعت شركة زورب مذكرة تفاهم."),
    ],
)
def test_what_might_be_told_is_kept(language: Language, text: str) -> None:
    """One of each kind."""
    assert may_tell(Document(text=text, language=language))


def test_words_without_an_end_are_not_kept_in_memory() -> None:
    """A text without spaces is one piece; the table of pieces takes no such."""
    text = "abc" * 100_000
    assert not may_tell(Document(text=text, language="en"))
    assert not may_tell(Document(text=f"{text} {text}.", language="en"))


def _tables(words: Lexicon) -> Iterator[dict[str, object]]:
    """Arabic is the first table; ``LANGUAGES`` begins with English."""
    yield from reversed(words.tables)


def _phrases(table: dict[str, object]) -> Iterator[str]:
    for content in table.values():
        rows = [entry["words"] for entry in content] if isinstance(content, list) else list(_lists(content))
        yield from (phrase for row in rows for phrase in row)


def _lists(content: object) -> Iterator[list[str]]:
    assert isinstance(content, dict)
    yield from (row for row in content.values() if isinstance(row, list))


def _written(phrase: str, chance: random.Random) -> str:
    """A phrase as a text may have it: stems completed, gaps filled."""
    words = [
        chance.choice(LOOSE) if word == "..." else word.replace("*", chance.choice(("", "s", "ing")))
        for word in phrase.split()
    ]
    return " ".join(words)
