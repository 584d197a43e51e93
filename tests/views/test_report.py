"""The report as a page: what it says, and what it must never do."""

import base64
import hashlib
import html
import os
import re
import shutil
import subprocess
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from dawra.views.report import write_report

Record = dict[str, Any]

HOSTILE = '<script>alert("1")</script>\u202e\x1b[31m\'&"onload='
LANGUAGES = ("en", "ar")
_VOID = {"meta", "br", "hr", "img", "link", "input", "path", "rect", "circle", "polygon"}


class Page(HTMLParser):
    """A page's elements with their attributes, checked for balance."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self._open: list[str] = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember the element and open it."""
        self.elements.append((tag, dict(attrs)))
        if tag not in _VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Remember an element that closes itself."""
        self.elements.append((tag, dict(attrs)))

    def handle_endtag(self, tag: str) -> None:
        """Close the element that was opened last."""
        if tag not in _VOID:
            assert self._open.pop() == tag

    def handle_data(self, data: str) -> None:
        """Gather the words."""
        self.words.append(data)

    @property
    def text(self) -> str:
        """All words, white space made one."""
        return " ".join("".join(self.words).split())


@pytest.fixture(params=LANGUAGES)
def language(request: pytest.FixtureRequest) -> str:
    """Each language of the page."""
    return str(request.param)


def test_the_root_element_carries_language_and_direction(circles: Record, deals: Record) -> None:
    """Quoted, as the contract has it."""
    assert '<html lang="en" dir="ltr">' in write_report(circles, deals, "en")
    assert '<html lang="ar" dir="rtl">' in write_report(circles, deals, "ar")


def test_it_is_well_formed(circles: Record, deals: Record, texts: dict[str, str], language: str) -> None:
    """Every element that opens closes in order."""
    Page(write_report(circles, deals, language, texts=texts))


def test_it_loads_nothing_and_runs_nothing(
    circles: Record, deals: Record, texts: dict[str, str], language: str
) -> None:
    """An address stands only in a link to follow."""
    text = write_report(circles, deals, language, texts=texts)
    for tag, attributes in Page(text).elements:
        assert tag not in {"script", "iframe", "object", "embed", "link", "img", "base", "form"}
        for name, value in attributes.items():
            assert not name.startswith("on")
            assert name != "src"
            if "://" in (value or "") and name != "xmlns":
                assert (tag, name) == ("a", "href")
    assert "default-src 'none'" in text
    assert "unsafe-inline" not in text
    assert "url(" not in text
    assert "@import" not in text


def test_the_style_is_the_one_that_the_policy_names(circles: Record, deals: Record) -> None:
    """A style that anyone slipped in would not apply."""
    text = write_report(circles, deals, "en")
    style = re.search("<style>(.*?)</style>", text, re.DOTALL)
    assert style is not None
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in html.unescape(text)
    assert ' style="' not in text


def test_only_logical_sides_are_used(circles: Record, deals: Record) -> None:
    """Else the Arabic page would lean the wrong way."""
    style = re.search("<style>(.*?)</style>", write_report(circles, deals, "en"), re.DOTALL)
    assert style is not None
    sides = "(left|right|top|bottom)"
    physical = rf"(margin|padding|border|inset)-{sides}\b|[{{;]\s*{sides}\s*:|text-align:\s*{sides}|float:"
    assert re.findall(physical, style[1]) == []


def test_every_colour_can_be_read(circles: Record, deals: Record) -> None:
    """WCAG AA, 4.5 to 1, of each kind of text on each ground, by day and by night."""
    style = write_report(circles, deals, "en")
    day, night = re.findall(r":root \{(.*?)\}", style, re.DOTALL)[:2]
    for scheme in (day, night):
        colour = dict(re.findall(r"--([a-z-]+): #([0-9a-f]{6})", scheme))
        for text in ("ink", "soft", "accent"):
            for ground in ("paper", "card", "faint"):
                assert _contrast(colour[text], colour[ground]) >= 4.5, (text, ground)
        assert _contrast(colour["ink"], colour["accent-faint"]) >= 4.5
        assert _contrast(colour["paper"], colour["accent"]) >= 4.5


def test_it_begins_with_a_sentence_and_its_number(circles: Record, deals: Record) -> None:
    """And with the condition under which it holds."""
    english = write_report(circles, deals, "en")
    assert "<h1><bdi>27 cents of every dollar</bdi>" in english.replace("About ", "")
    assert "if all that is announced is paid." in english
    assert "إذا دُفع كل ما أُعلن عنه." in write_report(circles, deals, "ar")


def test_figures_stand_with_their_ranges(circles: Record, deals: Record) -> None:
    """An end without limit is said to have none."""
    text = Page(write_report(circles, deals, "en")).text
    assert "$440 billion Range: at least $340 billion" in text
    assert "$120 billion Range: $0 to $132 billion" in text
    assert "27.3% Range: 0% to 30%" in text


def test_each_deal_has_its_words_marked(circles: Record, deals: Record, texts: dict[str, str]) -> None:
    """In the sentence, in the source's own language and direction."""
    text = write_report(circles, deals, "en", texts=texts)
    assert "<mark>up to $100 billion</mark> into OpenAI." in text
    assert '<blockquote class="verbatim" lang="ar" dir="rtl">' in text
    assert "<mark>300 مليار دولار</mark>" in text


