"""Names in Latin letters that the text introduces by writing them as names."""

from dawra.claims.mention import PartyMention, mention_at
from dawra.claims.name_words import OPENING_QUOTES, not_a_name
from dawra.claims.page import Page
from dawra.claims.tokens import Token
from dawra.parties import slug

_LONGEST_NAME = 6
_LONGEST_APPOSITION = 10
_SHORT_WORD = 4
"""Headlines leave the short words small."""
_LEAST_HEADLINE = 4
_INNER_MARKS = frozenset("&-.")
_LEGAL_FORMS = frozenset(
    {
        "Inc",
        "Corp",
        "Corporation",
        "Ltd",
        "Limited",
        "LLC",
        "LP",
        "PLC",
        "plc",
        "AG",
        "SE",
        "NV",
        "SA",
        "SpA",
        "GmbH",
        "AB",
        "ASA",
    }
    | {"Co", "Company"}
)


def latin_name(page: Page, index: int, taken: set[int]) -> PartyMention | None:
    """The row of capitalised words that starts here; lone ones and those that open a sentence need support."""
    last = _row_end(page, index, taken)
    if last == index or all(i in page.place_tokens for i in range(index, last)):
        return None
    words = page.tokens[index:last]
    behind = page.words.words("company_words", "after")
    if len(words) == 1 and (len(words[0].text) == 1 or words[0].norm in behind):
        return None
    if len(words) == 1 and any(page.at(section, index) for section in ("units", "nouns", "currencies")):
        return None
    arabic = page.document.language == "ar"
    firm = (
        (len(words) > 1 and words[-1].norm in behind)
        or _described(page, index)
        or explained(page, last)
        or (arabic and index > 0 and page.tokens[index - 1].text in OPENING_QUOTES)
        or any(_mixed_case(word) for word in words)
    )
    if not (firm or arabic) and (_all_capitals(page, index) or not _opens_as_name(page, index, last)):
        return None
    if not firm and _common_words(page, words):
        return None
    return mention_at(page, index, last, key=_key(words), weak=not firm)


def _row_end(page: Page, index: int, taken: set[int]) -> int:
    """The token behind the row of words, numbers and inner marks that may be one name."""
    last = index
    end = min(page.sentence_of(index).last, index + _LONGEST_NAME)
    while last < end and last not in taken and _goes_on(page, index, last):
        last += 1
    while last > index and not page.tokens[last - 1].is_word and page.tokens[last - 1].kind != "number":
        last -= 1
    return last


def _goes_on(page: Page, first: int, index: int) -> bool:
    """Whether a token may belong to the name that begins at ``first``."""
    token = page.tokens[index]
    opens = index == first
    if token.kind == "latin" and (token.capital or (opens and token.text[1:2].isupper())):
        return not not_a_name(page, token) or (token.norm in page.words.words("company_words", "after"))
    if opens:
        return False
    if token.kind == "number":
        return not token.space_before
    joins = token.text in _INNER_MARKS or (page.is_word("inside_names", index) and page.tokens[index - 1].capital)
    return joins and _capital_follows(page, index)


def _capital_follows(page: Page, index: int) -> bool:
    following = page.tokens[index + 1] if index + 1 < len(page.tokens) else None
    return following is not None and following.capital and not not_a_name(page, following)


def _described(page: Page, index: int) -> bool:
    """Whether a word such as startup or شركة calls it a company."""
    before = page.words.words("company_words", "before")
    return page.ending("company_words", index) is not None and page.tokens[index - 1].norm in before


def _mixed_case(word: Token) -> bool:
    """CoreWeave, xAI: nobody writes a common word so."""
    plain = word.text.removesuffix("s")  # PPAs are several PPAs
    return any(letter.isupper() for letter in plain[1:]) and not plain.isupper()


def _opens_as_name(page: Page, index: int, last: int) -> bool:
    """One capitalised word that opens a sentence is a name only where it acts or owns."""
    if last - index > 1 or page.sentence_of(index).first != index:
        return True
    return last < len(page.tokens) and (page.tokens[last].kind == "possessive" or page.is_word("opening_acts", last))


def explained(page: Page, last: int) -> bool:
    """Whether an apposition behind a name calls it a company: "Celanese, a global chemical company, completed"."""
    if last + 1 >= len(page.tokens) or page.tokens[last].text != "," or not page.is_word("opens_apposition", last + 1):
        return False
    company = page.words.words("company_words", "before")
    for token in page.tokens[last + 2 : min(last + 2 + _LONGEST_APPOSITION, page.sentence_of(last).last)]:
        if token.text == "," or page.at("breaks", token.index) or page.at("statuses", token.index):
            return False
        if token.norm in company:
            return True
    return False


def _all_capitals(page: Page, index: int) -> bool:
    """Whether the line is a headline Of This Form, where a capital says nothing."""
    sentence = page.sentence_of(index)
    words = [t for t in page.tokens[sentence.first : sentence.last] if t.kind == "latin" and len(t.text) > _SHORT_WORD]
    return len(words) >= _LEAST_HEADLINE and all(word.capital for word in words)


def _common_words(page: Page, words: list[Token]) -> bool:
    """Whether words of deals stand in the row: "Series Funding" is no party."""
    return any(page.at("trigger", word.index) or page.at("statuses", word.index) for word in words) or all(
        page.at("nouns", word.index) for word in words
    )


def _key(words: list[Token]) -> str:
    """The key of a name: a legal form behind it makes no other party."""
    plain = [word.text for word in words if word.text.strip(".") not in _LEGAL_FORMS]
    return slug(" ".join(plain or [words[0].text]))
