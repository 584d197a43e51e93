"""Two readings of one document compared, line by line, for a terminal or a pipe."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from dawra.views.reading import Line
from dawra.views.wording import deal_sentence, fact_sentence, fill, join, visible, word

Record = Mapping[str, Any]


def comparison_lines(record: Record, language: str) -> Iterator[Line]:
    """What both readers found and where they differ, then what only one found.

    ``record`` is a document result with ``other`` and ``comparison``.
    """
    names = [_name(record["reader"]), _name(record["other"]["reader"])]
    yield Line()
    yield Line(visible(fill(word("comparison", "title", language), {"reader": names[1]})), "title")
    for what, say in (("deals", deal_sentence), ("facts", fact_sentence)):
        yield from _pairs(record, what, say, language)
    alone = (record["comparison"]["only_one"], record["comparison"]["only_other"])
    for name, ids, reading in zip(names, alone, (record, record["other"]), strict=True):
        yield from _alone(ids, reading, name, language)


def _pairs(record: Record, what: str, say: Callable[[Record, str], str], language: str) -> Iterator[Line]:
    claims = {claim["id"]: claim for claim in record[what]}
    for pair in record["comparison"][what]:
        fields = join([word("field", name, language) for name in pair["differing"]], language)
        differs = fill(word("comparison", "differs", language), {"fields": fields})
        verdict = differs if pair["differing"] else word("comparison", "same", language)
        yield Line(visible(f"{say(claims[pair['one']], language)} ({verdict})"), depth=1)


def _alone(ids: Sequence[str], reading: Record, name: str, language: str) -> Iterator[Line]:
    only = fill(word("comparison", "one", language), {"reader": name})
    for claim in reading["deals"]:
        if claim["id"] in ids:
            yield Line(visible(f"{deal_sentence(claim, language)} ({only})"), depth=1)
    for claim in reading["facts"]:
        if claim["id"] in ids:
            yield Line(visible(f"{fact_sentence(claim, language)} ({only})"), depth=1)


def _name(reader: Mapping[str, str]) -> str:
    return f"{reader['name']} {reader['version']}"
