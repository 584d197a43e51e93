"""Names in Arabic letters, which have no capitals: the words and signs around them introduce them."""

from collections.abc import Iterator
from itertools import pairwise

from dawra.claims.mention import PartyMention, mention_at
from dawra.claims.name_words import OPENING_BRACKETS, OPENING_QUOTES, closing_quote, is_adjective, stops_name
from dawra.claims.page import Page
from dawra.claims.tokens import Token
from dawra.parties import slug

_LONGEST_NAME = 4
_LONGEST_QUOTE = 7
"""Words in quotes behind شركة; more of them are speech."""
_LONGEST_LONE_QUOTE = 5
_LONGEST_LISTED = 3
_LISTED_GAP = 5
_SHORTEST_WORD = 2
_RELATING = ("ي", "ية", "يه")
"""How an adjective ends that says of what kind something is: سحابي, نووية."""
_BESIDE_LISTED = frozenset('،,«»"')


def arabic_name(page: Page, index: int, taken: set[int]) -> PartyMention | None:
    """What follows شركة, بنك, صندوق ... up to the first word that no name holds, or stands in quotes after it."""
    word = page.at("company_words", index)
    if word is None or word.key != "before":
        return None
    at = word.last
    while at < len(page.tokens) and is_adjective(page, page.tokens[at]):
        at += 1
    if at < len(page.tokens) and page.tokens[at].text in OPENING_QUOTES:
        return _in_quotes(page, at, taken)
    if at != word.last or at >= len(page.tokens) or at in taken or word.particles.endswith(("ال", "لل")):
        return None
    last = _row_end(page, index, at, taken)
    if (
        last == at
        or page.at("nouns", at) is not None
        or _only_trade(page, at, last)
        or (last < len(page.tokens) and page.tokens[last].text in OPENING_QUOTES and not _formal(page, at, last))
    ):
        return None
    described = last in taken and not page.tokens[last].norm.startswith("و")
    if described and (_giant(page, index) or page.is_word("trades", at) or page.tokens[last].kind == "latin"):
        return None
    heads = page.words.words("company_words", "names_include")
    includes = any(form in heads for form in page.tokens[index].forms)
    if page.tokens[at].norm.startswith("ال") and not includes and not _formal(page, at, last):
        return None
    if includes and word.last - word.first == 1:
        return mention_at(page, index, last, particles=word.particles.replace("ال", ""))
    return mention_at(page, at, last)


def quoted_names(page: Page, _: list[PartyMention], taken: set[int]) -> Iterator[PartyMention]:
    """Arabic text writes names in quotes: «التيس الذهبية للاستثمار»; longer quotes are speech."""
    if page.document.language != "ar":
        return
    for token in page.tokens:
        if token.text not in {"«", "“", '"'}:
            continue
        close = closing_quote(page, token.index + 1, _LONGEST_LONE_QUOTE)
        if token.index and page.tokens[token.index - 1].kind == "mark" and not _acts_behind(page, token.index, close):
            continue
        inside = page.tokens[token.index + 1 : close] if close else []
        if _names_something(page, inside, taken):
            key = slug(" ".join(word.text for word in inside))
            yield mention_at(page, inside[0].index, inside[-1].index + 1, key=key, weak=True)


def glossed_names(page: Page, mentions: list[PartyMention], taken: set[int]) -> Iterator[PartyMention]:
    """غروك (Groq): the Arabic words right before a name in brackets are the same name."""
    for mention in mentions:
        index = mention.first - 2
        if index < 0 or page.tokens[mention.first].kind != "latin":
            continue
        if page.tokens[mention.first - 1].text not in OPENING_BRACKETS or not _may_gloss(page, index, taken):
            continue
        first = index
        words = min(_LONGEST_LISTED, len(mention.name.split()))
        while index - first + 1 < words and first > 0 and _may_gloss(page, first - 1, taken):
            if page.at("company_words", first - 1) is not None:
                break
            first -= 1
        yield mention_at(
            page,
            first,
            index + 1,
            party_id=mention.id,
            key=mention.key,
            sector=mention.sector,
            kind=mention.kind,
        )


