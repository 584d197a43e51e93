"""Who is spoken of: known names, names that the text itself introduces, and later mentions of these.

In: a page. Out: mentions by place. A known name is found in any spelling of the registry. An unknown one is
believed where the text calls it a company, bank, fund or the like, or writes it as a name is written.
"""

from collections.abc import Iterator

from dawra.claims.arabic_names import arabic_name, glossed_names, listed_names, quoted_names
from dawra.claims.belief import repeated_names, settle_names
from dawra.claims.find_products import find_products
from dawra.claims.known_names import known_names
from dawra.claims.latin_names import latin_name
from dawra.claims.mention import PartyMention
from dawra.claims.page import Page


def find_parties(page: Page) -> tuple[list[PartyMention], list[PartyMention]]:
    """All mentions by place, none inside another: parties, and publishers that are named as sources."""
    known = [mention for mention in known_names(page) if not _opens_other_name(page, mention)]
    # No party is found inside a product: Claude by Anthropic, and not a party called Claude.
    taken = {index for product in find_products(page) for index in range(product.first, product.last)}
    taken.update(index for mention in known for index in mention.tokens)
    introduced = [mention for mention in _introduced(page, taken) if mention.key]
    names = {mention.key: mention for mention in introduced}
    taken.update(index for mention in introduced for index in mention.tokens)
    for finder in (quoted_names, glossed_names, listed_names):
        further = list(finder(page, _by_place([*known, *introduced]), taken))
        introduced += further
        names |= {mention.key: mention for mention in further if mention.key not in names}
        taken.update(index for mention in further for index in mention.tokens)
    mentions = _by_place([*known, *introduced, *repeated_names(page, names, taken)])
    return settle_names(page, mentions), [m for m in mentions if m.kind == "publisher"]


def _opens_other_name(page: Page, mention: PartyMention) -> bool:
    """شركة الشرق الأوسط للزجاج is no newspaper: behind a word for a company the name of a publisher may go on."""
    if mention.kind != "publisher" or mention.last >= len(page.tokens):
        return False
    company = page.ending("company_words", mention.first)
    return company is not None and company.key == "before" and page.tokens[mention.last].norm.startswith("ل")


def _introduced(page: Page, taken: set[int]) -> Iterator[PartyMention]:
    """Names that the text introduces outright, by place."""
    companies = {hit.first for hit in page.by_section["company_words"]}
    reached = 0
    for token in page.tokens:
        index = token.index
        if index < reached or index in taken:
            continue
        mention = None
        if token.kind == "latin" and token.capital:
            mention = latin_name(page, index, taken)
        elif token.kind == "arabic" and index in companies:
            mention = arabic_name(page, index, taken)
        if mention is not None:
            yield mention
            reached = mention.last


def _by_place(mentions: list[PartyMention]) -> list[PartyMention]:
    return sorted(mentions, key=lambda mention: mention.first)
