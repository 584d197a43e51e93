"""Which currency stands at a place, and what a shared name such as riyal or pound means there."""

from collections import Counter

from dawra.claims.lexicon import Hit
from dawra.claims.page import Page

_OPEN = {
    "riyal": {"SA": "SAR", "QA": "QAR", "OM": "OMR"},
    "dirham": {"AE": "AED", "MA": "MAD"},
    "dinar": {"KW": "KWD", "BH": "BHD", "JO": "JOD", "IQ": "IQD", "TN": "TND", "DZ": "DZD", "LY": "LYD"},
    "pound": {"EG": "EGP", "GB": "GBP", "SD": "SDG"},
    "yen_or_yuan": {"JP": "JPY", "CN": "CNY"},
}
"""Names that several countries share."""
_COUNTRIES = frozenset(country for codes in _OPEN.values() for country in codes)
_WIDTHS = (1, 2)
"""How many tokens a currency before its number may have: $, US dollars."""


def currency_at(page: Page, index: int) -> Hit | None:
    """The longest currency that starts at a token."""
    found = [*page.all_at("currencies", index), *page.all_at("open_currencies", index)]
    fair = [hit for hit in found if _fair(page, hit)]
    return max(fair, key=lambda hit: (hit.last, hit.section == "currencies"), default=None)


def currency_before(page: Page, index: int) -> Hit | None:
    """The currency that ends right before a number: $5."""
    if not index or page.tokens[index - 1].kind not in {"mark", "latin"}:
        return None
    for width in _WIDTHS:
        hit = currency_at(page, index - width)
        if hit and hit.last == index:
            return hit
    return None


def code_of(page: Page, hit: Hit, country: str) -> str | None:
    """The ISO code; a currency that several countries share takes the adjective beside it or the country."""
    if hit.section == "currencies":
        return hit.key
    place = page.at("places", hit.last)
    return _OPEN[hit.key].get(place.key if place else country)


def country_of(page: Page) -> str:
    """The country that a text speaks of most: it decides what a bare riyal is."""
    counts = Counter(hit.key for hit in page.by_section["places"] if hit.key in _COUNTRIES)
    return counts.most_common(1)[0][0] if counts else ""


def _fair(page: Page, hit: Hit) -> bool:
    """Codes and letters count only as written; "won" only right after a scale, بين is "between"."""
    token = page.tokens[hit.first]
    if token.kind != "latin" or hit.last - hit.first > 1:
        return token.norm != "بين"
    if token.text.isupper() or token.text in page.words.written("words", "written_currencies"):
        return len(token.text) > 1
    if not page.is_word("short_currencies", hit.first):
        return True
    behind_scale = hit.first > 0 and page.at("scales", hit.first - 1) is not None
    return behind_scale and page.is_word("scaled_currencies", hit.first)