def test_our_summary_is_never_shown_as_a_quotation(circles: Record, deals: Record, texts: dict[str, str]) -> None:
    """It is a paragraph that says whose summary it is."""
    text = write_report(circles, deals, "en", texts=texts)
    assert "Our summary of <bdi>Example News</bdi>" in text
    assert re.search(r'<p class="retold"[^>]*>Nvidia announced', text)


def test_without_texts_the_proving_words_stand_alone(circles: Record, deals: Record) -> None:
    """A ledger without texts still shows its proof."""
    text = write_report(circles, deals, "en")
    assert "<mark>puts</mark> … <mark>up to $100 billion</mark>" in text


def test_deals_without_amount_and_deals_called_off_stand_apart(circles: Record, deals: Record) -> None:
    """So that no reader adds them up."""
    text = write_report(circles, deals, "en")
    assert text.index("Deals without an amount") < text.index("Partnership of")
    assert text.index("Called off or denied") < text.index("Nvidia</bdi> acquires")


def test_the_ring_has_a_table_twin_with_every_step(circles: Record, deals: Record, language: str) -> None:
    """What the drawing shows can be read."""
    text = write_report(circles, deals, language)
    ring = re.search(r'<table class="steps".*?</table>', text, re.DOTALL)
    assert ring is not None
    assert ring[0].count('class="to"') == 3
    assert text.count('<g class="step ') == 3


def test_lines_follow_the_status_of_the_step(circles: Record, deals: Record) -> None:
    """Announced, signed, paid."""
    text = write_report(circles, deals, "en")
    assert [re.findall(f'<g class="step {line}">', text) for line in ("dotted", "dashed", "solid")] == [
        ['<g class="step dotted">'],
        ['<g class="step dashed">'],
        ['<g class="step solid">'],
    ]


def test_it_says_why_this_may_be_ordinary_and_never_the_other_word(circles: Record, deals: Record) -> None:
    """Vendor finance is lawful."""
    english, arabic = (write_report(circles, deals, each) for each in LANGUAGES)
    assert "Why this may be ordinary" in english
    assert "التدفق الدائري ليس مخالفة" in arabic
    assert not re.search("fraud|scam|احتيال", english + arabic)


def test_an_unknown_notice_is_shown_by_its_code(circles: Record, deals: Record, language: str) -> None:
    """A remark without words yet is still a remark."""
    assert "brand-new" in write_report(circles, deals, language)