def listed_names(page: Page, mentions: list[PartyMention], taken: set[int]) -> Iterator[PartyMention]:
    """A word or two between the members of a list of names is one more name: بلاك روك ونيوبرغر بيرمان وسامسونغ."""
    for before, after in pairwise(mentions):
        if after.first - before.last > _LISTED_GAP:
            continue
        gap = page.tokens[before.last : after.first]
        words = [token for token in gap if token.kind == "arabic" and token.norm != "و"]
        if not 1 <= len(words) <= _LONGEST_LISTED or not _ends_list(page, after):
            continue
        joined = words[0].norm.startswith("و")
        if not joined and gap[0].text not in "،,":
            continue
        if any(token.kind != "arabic" and token.text not in _BESIDE_LISTED for token in gap):
            continue
        if not any(_is_common(page, token, taken) for token in words):
            yield mention_at(page, words[0].index, words[-1].index + 1, particles="و" if joined else "")


def _in_quotes(page: Page, opening: int, taken: set[int]) -> PartyMention | None:
    close = closing_quote(page, opening + 1, _LONGEST_QUOTE)
    if close is None or close == opening + 1 or any(i in taken for i in range(opening + 1, close)):
        return None
    return mention_at(page, opening + 1, close)


def _row_end(page: Page, index: int, at: int, taken: set[int]) -> int:
    """The token behind the words from ``at`` on that may be one name."""
    last = at
    end = min(page.sentence_of(index).last, at + _LONGEST_NAME)
    while last < end and last not in taken:
        token = page.tokens[last]
        if not token.is_word or stops_name(page, token, inside=last > at):
            break
        last += 1
    return last


def _only_trade(page: Page, first: int, last: int) -> bool:
    """Whether a row of words says what some company does, and none of them its name: شركة ذكاء اصطناعي."""
    return page.is_word("trades", first) and all(
        page.is_word("trades", index) or page.tokens[index].norm.endswith(_RELATING) for index in range(first + 1, last)
    )


def _formal(page: Page, first: int, last: int) -> bool:
    """Whether a row of words with the article is a name: الفوزان القابضة, العربية للطيران."""
    return any(
        page.is_word("formal_names", index) or page.tokens[index].norm.startswith("لل")
        for index in range(first + 1, last)
    )


def _names_something(page: Page, words: list[Token], taken: set[int]) -> bool:
    """Whether quoted words are a name: free words, none of them a word of deals, none a small Latin one."""
    if not words or all(len(word.norm) < _SHORTEST_WORD for word in words):
        return False
    if any(word.index in taken or not word.is_word or (word.kind == "latin" and not word.capital) for word in words):
        return False
    return not any(
        stops_name(page, word, inside=False) or page.at("nouns", word.index) or page.at("statuses", word.index)
        for word in words
    )


def _giant(page: Page, index: int) -> bool:
    """عملاق قواعد البيانات أوراكل: what stands between such a word and a known name only describes it."""
    return page.has_form("giants", index)


def _acts_behind(page: Page, opening: int, close: int | None) -> bool:
    """Whether a quote that opens a sentence is a name: somebody who acts, «كيما» تعتزم."""
    if close is None or page.sentence_of(opening).first != opening or close + 1 >= len(page.tokens):
        return False
    return any(page.at(section, close + 1) for section in ("statuses", "trigger", "source_verbs"))


def _may_gloss(page: Page, index: int, taken: set[int]) -> bool:
    token = page.tokens[index]
    return token.kind == "arabic" and index not in taken and not stops_name(page, token, inside=False)


def _ends_list(page: Page, mention: PartyMention) -> bool:
    return mention.particles.startswith("و") or page.at("joins", mention.first - 1) is not None


def _is_common(page: Page, token: Token, taken: set[int]) -> bool:
    """Whether a word between two names is taken or says something else."""
    return (
        token.index in taken
        or stops_name(page, token, inside=False)
        or any(page.at(section, token.index) for section in ("trigger", "company_words", "nouns"))
    )
