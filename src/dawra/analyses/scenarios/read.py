"""Reads a scenario (TOML), strictly: an unknown key or word is an error that names the nearest known one."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from difflib import get_close_matches
from fractions import Fraction
from pathlib import Path
from typing import Any, Final, NoReturn

from dawra.analyses.rights_of_use.answer import Query
from dawra.analyses.rights_of_use.right import MODES
from dawra.analyses.scenarios.scenario import ACTS, Scenario, Shock, Text, Which
from dawra.claims.taxonomy import AXES
from dawra.errors import InputError
from dawra.flows import LAYERS, VIEWS
from dawra.values import CURRENCIES, KINDS, STATUSES

_LANGUAGES: Final = ("en", "ar")
_LEVELS: Final = ("group", "company")
_TOP: Final = (
    "name", "description", "as_of", "until", "currency", "level", "view", "kappa", "alpha", "beta",
    "shocks", "questions",
)  # fmt: skip
_LISTS: Final = {
    "deals": "deals",
    "except": "excepted",
    "kinds": "kinds",
    "statuses": "statuses",
    "layers": "layers",
    "payers": "payers",
    "payees": "payees",
    "parties": "parties",
    "modes": "modes",
}
"""The lists that choose legs, as the file and as `Which` name them."""
_WORDS: Final[Mapping[str, Collection[str]]] = {"kinds": KINDS, "statuses": STATUSES, "layers": LAYERS, "modes": MODES}
_SHARE: Final = re.compile(r"[01](\.\d{1,18})?|\d{1,18}/0*[1-9]\d{0,17}", re.ASCII)
_TIMES: Final = ("from", "until")
_CHOOSE: Final = (*(key for key in _LISTS if key != "modes"), *_TIMES)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Form:
    """What a shock may and must say; ``side`` is where its parties stand, ``layer`` the money that it strikes."""

    may: tuple[str, ...]
    must: tuple[str, ...] = ()
    side: str = ""
    layer: str = ""


_OF_PARTIES: Final = tuple(key for key in _CHOOSE if key != "layers")
_FORMS: Final = {
    "cancel": _Form(may=(*_CHOOSE, "untimed")),
    "cut": _Form(may=(*_CHOOSE, "untimed"), must=("share",)),
    "delay": _Form(may=_CHOOSE, must=("months",)),
    "pays": _Form(may=(*_OF_PARTIES, "untimed"), must=("parties", "share"), side="payers", layer="pur"),
    "no_funding": _Form(may=(*_OF_PARTIES, "untimed"), must=("parties",), side="payees", layer="fin"),
    "stops_investing": _Form(may=(*_OF_PARTIES, "untimed"), must=("parties",), side="payers", layer="fin"),
    "valuation_falls": _Form(may=(), must=("parties", "share")),
    "right_ends": _Form(may=("deals", "parties", "modes", "from")),
    "exclusivity_ends": _Form(may=("deals", "parties", "modes", "from")),
}


def read_scenario(path: Path) -> Scenario:
    """Read the scenario in ``path``.

    Raises:
        InputError: the file cannot be read as a scenario, with the place, what stands there and what would help.
    """
    table = _Table(_parsed(path), str(path))
    table.known(_TOP)
    shocks = table.tables("shocks")
    if not shocks:
        table.refuse("no shocks", "Write at least one [[shocks]] with what it does: do = 'cancel'.")
    as_of, until = table.day("as_of", needed=True), table.day("until", needed=True)
    if as_of and until and (until - as_of).days <= 1:
        table.refuse(
            f"until = {until} is not after as_of = {as_of} and the day that follows it",
            "The horizon runs from the day after as_of until before it.",
        )
    return Scenario(
        name=table.text("name", needed=True),
        description=table.text("description"),
        as_of=as_of or date.min,
        until=until or date.max,
        currency=table.word("currency", CURRENCIES),
        level=table.word("level", _LEVELS),
        view=table.word("view", VIEWS),
        kappa=table.share("kappa", Fraction(1)),
        alpha=table.share("alpha", Fraction(1)),
        beta=table.share("beta", Fraction(1)),
        shocks=tuple(_shock(shock) for shock in shocks),
        questions=tuple(_question(question) for question in table.tables("questions")),
    )


def _parsed(path: Path) -> dict[str, Any]:
    try:
        # Decimals keep the text of a number: 0.1 is a tenth, not the nearest binary float.
        return tomllib.loads(path.read_text(encoding="utf-8-sig"), parse_float=Decimal)
    except OSError as error:
        raise InputError(f"{path}: cannot be read ({error.strerror}). Name a TOML file of a scenario.") from error
    except UnicodeDecodeError as error:
        raise InputError(f"{path}: byte {error.start} is not UTF-8. Save the scenario as UTF-8.") from error
    except (ValueError, RecursionError) as error:  # numbers too long and lists too deep for tomllib among them
        raise InputError(f"{path}: no TOML ({error}). Mend it there.") from error


def _shock(table: "_Table") -> Shock:
    act = table.word("do", ACTS)
    if act is None:
        table.refuse("no do", f"Write what happens: do = one of {', '.join(ACTS)}.")
    form = _FORMS[act]
    table.known(("do", *dict.fromkeys((*form.must, *form.may))), f" of a shock that does {act}")
    for key in form.must:
        if key not in table.values:
            table.refuse(f"no {key}", f"A shock that does {act!r} says {' and '.join(form.must)}.")
    lists = {field: table.words(key) for key, field in _LISTS.items()}
    if not any(lists[field] for key, field in _LISTS.items() if key != "except"):
        choices = [key for key in _LISTS if key in form.may and key != "except"]
        table.refuse("nothing says which money", f"Choose it with {', '.join(choices)}.")
    if form.side:
        lists[form.side], lists["parties"] = (*lists[form.side], *lists["parties"]), ()
        lists["layers"] = (form.layer,)
    start, end = table.day("from"), table.day("until")
    if start and end and end <= start:
        table.refuse(f"until = {end} is not after from = {start}", "A shock ends after it began.")
    share = table.share("share", Fraction(1))
    return Shock(
        act=act,
        which=Which(**lists),
        # What is paid is told, what is not paid falls away.
        share=1 - share if act == "pays" else share,
        months=table.months(),
        start=start,
        end=end,
        untimed=table.truth("untimed", default=end is None),
    )


def _question(table: "_Table") -> Query:
    """What is asked of the rights; its words are looked up where it is answered."""
    table.known(("actor", "on", *AXES))
    actor, on = table.values.get("actor"), table.day("on", needed=True)
    if not isinstance(actor, str) or not actor:
        table.refuse("no actor", "Write who wants to: actor = 'amazon'.")
    scopes = {axis: table.words(axis) or None for axis in AXES}
    action, thing = scopes.pop("action"), scopes.pop("object")
    if action is None or thing is None:
        table.refuse("no action and object", "Write both: action = ['sell'], object = ['openai-models'].")
    return Query(actor=actor, action=action, object=thing, on=on or date.min, **scopes)


@dataclass(frozen=True, slots=True)
class _Table:
    """The keys of one table of the file; each is checked for itself, so that a message can say where it stands."""

    values: Mapping[str, Any]
    place: str

    def refuse(self, found: str, advice: str) -> NoReturn:
        """Say what stands here and what would help."""
        raise InputError(f"{self.place}: {found}. {advice}")

    def known(self, keys: Collection[str], what: str = "") -> None:
        """Refuse a key that is none of ``keys``."""
        for key in self.values:
            if key not in keys:
                self.refuse(f"unknown key {key!r}{what}", _nearest(key, keys))

    def tables(self, key: str) -> list["_Table"]:
        """Several tables of one name, each with its number."""
        found = self.values.get(key, [])
        if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
            self.refuse(f"{key} is no list of tables", f"Write [[{key}]] above each.")
        return [_Table(one, f"{self.place}, {key} {number}") for number, one in enumerate(found, start=1)]

    def text(self, key: str, *, needed: bool = False) -> Text:
        """Words in both languages; one text stands for both."""
        found = self.values.get(key, {})
        if isinstance(found, str):
            found = dict.fromkeys(_LANGUAGES, found)
        if not isinstance(found, dict) or not all(isinstance(one, str) for one in found.values()):
            self.refuse(f"{key} is no text", f"Write {key} = {{ en = '…', ar = '…' }}, or one text for both.")
        _Table(found, f"{self.place}, {key}").known(_LANGUAGES)
        if needed and not any(found.values()):
            self.refuse(f"no {key}", f"Write {key} = {{ en = '…', ar = '…' }}.")
        return {language: found.get(language) or next(iter(found.values())) for language in _LANGUAGES if found}

    def word(self, key: str, known: Collection[str]) -> str | None:
        """One of a closed vocabulary."""
        if (found := self.values.get(key)) is None:
            return None
        self._check(key, found, known)
        return str(found)

    def words(self, key: str) -> tuple[str, ...]:
        """A list of words; of parties and deals any."""
        found = self.values.get(key, [])
        if isinstance(found, str) or not isinstance(found, list):
            self.refuse(f"{key} = {_shown(found)} is no list", f"Write {key} = ['…'].")
        for one in found:
            if key in _WORDS:
                self._check(key, one, _WORDS[key])
            elif not isinstance(one, str) or not one:
                self.refuse(f"{key} holds {_shown(one)}", "Write texts in quotes, none of them empty.")
        return tuple(dict.fromkeys(found))

    def share(self, key: str, default: Fraction) -> Fraction:
        """A number from 0 to 1, exactly as written; a text may be a fraction such as 1/3."""
        if (found := self.values.get(key)) is None:
            return default
        text = str(found)
        if isinstance(found, (int, Decimal, str)) and not isinstance(found, bool) and _SHARE.fullmatch(text):
            number = Fraction(text)
            if 0 <= number <= 1:
                return number
        return self.refuse(f"{key} = {_shown(found)}", "Write a number from 0 to 1, such as 0.5 or '1/3'.")

    def months(self) -> int:
        """How many months later; 0 where nothing is said."""
        found = self.values.get("months", 0)
        if not isinstance(found, int) or isinstance(found, bool) or found < 0:
            self.refuse(f"months = {_shown(found)}", "Write a whole number of months, not below 0.")
        return found

    def day(self, key: str, *, needed: bool = False) -> date | None:
        """One day."""
        found = self.values.get(key)
        if found is None and needed:
            self.refuse(f"no {key}", f"Write a day: {key} = 2026-06-30.")
        if found is not None and (isinstance(found, datetime) or not isinstance(found, date)):
            self.refuse(f"{key} = {_shown(found)}", f"Write a day without quotes: {key} = 2026-06-30.")
        return found

    def truth(self, key: str, *, default: bool) -> bool:
        """True or false."""
        found = self.values.get(key, default)
        if not isinstance(found, bool):
            self.refuse(f"{key} = {_shown(found)}", "Write true or false, without quotes.")
        return found

    def _check(self, key: str, found: object, known: Collection[str]) -> None:
        if not isinstance(found, str) or found not in known:
            self.refuse(f"{key}: unknown {_shown(found)}", _nearest(str(found), known))


def _nearest(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, known, n=1) or get_close_matches(word.upper(), known, n=1)
    some = sorted(known)
    return f"Did you mean {near[0]!r}?" if near else f"Known: {', '.join(some[:20])}{' …' if some[20:] else ''}."


def _shown(found: object) -> str:
    """The value as found, short enough for a message."""
    room, text = 40, str(found)
    return repr(text) if len(text) <= room else f"{text[:room]!r}…"