def test_hostile_names_stay_words(circles: Record, deals: Record, texts: dict[str, str], language: str) -> None:
    """In every field that a source fills."""
    for party in deals["deals"][0]["parties"]:
        party.update(id=f"evil-{party['role']}", name=HOSTILE)
    circles["cycles"][0]["parties"][0] = "evil-investor"
    circles["parties"][0]["id"] = "evil-investor"
    deals["deals"][0]["products"] = [HOSTILE]
    document = deals["deals"][0]["claims"][0]["document"]
    document.update(publisher=HOSTILE, url="javascript:alert(1)", title=HOSTILE)
    texts[document["id"]] = f"{HOSTILE} up to $100 billion"
    text = write_report(circles, deals, language, texts=texts)
    page = Page(text)
    assert "<script" not in text
    assert "javascript:" not in text
    assert not re.search("[\u202a-\u202e\x00-\x08\x0b-\x1f\x7f-\x9f]", text)
    assert not any(name.startswith("on") for _, attributes in page.elements for name in attributes)


def test_a_ledger_without_circles_has_a_page_too(language: str) -> None:
    """Nothing to show is shown as such."""
    circles: Record = {
        "currency": None,
        "view": "paid",
        **dict.fromkeys(("gross", "minimum_notional", "excess", "bilateral", "circulation", "ratio"), 0),
        "ranges": {},
        "parties": [],
        "cycles": [],
        "cycles_complete": True,
        "without_amount": [],
        "notices": [],
    }
    deals: Record = {"query": {"as_of": "2025-12-17", "known": "2025-12-01", "level": "company"}, "deals": []}
    Page(write_report(circles, deals, language))


def test_the_same_results_give_the_same_bytes(
    circles: Record, deals: Record, texts: dict[str, str], language: str
) -> None:
    """A report can be compared with another."""
    first = write_report(circles, deals, language, texts=texts)
    assert first == write_report(circles, deals, language, texts=texts)


def _contrast(one: str, other: str) -> float:
    """The contrast of two colours by WCAG 2."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = (int(colour[place : place + 2], 16) / 255 for place in (0, 2, 4))
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
_WITHOUT_BROWSER = pytest.mark.skipif(
    CHROMIUM is None and not os.environ.get("CI"), reason="no Chromium to lay the page out; CI has one"
)


@pytest.fixture
def opened(circles: Record, deals: Record, texts: dict[str, str], language: str) -> str:
    """The page with every quote open."""
    return write_report(circles, deals, language, texts=texts).replace("<details ", "<details open ")


@_WITHOUT_BROWSER
@pytest.mark.parametrize("width", [320, 1280])
def test_nothing_runs_off_the_side(opened: str, width: int, tmp_path: Path) -> None:
    """With every quote open, on the narrowest phone and on a desk."""
    assert CHROMIUM is not None, "CI installs Chromium before the tests (.ci/run)"
    frame = tmp_path / "frame.html"
    # A frame has any width, where a window has a least one; the page itself may run no script.
    frame.write_text(
        f'<iframe id="page" width="{width}" height="900" srcdoc="{html.escape(opened)}"></iframe>'
        "<script>onload = () => { const root = page.contentDocument.documentElement;"
        "const marks = root.querySelectorAll('mark').length;"
        "document.title = `${root.clientWidth} ${root.scrollWidth} ${marks}`; }</script>",
        encoding="utf-8",
    )
    command = [CHROMIUM, "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-sync"]
    command += ["--disable-background-networking", "--disable-component-update", "--virtual-time-budget=5000"]
    command += [
        f"--user-data-dir={tmp_path / 'profile'}",
        "--window-size=1400,1000",
        "--dump-dom",
        frame.as_uri(),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=True)  # noqa: S603 - our browser
    measured = re.search(r"<title>(\d+) (\d+) (\d+)</title>", done.stdout)
    assert measured is not None, done.stderr[-2000:]
    inside, needed, marks = map(int, measured.groups())
    assert marks > 0
    assert needed <= inside
