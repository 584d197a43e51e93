"""Who stands behind a deal, in one line and in figures."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from dawra.views.wording import caption, counted, fill, join, number, plain, word

_KINDS: Final = ("agency", "other", "party")


def voices_words(origins: Sequence[Mapping[str, Any]], language: str) -> str:
    """``2 agencies and a party's own word``; ``one agency, denied by a party``."""
    said = _counted([origin["kind"] for origin in origins if not origin["denies"]], "voice", language)
    denied = _counted([origin["kind"] for origin in origins if origin["denies"]], "denier", language)
    key = "both" if said and denied else "denied" if denied else "said"
    return plain(fill(word("voices", key, language), {"said": said, "denied": denied}))


def _counted(kinds: Sequence[str], noun: str, language: str) -> str:
    # What is "other" beside an agency is a mere source where it stands alone.
    names = {kind: f"{noun}_{kind}" for kind in _KINDS}
    if set(kinds) == {"other"}:
        names["other"] = f"{noun}_alone"
    counts = Counter(kinds)
    return join([counted(counts[kind], names[kind], language) for kind in _KINDS if counts[kind]], language)


def odds_columns(language: str) -> list[str]:
    """The header of `odds_rows`."""
    return [word("odds", f"column_{name}", language) for name in ("origin", "says", "factor", "odds")]


def odds_rows(deal: Mapping[str, Any], language: str) -> Iterator[tuple[str, str, str, str]]:
    """How belief comes about: the prior odds, each origin's factor with the odds after it, the probability."""
    odds = deal["prior"] / (1 - deal["prior"])
    yield word("odds", "before", language), "", "", number(odds)
    names = {origin["id"]: origin["name"] for origin in deal["origins"]}
    for factor in deal["odds"]:
        odds *= factor["factor"]
        says = word("odds", "denies" if factor["denies"] else "says", language)
        yield caption(factor["origin"], names[factor["origin"]], language), says, number(factor["factor"]), number(odds)
    yield word("odds", "belief", language), "", "", number(deal["belief"])
