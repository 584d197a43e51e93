"""Which documents cannot say anything: most prose is let go after one look at its words.

In: a document. Out: whether the grammar might find a deal, a fact or a notice in it. "No" is certain: reading it
would yield an empty reading. "Yes" is not. Each answer rests on what the finders demand:

- a notice or a sum wants a number beside a currency, or one with a scale that makes a million of it;
- a loss wants a word for it and one for incurring it; a stake wants a percentage and a word for owning;
- any other deal wants a trigger with what it needs, and a party that more than its capitals speak for.

The text is cut at white space, which no token reaches over. What a piece may stand for is worked out once and
kept, so that another document with the same words costs a look into a table for each.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from functools import cache, lru_cache, reduce
from itertools import pairwise
from operator import or_
from typing import Any, Final

from dawra.claims.find_products import row_of
from dawra.claims.load_lexicon import lexicon
from dawra.claims.name_words import OPENING_BRACKETS
from dawra.claims.tokens import Token, tokenise
from dawra.documents import Document
from dawra.parties import registry


class Sign:
    """What a piece of text may stand for, as bits of a number: enum flags take a microsecond to combine."""

    NUMBER = 1 << 0
    ONE = 1 << 1  # a, an: numbers before a scale only
    DIGITS = 1 << 2  # a number of at least four figures
    SCALE = 1 << 3
    THOUSAND = 1 << 4
    CURRENCY = 1 << 5
    WON = 1 << 31  # a currency behind a scale only
    LOSS = 1 << 6
    INCURRING = 1 << 7
    PERCENT = 1 << 8
    OWNING = 1 << 9
    SIZE = 1 << 10
    AGREEMENT = 1 << 11
    EQUITY = 1 << 12
    GOODS = 1 << 13
    BUILD = 1 << 14
    TRIGGER = 1 << 15
    TRIGGER_EQUITY = 1 << 16
    TRIGGER_GOODS = 1 << 17
    TRIGGER_BUILD = 1 << 18
    TRIGGER_AGREEMENT = 1 << 19
    KNOWN = 1 << 20
    PUBLISHER = 1 << 21
    FIRM = 1 << 22
    DESCRIBES = 1 << 23  # ends with a word such as startup
    BEHIND_NAME = 1 << 24  # a capitalised Group, Bank, Inc
    CAPITAL = 1 << 25
    OPENS_CAPITAL = 1 << 26  # begins with a capitalised word
    BRACKETED = 1 << 27
    ARABIC = 1 << 28
    COMPANY = 1 << 29
    QUOTE = 1 << 30


_NOUNS: Final = {
    "agreement": Sign.AGREEMENT,
    "equity": Sign.EQUITY,
    "goods": Sign.GOODS,
    "chips": Sign.GOODS,
    "compute": Sign.GOODS,
    "build": Sign.BUILD,
}
_AWAITS: Final = {
    "equity": Sign.TRIGGER_EQUITY,
    "goods": Sign.TRIGGER_GOODS,
    "build": Sign.TRIGGER_BUILD,
    "agreement": Sign.TRIGGER_AGREEMENT,
    "money": 0,
}
"""Triggers that need one of these by them; a need for money is never met where there is none."""
_NEEDED: Final = (
    (Sign.TRIGGER, Sign.TRIGGER),
    (Sign.TRIGGER_EQUITY, Sign.EQUITY),
    (Sign.TRIGGER_GOODS, Sign.GOODS),
    (Sign.TRIGGER_BUILD, Sign.BUILD),
    (Sign.TRIGGER_AGREEMENT, Sign.AGREEMENT),
)
_SURE = 40
"""By how many bits a sign is shifted where one word alone stands for it; unshifted, it may be part of a phrase."""
_EVERY = (1 << _SURE) - 1
_NEAR_CURRENCY = 5
_NEAR_LOSS = 5
_NEAR_PERCENT = 14
_NEAR_THOUSAND = 4
_LEAST_DIGITS = 4
_LONGEST_KEPT = 64
"""A longer piece is an address or no word at all."""
_PIECES_KEPT = 1 << 15
_SHORTEST_STEM = 2
_TWICE = 2


def may_tell(document: Document) -> bool:
    """Whether a document may hold a deal, a fact or something worth a notice."""
    pieces = document.text.split()
    unique = set(pieces)
    look: Callable[[str], int] = _signs if max(map(len, unique), default=0) <= _LONGEST_KEPT else _signs_of_any
    seen = reduce(or_, set(map(look, unique)), 0)
    here: list[int] = []

    def near(what: int, other: int, reach: int) -> bool:
        """Whether signs of both kinds stand within so many pieces of each other."""
        if not (seen & what and seen & other):
            return False
        if not here:
            here.extend(map(look, pieces))
        return _near(here, what, other, reach)

    return (
        near(Sign.CURRENCY, Sign.NUMBER | Sign.SCALE | Sign.THOUSAND, _NEAR_CURRENCY)
        or near(Sign.WON, Sign.SCALE | Sign.THOUSAND, 2)
        or near(Sign.SCALE, Sign.NUMBER | Sign.ONE | Sign.ARABIC, 2)
        or near(Sign.THOUSAND, Sign.DIGITS, 2)
        or (bool(seen & Sign.THOUSAND) and _long_number(here or list(map(look, pieces))))
        or near(Sign.LOSS, Sign.INCURRING, _NEAR_LOSS)
        or near(Sign.PERCENT, Sign.OWNING, _NEAR_PERCENT)
        or (
            _may_trade(seen)
            and _may_trade(seen := _words().confirmed(seen, unique))
            and _may_name(document, pieces, seen, look)
        )
    )


def _may_trade(seen: int) -> bool:
    """Whether some trigger has in the text what it needs, or a contract has a size."""
    if seen & Sign.AGREEMENT and seen & Sign.SIZE and seen & (Sign.NUMBER | Sign.ARABIC):
        return True
    return any(seen & trigger and seen & need for trigger, need in _NEEDED)


def _may_name(document: Document, pieces: list[str], seen: int, look: Callable[[str], int]) -> bool:
    """Whether some party may be named that more than its capitals speak for."""
    if seen & (Sign.KNOWN | Sign.FIRM):
        return True
    if document.language == "ar" or seen & Sign.ARABIC:
        return bool(seen & (Sign.COMPANY | Sign.QUOTE | Sign.CAPITAL | Sign.PUBLISHER))
    if not seen & Sign.CAPITAL:
        return False
    here = list(map(look, pieces))
    if seen & Sign.DESCRIBES and any(
        one & Sign.DESCRIBES and other & Sign.OPENS_CAPITAL for one, other in pairwise(here)
    ):
        return True
    if seen & Sign.BEHIND_NAME and _near(here, Sign.BEHIND_NAME, Sign.CAPITAL, _TWICE, itself=False):
        return True
    if sum(1 for signs in here if signs & Sign.BRACKETED) >= _TWICE or _explained(pieces, here):
        return True
    # Three mentions make a name believed. They share its words, so one of these stands twice.
    capitals = Counter(
        word for piece, signs in zip(pieces, here, strict=True) if signs & Sign.CAPITAL for word in _capitals(piece)
    )
    return max(capitals.values(), default=0) >= _TWICE


def _explained(pieces: list[str], here: list[int]) -> bool:
    """Whether an apposition may follow a capitalised word: "Celanese, a"."""
    opening = lexicon().words("words", "opens_apposition")
    return any(
        "," in piece
        and (here[place] | here[max(0, place - 1)]) & Sign.CAPITAL
        and not opening.isdisjoint(_forms(following))
        for place, (piece, following) in enumerate(pairwise(pieces))
    )


def _near(here: list[int], what: int, other: int, reach: int, *, itself: bool = True) -> bool:
    for place in [place for place, signs in enumerate(here) if signs & what]:
        around = here[max(0, place - reach) : place + reach + 1]
        if not itself:
            del around[min(place, reach)]
        if reduce(or_, around, 0) & other:
            return True
    return False


def _long_number(here: list[int]) -> bool:
    """Whether words before a thousand may make more than nine hundred of it."""
    numbers = Sign.NUMBER | Sign.SCALE | Sign.THOUSAND
    return any(
        signs & Sign.THOUSAND
        and sum(1 for sign in here[max(0, place - _NEAR_THOUSAND) : place + 1] if sign & numbers) > _TWICE
        for place, signs in enumerate(here)
    )


def _signs_of_any(piece: str) -> int:
    return _signs(piece) if len(piece) <= _LONGEST_KEPT else _read_signs(piece)


@lru_cache(maxsize=_PIECES_KEPT)
def _signs(piece: str) -> int:
    return _read_signs(piece)


def _read_signs(piece: str) -> int:
    """All that a piece without white space may stand for."""
    words = _words()
    if word := _plain_word(piece):
        return words.signs("latin", word, word, (word,)) | (Sign.DESCRIBES if piece in words.before else 0)
    tokens = tokenise(piece)
    if not tokens:
        return 0
    signs = 0
    for token in tokens:
        signs |= words.signs(token.kind, token.text, token.norm, token.forms) | words.shape(token)
    return signs | _signs_together(tokens, signs, words)


def _signs_together(tokens: list[Token], signs: int, words: "_Words") -> int:
    """What the tokens of one piece stand for side by side."""
    found = 0
    if tokens[-1].norm in words.before and tokens[-1].is_word:
        found |= Sign.DESCRIBES
    if tokens[0].capital or tokens[0].text[1:2].isupper():
        found |= Sign.OPENS_CAPITAL
    if signs & Sign.CAPITAL:
        if len(tokens) > 1 and signs & Sign.BEHIND_NAME:
            found |= Sign.FIRM
        if any(token.norm in words.before for token in tokens[:-1]):
            found |= Sign.FIRM
        if any(token.text in OPENING_BRACKETS for token in tokens):
            found |= Sign.BRACKETED
    return found


def _plain_word(piece: str) -> str:
    """The word of a piece that is one in small English letters, perhaps before a comma: no need to tokenise it."""
    if not (piece.isascii() and piece.islower()):
        return ""
    word = piece[:-1] if piece[-1] in ".," else piece
    return word if word.isalpha() else ""


@lru_cache(maxsize=_PIECES_KEPT)
def _forms(piece: str) -> tuple[str, ...]:
    """The folded words of a piece, with their particles and without."""
    if word := _plain_word(piece):
        return (word,)
    return tuple(form for token in tokenise(piece) for form in token.forms)


@lru_cache(maxsize=_PIECES_KEPT)
def _capitals(piece: str) -> tuple[str, ...]:
    """The words of a piece that may be part of a name by their capitals alone."""
    words = _words()
    return tuple(token.norm for token in tokenise(piece) if words.names(token))


class _Words:
    """The lexicon and the registry turned round: what each folded word, or beginning of one, may stand for."""

    def __init__(self) -> None:
        self._exact: dict[str, int] = {}
        self._stems: dict[str, int] = {}
        self._cased: dict[str, list[tuple[str, bool, int]]] = {}
        self._rest: dict[str, list[tuple[set[str], int]]] = {}
        found = lexicon()
        self.before = found.words("company_words", "before")
        self._behind = found.words("company_words", "after")
        self._short = found.words("words", "short_currencies")
        self._written = found.written("words", "written_currencies")
        self._no_names = found.words("not_names", "words")
        self._no_names_written = found.written("not_names", "words")
        self._places = {word for key in found.names("places") for word in found.words("places", key)}
        for key, sign in (("owning", Sign.OWNING), ("incurring", Sign.INCURRING)):
            for word in found.words("words", key):
                self._mark(word, stem=False, sign=sign)
        self._ones = found.words("words", "one")
        self._add_all(found.tables)
        self._longest = max(map(len, self._stems))
        self._heads = {stem[:_SHORTEST_STEM] for stem in self._stems}
        for party in registry():
            sign = Sign.PUBLISHER if party.kind == "publisher" else Sign.KNOWN
            for name in party.names:
                if row := row_of(name):
                    self._add_name(name, row, sign)

    def signs(self, kind: str, text: str, norm: str, forms: Iterable[str]) -> int:
        """What the lexicon and the registry know a token for."""
        signs = 0
        for form in forms:
            signs |= self._exact.get(form, 0)
            if form[:_SHORTEST_STEM] in self._heads and kind in {"latin", "arabic"}:
                for length in range(_SHORTEST_STEM, min(len(form), self._longest) + 1):
                    signs |= self._stems.get(form[:length], 0)
            for name, sole, sign in self._cased.get(form, ()):
                if kind != "latin" or _alike(text, name, sole=sole):
                    signs |= sign | (sign << _SURE if sole else 0)
        if signs & Sign.NUMBER and norm in self._ones:
            signs = signs & ~Sign.NUMBER | Sign.ONE
        if signs & Sign.CURRENCY and kind == "latin" and not self._is_currency(text, norm):
            signs = signs & ~Sign.CURRENCY | Sign.WON
        return signs

    def confirmed(self, seen: int, pieces: Iterable[str]) -> int:
        """The signs of which every word is there, wherever it stands."""
        forms: set[str] = set().union(*map(_forms, pieces))
        sure = (seen >> _SURE) | (seen & ~_PHRASED & _EVERY)
        for word in forms & self._rest.keys():
            for others, signs in self._rest[word]:
                if signs & ~sure and others <= forms:
                    sure |= signs & seen
        return sure

    def names(self, token: Token) -> bool:
        """Whether capitals alone make a word a part of a name."""
        if token.kind != "latin" or not (token.capital or token.text[1:2].isupper()):
            return False
        none = token.text in self._no_names_written or (
            token.text.capitalize() == token.text and token.norm in self._no_names
        )
        return not (none or token.norm in self._places) or token.norm in self._behind

    def shape(self, token: Token) -> int:
        """What the letters themselves tell."""
        if token.kind == "number":
            return Sign.NUMBER | (Sign.DIGITS if sum(map(str.isdigit, token.text)) >= _LEAST_DIGITS else 0)
        if token.kind == "arabic":
            return Sign.ARABIC | (Sign.COMPANY if any(form in self.before for form in token.forms) else 0)
        if token.kind == "mark":
            return Sign.QUOTE if token.text in _QUOTES else 0
        if not self.names(token):
            return 0
        signs = Sign.CAPITAL | (Sign.BEHIND_NAME if token.norm in self._behind else 0)
        plain = token.text.removesuffix("s")
        mixed = any(letter.isupper() for letter in plain[1:]) and not plain.isupper()
        return signs | (Sign.FIRM if mixed else 0)

    def _is_currency(self, text: str, norm: str) -> bool:
        """Codes and letters count only as written, and a short word only behind a scale."""
        if text.isupper() or text in self._written:
            return len(text) > 1
        return norm not in self._short

    def _add_all(self, tables: Iterable[dict[str, Any]]) -> None:
        """Every phrase by one word that it cannot do without; single words first, for a phrase with one adds none."""
        phrases = [(list(_parts(phrase)), sign) for table in tables for phrase, sign in _signed(table) if sign]
        odd = self._short | self._ones  # these mean less by themselves than in a phrase
        for parts, sign in sorted(phrases, key=lambda found: len(found[0])):
            alone = (self._marked(word, stem=stem) >> _SURE for word, stem in parts if word not in odd)
            if all(signs & sign != sign for signs in alone):
                word, stem = max(parts, key=lambda part: (not part[1], len(part[0])))
                others = {other for other, cut in parts if not cut} - {word}
                self._mark(word, stem=stem, sign=sign if others else sign | sign << _SURE)
                self._wait(word, others, sign)

    def _wait(self, word: str, others: set[str], sign: int) -> None:
        """Where one word of a phrase stands, the others must too."""
        if others:
            self._rest.setdefault(word, []).append((others, sign))

    def _marked(self, word: str, *, stem: bool) -> int:
        return (self._stems if stem else self._exact).get(word, 0)

    def _mark(self, word: str, *, stem: bool, sign: int) -> None:
        table = self._stems if stem else self._exact
        table[word] = table.get(word, 0) | sign

    def _add_name(self, name: str, row: tuple[str, ...], sign: int) -> None:
        self._cased.setdefault(row[0], []).append((name, len(set(row)) == 1, sign))
        self._wait(row[0], set(row[1:]) - {row[0]}, sign)


_SECTIONS: Final = {
    "numbers": Sign.NUMBER,
    "currencies": Sign.CURRENCY,
    "open_currencies": Sign.CURRENCY,
    "cents": Sign.CURRENCY,
    "percent": Sign.PERCENT,
    "units": Sign.SIZE,
    "years": Sign.SIZE,
}
_PHRASED: Final = (
    reduce(or_, (sign for row in _NEEDED for sign in row)) | Sign.KNOWN | Sign.PUBLISHER | Sign.SIZE | Sign.AGREEMENT
)
"""What a phrase or a name of several words may stand for."""
_SCALES: Final = ("scales", "dual_scales")
_POWER_OF_THOUSAND = 3
_QUOTES: Final = frozenset("«\"“”„'‘‹")


def _signed(table: dict[str, Any]) -> Iterator[tuple[str, int]]:
    """Each phrase that could be part of something to tell, and what it stands for."""
    for entry in table.get("trigger", ()):
        yield from ((phrase, _awaited(entry.get("needs", ()))) for phrase in entry["words"])
    yield from ((phrase, Sign.LOSS) for phrase in table.get("money_cues", {}).get("loss", ()))
    for section in _SCALES:
        for key, phrases in table.get(section, {}).items():
            yield from ((phrase, Sign.SCALE if int(key) > _POWER_OF_THOUSAND else Sign.THOUSAND) for phrase in phrases)
    for key, phrases in table.get("nouns", {}).items():
        yield from ((phrase, _NOUNS.get(key, 0)) for phrase in phrases)
    for section, sign in _SECTIONS.items():
        yield from ((phrase, sign) for phrases in table.get(section, {}).values() for phrase in phrases)


@cache
def _words() -> _Words:
    return _Words()


def _awaited(needs: Iterable[str]) -> int:
    """Which kinds of trigger an entry is: the plain one unless all of its needs can be told by words."""
    kinds = [_AWAITS.get(need, Sign.TRIGGER) for need in needs]
    return reduce(or_, kinds, 0) if kinds else Sign.TRIGGER


def _parts(phrase: str) -> Iterator[tuple[str, bool]]:
    """The folded words of a phrase; whether each is only the beginning of one."""
    for part in phrase.split():
        if part != "...":
            stem = part.endswith("*")
            yield from ((token.norm, stem) for token in tokenise(part.rstrip("*")))


def _alike(text: str, name: str, *, sole: bool) -> bool:
    """Whether the capitals may be those of a name that begins with this word."""
    if text[0].islower() and name[0].isupper():
        return False
    return not sole or text == name or any(letter.isupper() or letter.isdigit() for letter in text)
