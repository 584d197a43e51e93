"""Which words belong to a name and which end it."""

from typing import Final

from dawra.claims.page import Page
from dawra.claims.tokens import Token

OPENING_QUOTES: Final = frozenset("«\"“”„'‘‹")
CLOSING_QUOTES: Final = frozenset("»\"”“'’›")
OPENING_BRACKETS: Final = "(（"

_SINGLE_PARTICLES = frozenset({"", "و", "ف", "ب", "ل", "س"})
_SHORTEST_WITH_PARTICLE = 5
"""A shorter word that begins with و or ب is a stem of its own."""


def not_a_name(page: Page, token: Token) -> bool:
    """Words such as The or CEO, as written: YES may be a bank where Yes is an answer."""
    return token.text in page.words.written("not_names", "words") or (
        token.text.capitalize() == token.text and token.norm in page.words.words("not_names", "words")
    )


def stops_name(page: Page, token: Token, *, inside: bool) -> bool:
    """Whether no Arabic name goes on with this word; ``inside`` where one has begun."""
    stops = page.words.words("not_names", "stops")
    if any(form in stops for form, taken in token.forms.items() if taken in _SINGLE_PARTICLES):
        return True
    if is_adjective(page, token) and not (inside and page.tokens[token.index - 1].norm.startswith("ال")):
        return True
    if inside and token.norm.startswith("لل"):
        # للاستثمار ends many names; للاستثمار في is what somebody does.
        return page.at("trigger", token.index) is not None and page.is_word("behind_triggers", token.index + 1)
    if page.at("trigger", token.index) and not token.norm.startswith("ال"):
        return True
    if (led := page.at("prepositions", token.index)) and led.key in {"led", "by", "with"}:
        return True
    return inside and token.norm.startswith(("و", "ب")) and len(token.norm) >= _SHORTEST_WITH_PARTICLE


def is_adjective(page: Page, token: Token) -> bool:
    """Whether the word only describes a company: السعودية, الناشئة."""
    return token.norm in page.words.words("company_words", "plain_adjectives")


def closing_quote(page: Page, first: int, reach: int) -> int | None:
    """The first closing quote at tokens ``[first, first + reach)``."""
    stretch = range(first, min(first + reach, len(page.tokens)))
    return next((index for index in stretch if page.tokens[index].text in CLOSING_QUOTES), None)
