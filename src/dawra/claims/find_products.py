"""Known products, brands and models: what is bought, and never who buys."""

from dataclasses import dataclass
from functools import cache

from dawra.claims.page import Page
from dawra.claims.tokens import Token, tokenise
from dawra.parties import Party, registry

_GLUE = "-.–‐·'’/"
"""Marks that may stand between the words of a name."""


@dataclass(frozen=True, slots=True)
class Product:
    """A product at tokens ``[first, last)``, the party whose it is, and what is glued to its first word."""

    first: int
    last: int
    party: Party
    particles: str = ""


@dataclass(frozen=True, slots=True)
class NameRow:
    """A name of a party or of a product as a row of folded words."""

    words: tuple[str, ...]
    party: Party
    name: str


def find_products(page: Page) -> list[Product]:
    """Known products by place, none inside another."""
    found: list[Product] = []
    products = _products()
    nothing = products.keys().isdisjoint
    reached = 0
    for token in page.tokens:
        if nothing(token.forms) or token.index < reached:
            continue
        if product := _product_at(page, token.index, products):
            found.append(product)
            reached = product.last
    return found


def row_of(name: str) -> tuple[str, ...]:
    """The folded words of a name, by which a text is searched for it."""
    return tuple(token.norm for token in tokenise(name) if token.kind not in {"mark", "possessive"})


def row_end(page: Page, index: int, words: tuple[str, ...]) -> int | None:
    """The token after the row of words whose first stands at ``index``, the marks between them passed over."""
    at = index + 1
    for word in words[1:]:
        while at < len(page.tokens) and page.tokens[at].kind == "mark" and page.tokens[at].text in _GLUE:
            if page.tokens[at].text == "." and at + 1 < len(page.tokens) and page.tokens[at + 1].space_before:
                return None
            at += 1
        if at >= len(page.tokens) or page.tokens[at].norm != word:
            return None
        at += 1
    return at


def next_word(page: Page, index: int) -> str:
    """The folded word behind a token, marks that may stand inside a name passed over; empty at the end."""
    for at in range(index + 1, len(page.tokens)):
        token = page.tokens[at]
        if token.kind != "mark" or token.text not in _GLUE:
            return token.norm
    return ""


def _product_at(page: Page, index: int, products: dict[str, list[NameRow]]) -> Product | None:
    """The longest product that starts here."""
    best: Product | None = None
    for form, particles in page.tokens[index].forms.items():
        for row in products.get(form, ()):
            last = row_end(page, index, row.words)
            if last and (best is None or last > best.last) and _same_case(page.tokens[index], row.name):
                best = Product(index, last, row.party, particles)
    return best


def _same_case(token: Token, name: str) -> bool:
    return token.kind != "latin" or token.text[0].isupper() == name[0].isupper()


@cache
def _products() -> dict[str, list[NameRow]]:
    found: dict[str, list[NameRow]] = {}
    for party in registry():
        for name in party.products:
            if words := row_of(name):
                found.setdefault(words[0], []).append(NameRow(words, party, name))
    return found
