"""The two records that the finders of deals share: the scene that they look at and the deal in the making."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from operator import attrgetter
from typing import Final, Generic, Protocol, TypeVar

from dawra.claims.find_products import Product, find_products
from dawra.claims.lexicon import Hit
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page
from dawra.claims.read_amounts import Amounts, Money, Quantity
from dawra.claims.read_dates import DateMention
from dawra.claims.stances import Stance
from dawra.claims.tokens import Sentence

ALIKE: Final = frozenset({"partnership", "commerce_partnership", "amendment"})
"""Kinds whose parties all have the same role."""
PURCHASES: Final = frozenset({"compute_purchase", "chip_purchase", "supply"})

_SENTENCES_BACK = 3
"""A sentence without a name speaks of whom the last few did; further back is another story."""
_SUBJECTS_EACH = 2


@dataclass(slots=True)
class Candidate:
    """A deal in the making: its kind, its trigger and what has been found for it so far.

    ``score`` adds up how well the roles are filled; ``guessed`` says that one was filled from the sentences before;
    ``standing`` that the deal is spoken of as one that exists already; ``strength`` how surely a word of the sentence
    tells the status (0 none, 2 plainly).
    """

    kind: str
    trigger: Hit
    sentence: Sentence
    roles: dict[str, list[PartyMention]] = field(default_factory=dict)
    score: float = 0.0
    money: Money | None = None
    valuation: Money | None = None
    quantities: list[Quantity] = field(default_factory=list)
    price: Money | None = None
    products: list[Product] = field(default_factory=list)
    date: DateMention | None = None
    closing: DateMention | None = None
    term_end: DateMention | None = None
    status: str = "announced"
    status_hit: Hit | None = None
    strength: int = 0
    exclusive: bool | None = None
    exclusive_hit: Hit | None = None
    conditions: list[Hit] = field(default_factory=list)
    source: str | None = None
    source_at: tuple[int, int] | None = None
    increase: Money | None = None
    guessed: bool = False
    tellings: list["Candidate"] = field(default_factory=list)
    """What was merged into this one: the same deal, told again."""
    standing: bool = False

    @property
    def principals(self) -> set[str]:
        """The keys of all parties but arrangers."""
        return {m.key for role, found in self.roles.items() if role != "arranger" for m in found}

    def distance(self, first: int, last: int) -> int:
        """How many tokens lie between the trigger and tokens ``[first, last)``."""
        return max(0, first - self.trigger.last, self.trigger.first - last)


class _Placed(Protocol):
    @property
    def first(self) -> int: ...


_Item = TypeVar("_Item", bound=_Placed)


class ByPlace(Generic[_Item]):
    """Things in the order of the text, so that those of a stretch are found without looking at all."""

    def __init__(self, items: Iterable[_Item]) -> None:
        self._items = sorted(items, key=attrgetter("first"))
        self._firsts = [item.first for item in self._items]

    def starting(self, first: int, last: int) -> Sequence[_Item]:
        """Those that start at tokens ``[first, last)``."""
        low = bisect_left(self._firsts, first)
        return self._items[low : bisect_left(self._firsts, last, low)]

    def inside(self, sentence: Sentence) -> Sequence[_Item]:
        """Those that start in a sentence."""
        return self.starting(sentence.first, sentence.last)


@dataclass
class Scene:
    """Everything found on a page before deals are made of it; ``clutter`` numbers sentences that are no article."""

    page: Page
    stances: list[Stance]
    amounts: Amounts
    dates: list[DateMention]
    clutter: set[int]

    def in_sentence(self, sentence: Sentence) -> list[Stance]:
        """The stances of one sentence, by place."""
        return self._stances_of.get(sentence.number, [])

    def own_money(self, sentence: Sentence) -> list[Money]:
        """The sums of a sentence that a deal may own: no price, no valuation, no conversion."""
        here = self.money.inside(sentence)
        return [m for m in here if m.cue is None and not m.converted and not m.each]

    def topic(self, sentence: Sentence) -> PartyMention | None:
        """Whom the sentences before are about: the first party of the nearest one that names any."""
        return self._topics_before[sentence.number]

    def topics(self, sentence: Sentence) -> list[PartyMention]:
        """Whom a sentence without a name may be about, likeliest first: its own subjects, then those before."""
        found: dict[str, PartyMention] = {}
        for mention in self._subjects(sentence):
            found.setdefault(mention.key, mention)
        for number in range(sentence.number - 1, max(-1, sentence.number - 1 - _SENTENCES_BACK), -1):
            if number not in self.clutter:
                for mention in self._subjects(self.page.sentences[number])[:_SUBJECTS_EACH]:
                    found.setdefault(mention.key, mention)
        return list(found.values())

    @cached_property
    def money(self) -> ByPlace[Money]:
        """All sums, by place."""
        return ByPlace(self.amounts.money)

    @cached_property
    def quantities(self) -> ByPlace[Quantity]:
        """All quantities, by place."""
        return ByPlace(self.amounts.quantities)

    @cached_property
    def dated(self) -> ByPlace[DateMention]:
        """All dates, by place."""
        return ByPlace(self.dates)

    @cached_property
    def products(self) -> ByPlace[Product]:
        """All known products, by place."""
        return ByPlace(find_products(self.page))

    @cached_property
    def name_tokens(self) -> frozenset[int]:
        """The tokens inside names, where no word means what it says."""
        named = (stance.mention for stance in self.stances if not stance.mention.anaphor)
        return frozenset(index for mention in named for index in range(mention.first, mention.last))

    @cached_property
    def stance_of(self) -> dict[int, Stance]:
        """The stance of each mention, by the identity of the mention: one place may hold two of them."""
        return {id(stance.mention): stance for stance in self.stances}

    def _subjects(self, sentence: Sentence) -> list[PartyMention]:
        here = self.in_sentence(sentence)
        return [s.mention for s in here if s.preposition is None and not s.mention.weak]

    @cached_property
    def _stances_of(self) -> dict[int, list[Stance]]:
        grouped: dict[int, list[Stance]] = defaultdict(list)
        for stance in self.stances:
            grouped[self.page.sentence_of(stance.mention.first).number].append(stance)
        return grouped

    @cached_property
    def _topics_before(self) -> list[PartyMention | None]:
        last: PartyMention | None = None
        found: list[PartyMention | None] = []
        for sentence in self.page.sentences:
            found.append(last)
            if sentence.number not in self.clutter:
                named = (s.mention for s in self.in_sentence(sentence) if not s.mention.weak)
                last = next(named, last)
        return found
