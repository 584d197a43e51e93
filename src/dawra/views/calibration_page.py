"""The scores of belief and status probabilities, as rows of a table and as settings to paste."""

from collections.abc import Iterator, Mapping
from typing import Any

from dawra.views.wording import counted, fill, number, plain, word


def calibration_columns(language: str) -> list[str]:
    """The header of `calibration_rows`."""
    names = ("what", "count", "forecast", "observed", "brier")
    return [word("calibration", f"column_{name}", language) for name in names]


def calibration_rows(found: Mapping[str, Any], language: str) -> Iterator[tuple[str, ...]]:
    """Belief, then its classes of origins; the statuses together, then each that was scored."""
    yield _row(word("calibration", "belief", language), found["belief"], language)
    for one in found["origins"]:
        yield _row(word("calibration", f"class_{one['kind']}", language), one, language)
    yield _row(word("calibration", "status", language), found["status"], language)
    for one in found["statuses"]:
        if one["count"]:
            yield _row(word("status", one["status"], language), one, language)


def outcome_words(deals: Mapping[str, int], language: str) -> str:
    """How many deals came about, did not, and are open."""
    counts = {name: counted(count, "deal", language) for name, count in deals.items()}
    return plain(fill(word("calibration", "outcomes", language), counts))


def settings_lines(found: Mapping[str, Any], language: str) -> Iterator[str]:
    """Suggested rates as a piece of ``dawra.toml``; what has no case, or would prove nothing, is a remark."""
    yield f"# {word('calibration', 'suggested', language)}"
    yield "[reliability]"
    for one in found["origins"]:
        if one["suggested"] is None:
            yield f"# {one['kind']}: {word('calibration', 'nothing', language)}"
        elif one["count"]:
            yield f"{one['kind']} = {one['suggested']}{_remark(one, language)}"
    yield "[status]"
    for one in found["statuses"]:
        if one["count"]:
            yield f"{one['status']} = {one['suggested']}{_remark(one, language)}"


def _row(name: str, score: Mapping[str, Any], language: str) -> tuple[str, ...]:
    figures = ["" if score[key] is None else number(score[key]) for key in ("forecast", "observed", "brier")]
    count = number(score["count"])
    return name, f"{count} ({word('calibration', 'few', language)})" if score["few"] else count, *figures


def _remark(score: Mapping[str, Any], language: str) -> str:
    if not score["few"]:
        return ""
    said = fill(word("calibration", "too_few", language), {"cases": counted(score["count"], "case", language)})
    return f"  # {plain(said)}"
