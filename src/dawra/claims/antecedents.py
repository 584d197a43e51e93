"""Whom words such as "the company", الأخيرة or "it" point back to."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.parties import registry

_OPENING = 3
"""A name among the first tokens of a sentence is what it is about."""
_EACH = 0.8
_OPENS = 1.5
_HERE = 0.4
"""How much one mention weighs, and one that opens this sentence or the last, or else stands in this one, more."""
_POINTS_TO_NO_PARTY = frozenset({"deal", "rival", "unit"})


def find_anaphors(page: Page, mentions: list[PartyMention]) -> list[PartyMention]:
    """One mention for each party that a word points back to; "the companies" makes two."""
    taken = {index for mention in mentions for index in mention.tokens}
    told = _Told(page, mentions)
    found: list[PartyMention] = []
    for hit in sorted((*page.by_section["anaphors"], *_placed(page)), key=lambda hit: hit.first):
        if hit.key in _POINTS_TO_NO_PARTY or any(index in taken for index in range(hit.first, hit.last)):
            continue
        if hit.last in taken:  # "the chipmaker Nvidia": the words only describe the name behind them
            continue
        particles = hit.particles.replace("ال", "")
        for order, antecedent in enumerate(_antecedents(told, hit)):
            found.append(
                replace(
                    antecedent,
                    first=hit.first,
                    last=hit.last,
                    particles=particles if order == 0 else "و",
                    anaphor=True,
                )
            )
    return found


def _placed(page: Page) -> Iterator[Hit]:
    """ "The San Francisco-based startup": an article, where it sits or whose it is, and a word for a company."""
    companies = page.words.words("company_words", "before")
    for place in page.by_section["places"]:
        first, last = place.first - 1, place.last
        if first < 0 or not page.is_word("opens_anaphor", first):
            continue
        while last < len(page.tokens) and page.is_word("inside_anaphor", last):
            last += 1
        if last < len(page.tokens) and page.tokens[last].norm in companies:
            yield Hit(first, last + 1, "anaphors", "company")


def _antecedents(told: "_Told", hit: Hit) -> list[PartyMention]:
    """Two parties for "the companies", else the fitting one that is most spoken of."""
    page = told.page
    told.go_to(hit.first)
    if not told.anyone:
        return []
    if hit.key == "both":
        first = told.most_spoken_of()
        second = told.most_spoken_of(but=first) if first else None
        return [first, second] if first and second else []
    if hit.key in {"former", "second"}:
        if page.is_word("counted_parts", hit.first - 1):
            return []
        pair = told.last_two()
        return pair[:1] if hit.key == "former" else pair[1:]
    if hit.key == "latter":
        return told.last_two(1)
    for sector in _sectors(page, hit):
        if fitting := told.last_of(sector):
            return [fitting]
    if hit.key == "pronoun" and page.tokens[hit.first].kind == "latin":
        subjects = [mention for mention in told.here if not mention.particles]
        if subjects:
            governed = page.ending("trigger", hit.first) is not None
            return subjects[-1:] if governed else subjects[:1]
    best = told.company() if hit.key == "company" else told.most_spoken_of()
    return [best] if best else []


def _sectors(page: Page, hit: Hit) -> Iterator[str]:
    """The trades that the words name."""
    words = page.tokens[hit.first : hit.last]
    # The space behind lets a sign ask for the end of a word.
    phrase = "".join(" " * token.space_before + token.norm for token in words).strip() + " "
    for sector in page.words.names("sector_words"):
        if any(sign in phrase for sign in page.words.written("sector_words", sector)):
            yield sector


@dataclass(frozen=True, slots=True, order=True)
class _Weight:
    """How much a party has been spoken of; of equal ones the one named last."""

    weight: float
    first: int
    key: str
    group: str


class _Told:
    """Of whom the text has spoken before a place that only moves on.

    This sentence and the last are looked at one mention at a time. All before them is kept as sums, so that the
    question costs the same on the last page as on the first.
    """

    def __init__(self, page: Page, mentions: list[PartyMention]) -> None:
        self.page = page
        self.here: list[PartyMention] = []
        self.ahead: set[str] = set()
        self._by_sentence: dict[int, list[PartyMention]] = {}
        for mention in mentions:
            self._by_sentence.setdefault(page.sentence_of(mention.first).number, []).append(mention)
        self._number = -1
        self._lately: list[PartyMention] = []
        self._last: dict[str, PartyMention] = {}  # by key, the one named last at the end
        self._last_of: dict[str | None, PartyMention] = {}
        self._weights: dict[str, float] = {}
        self._best: _Weight | None = None
        self._best_other: _Weight | None = None  # the best of another group than the best

    def go_to(self, index: int) -> None:
        """Move on to a token; a weak name counts only in its own sentence."""
        number = self.page.sentence_of(index).number
        for passed in range(max(0, self._number - 1), number - 1):
            self._settle([m for m in self._by_sentence.get(passed, ()) if not m.weak])
        self._number = number
        self._lately = [m for m in self._by_sentence.get(number - 1, ()) if not m.weak]
        named = self._by_sentence.get(number, ())
        self.here = [m for m in named if m.first < index]
        self.ahead = {m.key for m in named if m.first > index}

    @property
    def anyone(self) -> bool:
        """Whether anybody has been spoken of at all."""
        return bool(self.here or self._lately or self._last)

    def most_spoken_of(self, but: PartyMention | None = None) -> PartyMention | None:
        """The party that the text keeps coming back to, the last subject first, outside the group of ``but``."""
        without = registry().group(but.key) if but else None
        weights: dict[str, float] = {}
        last: dict[str, PartyMention] = {}
        for mention in (*self._lately, *self.here):
            if registry().group(mention.key) != without:
                known = weights.get(mention.key, self._weights.get(mention.key, 0.0))
                weights[mention.key] = known + _EACH + self._emphasis(mention)
                last[mention.key] = mention
        best = max(((weight, last[key].first, key) for key, weight in weights.items()), default=None)
        before = self._best
        if before and before.group == without:
            before = self._best_other
        if before and (best is None or (before.weight, before.first) > best[:2]):
            return self._last[before.key]
        return last[best[2]] if best else None

    def company(self) -> PartyMention | None:
        """Whom "the company" means: nobody who is named further on in its sentence, where there is another."""
        best = self.most_spoken_of()
        return self.most_spoken_of(but=best) or best if best and best.key in self.ahead else best

    def last_two(self, count: int = 2) -> list[PartyMention]:
        """The last mentions of the ``count`` parties named last, in the order of the text; none where fewer are."""
        found: dict[str, PartyMention] = {}
        for mention in self._backwards():
            found.setdefault(mention.key, mention)
            if len(found) == count:
                return list(found.values())[::-1]
        return []

    def last_of(self, sector: str) -> PartyMention | None:
        """The last mention of a party of this trade."""
        lately = [m for m in (*self._lately, *self.here) if m.sector == sector]
        return lately[-1] if lately else self._last_of.get(sector)

    def _backwards(self) -> Iterator[PartyMention]:
        yield from reversed(self.here)
        yield from reversed(self._lately)
        yield from reversed(self._last.values())

    def _emphasis(self, mention: PartyMention) -> float:
        sentence = self.page.sentence_of(mention.first)
        if mention.first - sentence.first <= _OPENING:
            return _OPENS
        return _HERE if sentence.number == self._number else 0.0

    def _settle(self, mentions: list[PartyMention]) -> None:
        for mention in mentions:
            key, group = mention.key, registry().group(mention.key)
            self._weights[key] = self._weights.get(key, 0.0) + _EACH
            self._last.pop(key, None)
            self._last[key] = mention
            self._last_of[mention.sector] = mention
            self._rank(_Weight(self._weights[key], mention.first, key, group))

    def _rank(self, weight: _Weight) -> None:
        """Weights only grow, so the best two of different groups are known without a search."""
        if self._best is None or weight.group == self._best.group:
            self._best = max(weight, self._best or weight)
        elif weight > self._best:
            self._best, self._best_other = weight, self._best
        else:
            self._best_other = max(weight, self._best_other or weight)
