"""What was learned between two moments, line by line."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

from dawra.deals import Deal, Difference
from dawra.views.field_words import SHORT
from dawra.views.history_page import change_words
from dawra.views.reading import Line
from dawra.views.wording import counted, date_words, deal_sentence, fill, join, plain, sentence_case, visible, word


def difference_lines(found: Difference, axis: str, ends: Mapping[str, str], language: str) -> Iterator[Line]:
    """``axis`` is the time that is compared: ``as_of``, ``known`` or ``recorded``; ``ends`` are its two values."""
    changed = [(deal, list(group)) for deal, group in groupby(found.changed, key=lambda learned: learned.deal)]
    named = {name: _say(axis, language, date=date_words(end, language)) for name, end in ends.items()}
    counts = {"new": found.new, "gone": found.gone, "changed": changed}
    sizes = {name: counted(len(some), "deal", language) for name, some in counts.items()}
    yield Line(_say("summary", language, **named, **sizes), "title")
    if not (found.new or found.gone or changed or found.merged or found.split):
        yield Line(_say("nothing", language))
    yield from _listed("new", found.new, language)
    yield from _listed("gone", found.gone, language)
    if changed:
        yield Line(_say("changed", language), "plain")
    for deal, learned in changed:
        yield Line(_deal(deal, language), "deal", 1)
        for one in learned:
            publishers = [claim.source.publisher or claim.source.url or "" for claim in one.claims]
            yield Line(_change(one.change.to_json(), publishers, language), depth=2)
    for key, several in (("merged", found.merged), ("split", found.split)):
        for joined in several:
            parts = ", ".join(part[:SHORT] for part in joined.parts)
            yield Line(_say(key, language, whole=joined.whole[:SHORT], parts=parts), "deal")


def _listed(key: str, deals: Iterable[Deal], language: str) -> Iterator[Line]:
    for place, deal in enumerate(deals):
        if not place:
            yield Line(_say(key, language), "plain")
        yield Line(_deal(deal, language), "deal", 1)


def _deal(deal: Deal, language: str) -> str:
    sentence = sentence_case(plain(deal_sentence(deal.to_json(), language)))
    return visible(f"{deal.id[:SHORT]} · {sentence} · {word('status', deal.status, language)}")


def _change(change: Mapping[str, Any], publishers: Sequence[str], language: str) -> str:
    words = change_words(change, language)
    names = list(dict.fromkeys(filter(None, publishers)))
    return _say("brought", language, change=words, publishers=join(names, language)) if names else words


def _say(key: str, language: str, **slots: str | None) -> str:
    return visible(fill(word("difference", key, language), slots))
