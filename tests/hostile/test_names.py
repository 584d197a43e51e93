"""S8: names with invisible characters, and names that pass for others."""

import io
import random
import unicodedata
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.parties import fold, imitated, mixed_words, registry, slug
from dawra.views.cli.blocks import Block, show
from dawra.views.cli.output import json_text
from dawra.views.marked import write_marked
from dawra.views.reading import reading_lines

_RANGES = ((0x202A, 0x202E), (0x2066, 0x2069), (0x200B, 0x200F), (0x061C, 0x061C), (0xE0020, 0xE007F), (0x2060, 0x2064))
INVISIBLE = [chr(code) for low, high in _RANGES for code in range(low, high + 1)] + list(
    "\u00ad\ufeff\ufe0f\u034f\u180e"
)
_TWINS = {
    "a": "аα", "c": "с", "e": "еε", "i": "іι", "o": "оο", "p": "рρ", "x": "хχ", "y": "у", "s": "ѕ",
    "A": "АΑ", "B": "ВΒ",
    "C": "С", "E": "ЕΕ", "H": "НΗ", "I": "ІΙ", "K": "КΚ", "M": "МΜ", "N": "Ν", "O": "ОΟ", "P": "РΡ",
    "S": "Ѕ", "T": "ТΤ",
    "X": "ХΧ", "Y": "Υ", "j": "ј", "v": "ν",
}  # fmt: skip
"""Letters of other scripts that look the same."""
_NAMES = sorted({name for party in registry() for name in party.names})
_LATIN = [
    name for name in _NAMES if name.isascii() and len(slug(name)) > 3 and any(letter in _TWINS for letter in name)
]


def _strewn(chance: random.Random, name: str) -> str:
    letters = list(name)
    for _ in range(chance.randint(1, 6)):
        letters.insert(chance.randint(0, len(letters)), chance.choice(INVISIBLE))
    return "".join(letters)


def _disguised(chance: random.Random, name: str) -> str:
    """The name with one letter or more from another script, and one of its own left in the same word."""
    places = [place for place, letter in enumerate(name) if letter in _TWINS]
    letters = list(name)
    for place in chance.sample(places, chance.randint(1, min(3, len(places)))):
        letters[place] = chance.choice(_TWINS[name[place]])
    return "".join(letters)


def test_what_nobody_sees_changes_no_key(soak: Callable[[int, int], int]) -> None:
    """Equal keys, equal ids, and the registry still knows the party."""
    chance = random.Random(8)  # noqa: S311 - no secret
    for _ in range(soak(300, 3000)):
        name = chance.choice(_NAMES)
        strewn = _strewn(chance, name)
        assert fold(strewn) == fold(name), ascii(strewn)
        assert slug(strewn) == slug(name)
        assert registry().find(strewn) == registry().find(name)


def test_a_name_of_two_scripts_is_flagged(soak: Callable[[int, int], int]) -> None:
    """Every one: as a mixed word, or, where whole words come from the wrong script, as the party that it imitates."""
    chance = random.Random(9)  # noqa: S311 - no secret
    for _ in range(soak(300, 3000)):
        name = chance.choice(_LATIN)
        disguised = _disguised(chance, name)
        assert mixed_words(disguised) or imitated(disguised), (name, ascii(disguised))
        assert fold(disguised) != fold(name)


def test_a_disguise_is_traced_to_the_party(soak: Callable[[int, int], int]) -> None:
    """At least 95 of 100 say whom they imitate; the rest turn on capitals that look like no small letter."""
    chance = random.Random(10)  # noqa: S311 - no secret
    count = soak(300, 3000)
    traced = 0
    for _ in range(count):
        name = chance.choice(_LATIN)
        found, party = imitated(_disguised(chance, name)), registry().find(name)
        traced += found is not None and found == party
    assert traced >= 0.95 * count


def test_honest_names_are_not_flagged() -> None:
    """No name of the registry, no Arabic particle before a Latin name, no gloss in brackets."""
    further = ["بOpenAI", "والـAWS", "إنفيديا (NVIDIA)", "LINEヤフー", "Ｎvidia", "5G", "e&", "Яндекс", "Crédit Café"]
    assert [name for name in (*_NAMES, *further) if mixed_words(name) or imitated(name)] == []


@given(st.text())
def test_folding_twice_is_folding_once(name: str) -> None:
    """A key is its own key."""
    assert fold(fold(name)) == fold(name)


def _is_raw(char: str) -> bool:
    """Whether a character drives or hides something; the two joiners shape letters and line ends break lines."""
    return unicodedata.category(char) in {"Cc", "Cf"} and char not in "\n\u200c\u200d"


def _record(name: str) -> dict[str, Any]:
    text = f"{name} sells to {name}."
    span = {"field": "parties/0", "start": 0, "end": len(name), "text": name}
    deal = {
        "kind": "chip_purchase",
        "parties": [{"role": "customer", "id": None, "name": name}, {"role": "supplier", "id": name, "name": name}],
        "amount": None,
        "status": "announced",
        "evidence": [span],
    }
    about = {
        "language": "en",
        "title": name,
        "url": f"https://example.org/{name}",
        "publisher": name,
        "published": None,
    }
    notice = {"start": 0, "end": len(name), "code": "amount-without-currency", "text": name}
    return {"document": about, "deals": [deal], "facts": [], "notices": [notice], "text": text}


@pytest.mark.parametrize("language", ["en", "ar"])
def test_no_name_puts_a_raw_control_anywhere(
    language: str, soak: Callable[[int, int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not into the page of an article, the lines of a reading, a table or JSON."""
    chance = random.Random(11)  # noqa: S311 - no secret
    for _ in range(soak(30, 300)):
        name = _strewn(chance, chance.choice(_NAMES)) + chance.choice(["\x1b[2J", "\x9b31m", "\x07", "\x7f", "\u2028"])
        record = _record(name)
        page = write_marked(record, record["text"], language)
        lines = "\n".join(line.text for line in reading_lines(record, record["text"], language))
        out = io.StringIO()
        monkeypatch.setattr("sys.stdout", out)
        show([Block(title=name, header=(name, name), rows=[(name, name)])], language)
        for written in (page, lines, out.getvalue(), json_text(record)):
            raw = {ascii(char) for char in written if _is_raw(char) and char not in _OWN}
            assert not raw, (raw, ascii(name))


_OWN = "\u2068\u2069"
"""The isolates that our own pages put around values, where no ``<bdi>`` can stand; a name's own are gone."""
