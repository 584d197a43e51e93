"""S1 and S2: pages broken at random, and pages built to lose their text without a word."""

import random
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tests.hostile import told

from dawra.claims import read
from dawra.documents import Document, guard, load
from dawra.documents.extract_html import extract_html
from dawra.documents.scan_html import refusal
from dawra.errors import SourceError

_TAGS = (
    *("div", "p", "table", "tr", "td", "ul", "li", "a", "b", "svg", "math", "template", "select", "option", "frameset"),
    *("script", "style", "textarea", "title", "noscript", "iframe", "form", "base", "html", "head", "body", "article"),
)
_SCRAPS = (
    *(b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<!DOCTYPE", b"<?xml", b"<", b">", b"</", b'"', b"'", b"&", b"&#"),
    *(b"&lt;", b"&#x110000;", b"&#0;", b"&#xd800;", b"&#99999999999;", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf", b"\x1a"),
    *(b"\x0c", b"\x1b[", b"\xd9", b"\xed\xa0\x80"),
    *(b"<!ENTITY a '&a;&a;'>", b'<meta charset="utf-7">', b'<meta http-equiv="refresh" content="0">', b"\xe2\x80\xae"),
    *(b'<base href="file:///etc/passwd">', b'<a href="javascript:0">', b"<plaintext>", b"<xmp>"),
)  # fmt: skip
_ASIDE = '<nav><a href="/a">Home</a> <a href="/b">Markets</a></nav>'
_SCRIPT = '<script>if (a < b) { document.write("<p>x</p>") }</script>'
_MARKS = ("SANDPIPER", "GUILLEMOT", "TURNSTONE")
"""Words before, in and behind what a parser may drop."""
_RUST = 0.25
"""What a machine that is busy with other things may add to a wall time, as a share, beside half a second."""


def _page(chance: random.Random) -> bytes:
    """A whole page of an article."""
    arabic = chance.random() < 0.5
    tell = told.arabic if arabic else told.english
    paragraphs = "".join(f"<p>{tell(chance, 3)}</p>\n" for _ in range(chance.randint(1, 12)))
    head = f'<title>{tell(chance, 1)}</title><meta property="og:site_name" content="Daily">{_SCRIPT}'
    table = f"<table><tr><td>{tell(chance, 1)}</td><td>5</td></tr></table>" if chance.random() < 0.3 else ""
    body = f"{_ASIDE}<article><h1>{tell(chance, 1)}</h1>{paragraphs}{table}</article><footer>©</footer>"
    page = f'<!doctype html><html lang="{"ar" if arabic else "en"}"><head>{head}</head><body>{body}</body></html>'
    return page.encode(chance.choice(("utf-8", "utf-8", "utf-8", "windows-1256", "utf-16")), errors="replace")


def _cut(chance: random.Random, page: bytes) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start + chance.choice((1, 5, 50, 5000)) :]


def _repeat(chance: random.Random, page: bytes) -> bytes:
    start = chance.randrange(len(page) + 1)
    return page[:start] + page[start : start + chance.choice((3, 30, 300))] * chance.choice((2, 20, 200)) + page[start:]


def _flip(chance: random.Random, page: bytes) -> bytes:
    changed = bytearray(page)
    for _ in range(chance.choice((1, 10, 200))):
        if changed:
            changed[chance.randrange(len(changed))] = chance.randrange(256)
    return bytes(changed)


def _strew(chance: random.Random, page: bytes) -> bytes:
    for _ in range(chance.choice((1, 5, 50))):
        place = chance.randrange(len(page) + 1)
        page = page[:place] + chance.choice(_SCRAPS) + page[place:]
    return page


def _nest(chance: random.Random, page: bytes) -> bytes:
    place, tag, count = chance.randrange(len(page) + 1), chance.choice(_TAGS), chance.choice((3, 100, 300, 1000, 3000))
    closed = f"</{tag}>" * count if chance.random() < 0.5 else ""
    return page[:place] + (f"<{tag}>" * count + "x" + closed).encode() + page[place:]


def _swell(chance: random.Random, page: bytes) -> bytes:
    """One long thing: a word, a tag's name, a value, many attributes, a comment, a number."""
    size = chance.choice((300, 1_000, 1_000, 5_000, 5_000, 20_000, 200_000))
    things = (
        "a" * size, "<" + "b" * size, f'<p title="{"c" * size}">', f"<p {'d=1 ' * (size // 4)}>", "<!--" + "-" * size,
        "9" * size, "<" * size, "&amp;" * (size // 5), "&" * size, "ـ" * (size // 2), "و" * (size // 2), " " * size,
        "\n" * size, "«" * size, "<p>" * (size // 3), "</p>" * (size // 4), "a.b" * (size // 3), "$" * size,
    )  # fmt: skip
    place = chance.randrange(len(page) + 1)
    return page[:place] + chance.choice(things).encode() + page[place:]


def _graft(chance: random.Random, page: bytes) -> bytes:
    other = _page(chance)
    return page[: chance.randrange(len(page) + 1)] + other[chance.randrange(len(other)) :]


_HARM = (_cut, _repeat, _flip, _strew, _nest, _swell, _graft)


def _broken(chance: random.Random) -> bytes:
    page = _page(chance)
    for _ in range(chance.randint(1, 4)):
        page = chance.choice(_HARM)(chance, page)
    return page[:1_500_000]


def _loaded(path: Path, data: bytes) -> Document | SourceError:
    path.write_bytes(data)
    try:
        return load(path)
    except SourceError as error:
        return error


def _reason(error: SourceError) -> str:
    """What was found; behind it stands what would help."""
    reason, stop, advice = str(error).removeprefix(f"{error.source}: ").partition(". ")
    assert reason.strip(), error
    assert stop, error
    assert advice.strip(), error
    return reason


def _most_memory() -> int:
    """The most memory that the parsing processes of this one ever held, in bytes; 0 where the system does not say."""
    most = 0
    for worker in guard._idle:
        status = Path(f"/proc/{worker._process.pid}/status")
        if status.exists():
            line = next(line for line in status.read_text().splitlines() if line.startswith("VmHWM"))
            most = max(most, int(line.split()[1]) * 1024)
    return most


def test_a_broken_page_is_read_or_refused_in_time(tmp_path: Path, soak: Callable[[int, int], int]) -> None:
    """No crash, no hang; a refusal has a reason and advice; what is loaded can be read and keeps its places."""
    chance = random.Random(1)  # noqa: S311 - no secret
    ends: Counter[str] = Counter()
    slowest = memory = 0.0
    for number in range(soak(500, 10_000)):
        data = _broken(chance)
        begun = time.monotonic()
        found = _loaded(tmp_path / "page.html", data)
        took = time.monotonic() - begun
        assert took <= (1 + _RUST) * guard.seconds_for(len(data)) + 0.5, (number, len(data), took)
        slowest, memory = max(slowest, took), max(memory, _most_memory())
        if isinstance(found, SourceError):
            ends[_reason(found)] += 1
        else:
            assert found.text.strip(), number
            found.text.encode()
            ends["read"] += 1
            for deal in read(found).deals:
                for evidence in deal.evidence:
                    span = evidence.span
                    assert found.text[span.start : span.end] == span.text, number
    assert memory <= guard.MOST_MEMORY
    print(f"slowest {slowest:.2f} s, most memory {memory / 1e6:.0f} MB, {ends.most_common()}")  # noqa: T201 - for soak
    assert ends["read"] > 0


def _deep(tags: tuple[str, ...], depth: int, *, closed: bool) -> str:
    """A page with a word before, in and behind so many nested tags."""
    before, inside, behind = (f"<p>{mark} {told.english(random.Random(mark), 2)}</p>" for mark in _MARKS)  # noqa: S311
    opening = "".join(f"<{tag}>" for tag in tags) * depth
    closing = "".join(f"</{tag}>" for tag in reversed(tags)) * depth if closed else ""
    return f"<html><body><article>{before}{opening}{inside}{closing}{behind}</article></body></html>"


def _long(size: int) -> str:
    """A page of so many bytes, no paragraph like another, a word at its beginning, middle and end."""
    chance = random.Random(2)  # noqa: S311 - no secret
    paragraph = f"<p>{told.english(chance, 8)} {{}}</p>\n"
    half = "".join(paragraph.format(number) for number in range(size // 2 // len(paragraph)))
    first, second, third = (f"<p>{mark} {told.english(chance, 2)}</p>" for mark in _MARKS)
    other = half.replace("</p>", " again.</p>")
    return f"<html><body><article>{first}{half}{second}{other}{third}</article></body></html>"


def _many_attributes(count: int) -> str:
    attributes = " ".join(f"a{number}=1" for number in range(count))
    return _deep((f"div {attributes}",), 1, closed=False)


def _cases(*, every_tag: bool) -> Iterator[tuple[str, str]]:
    """Pages that a parser may cut short, each with its name."""
    some = (("div",), ("p",), ("ul", "li"), ("x-y",))
    more = (("span",), ("b",), ("blockquote",), ("table", "tr", "td"), ("font",), ("a",), ("section", "div"), ("main",))
    for tags in (*some, *more, ("dl", "dd"), ("center",), ("i", "div")) if every_tag else some:
        for depth in (250, 255, 1_000, 5_000):
            for closed in (True, False):
                yield f"{'/'.join(tags)} {depth} {closed}", _deep(tags, depth, closed=closed)
    for count in (900, 40_000, 200_000):
        yield f"{count} attributes", _many_attributes(count)
    size = 9_000_000 if every_tag else 2_000_000
    yield f"{size} bytes", _long(size)


def test_text_is_found_or_the_page_refused(soak: Callable[[int, int], int]) -> None:
    """Never a clean page without what stood in it: all three words are there, or a reason is given."""
    longest = 0.0
    ends: Counter[str] = Counter()
    for name, page in _cases(every_tag=bool(soak(0, 1))):
        begun = time.process_time()
        refused = refusal(page)
        took = time.process_time() - begun
        assert took <= 0.5, (name, took)
        longest = max(longest, took)
        try:
            text = extract_html("page.html", page).text
        except SourceError as error:
            ends[_reason(error)] += 1
            continue
        ends["found"] += 1
        assert refused is None
        assert [mark for mark in _MARKS if mark not in text] == [], name
    print(f"longest look {longest:.3f} s, {ends.most_common()}")  # noqa: T201 - for soak


def test_ordinary_depth_is_no_reason_to_refuse() -> None:
    """What a page builder nests, and a little more, is read."""
    for tags in (("div",), ("span",), ("ul", "li"), ("table", "tr", "td"), ("section", "div")):
        for depth in (10, 50, 120):
            text = extract_html("page.html", _deep(tags, depth, closed=True)).text
            assert all(mark in text for mark in _MARKS), (tags, depth)


@pytest.mark.parametrize(
    "stray", ["\x1b", "&#27;", "&#x1F;", "&#65535;", "&#" + "9" * 10_000 + ";", "&#x" + "0" * 9_000, "\ufffe"]
)
def test_what_xml_cannot_hold_costs_no_page(stray: str) -> None:
    """Wherever it stands, the rest of the page is read."""
    page = _deep(("div",), 3, closed=True).replace(_MARKS[1], _MARKS[1] + stray)
    head = f'<html><head><title>A{stray}b</title><meta property="og:site_name" content="{stray}"></head>'
    text = extract_html("page.html", page.replace("<html>", head)).text
    assert all(mark in text for mark in _MARKS)


def test_a_page_of_9_mb_is_refused_by_its_size(tmp_path: Path) -> None:
    """Before anything of it is parsed."""
    found = _loaded(tmp_path / "page.html", _long(9_000_000).encode())
    assert isinstance(found, SourceError)
    assert "larger than" in _reason(found)


def test_a_page_that_hangs_is_ended_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The process that parses has a deadline, and a new one takes its place."""
    extract_html("page.html", _deep(("div",), 3, closed=True))
    with monkeypatch.context() as patched:
        patched.setattr(guard, "_SECONDS", 0.05)
        patched.setattr(guard, "_SECONDS_PER_MB", 0.0)
        begun = time.monotonic()
        with pytest.raises(SourceError, match="it takes longer than"):
            extract_html("page.html", _long(4_000_000))
        assert time.monotonic() - begun < 5
    assert _MARKS[2] in extract_html("page.html", _deep(("div",), 3, closed=True)).text


def test_a_page_that_eats_memory_is_refused_and_the_next_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    """The limit is the process's own, so that the reader's stays as it is."""
    guard._end_all()
    with monkeypatch.context() as patched:
        patched.setattr(guard, "MOST_MEMORY", 300_000_000)
        patched.setattr(guard, "_SECONDS", 60.0)
        with pytest.raises(SourceError, match="the page cannot be read"):
            extract_html("page.html", _long(40_000_000))
    guard._end_all()
    assert _MARKS[2] in extract_html("page.html", _deep(("div",), 3, closed=True)).text
