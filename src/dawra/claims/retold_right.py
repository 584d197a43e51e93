"""The right of a retold row: words of the taxonomies, each of which the summary must say."""

from collections.abc import Iterator
from typing import Final

from dawra.claims.claim import Right
from dawra.claims.retold_row import Row
from dawra.claims.spoken import spoken
from dawra.claims.taxonomy import AXES, EVENT, Taxonomy, Word, taxonomies
from dawra.errors import NotFoundError

RIGHT_COLUMNS: Final = (
    "right_mode",
    *(f"right_{axis}" for axis in AXES),
    "right_exceptions",
    "right_until_event",
)
KINDS_WITH_RIGHTS: Final = ("licence", "amendment")

_MODES: Final = {
    "exclusive": r"exclusiv\w*|\bonly\b|\balone\b|حصر\w*|وحدها|وحده|دون غير",
    "sole": r"exclusiv\w*|\bsole\w*|\bonly\b|حصر\w*|وحدها|وحده",
    "non_exclusive": r"exclusiv\w*|\bevery\b|\bany\b|حصر\w*|كل |اي ",
    "first_refusal": r"\bfirst\b|refusal|الرفض|الاولويه|اولا",
}


def right_of(row: Row, kind: str) -> Right | None:
    """The right of a row; None where no column says anything of one.

    Raises:
        TableError: a word that no taxonomy has, or a right of a kind of deal that grants none.
    """
    given = [column for column in RIGHT_COLUMNS if row.get(column)]
    if not given:
        return None
    if kind not in KINDS_WITH_RIGHTS:
        raise row.malformed(given[0], f"A right stands in a row of the kind {' or '.join(KINDS_WITH_RIGHTS)}.")
    mode = row.get("right_mode") or None
    if mode is not None:
        row.one_of("right_mode", _MODES)
        row.prove("right/mode", "right_mode", row.aligner.search(_MODES[mode]))
    scopes = {axis: tuple(_scope(row, axis)) or None for axis in AXES}
    exceptions = tuple(_exceptions(row)) or None
    return Right(mode=mode, **scopes, exceptions=exceptions, until_event=next(_scope(row, EVENT, "until_event"), None))


def _scope(row: Row, axis: str, name: str = "") -> Iterator[str]:
    column = f"right_{name or axis}"
    for item in row.items(column):
        word = _word(row, column, taxonomies()[axis], item)
        row.prove(f"right/{name or axis}", column, spoken(row.aligner, word), item)
        yield word.id


def _word(row: Row, column: str, taxonomy: Taxonomy, item: str) -> Word:
    try:
        return taxonomy[taxonomy.find(item)]
    except NotFoundError as error:
        raise row.malformed(column, str(error)) from error


def _exceptions(row: Row) -> Iterator[str]:
    """Words of any scope, else parties by their ids."""
    column = "right_exceptions"
    for item in row.items(column):
        axis = next((axis for axis in AXES if item in taxonomies()[axis]), None)
        span = row.aligner.party(item) if axis is None else spoken(row.aligner, taxonomies()[axis][item])
        row.prove("right/exceptions", column, span, item)
        yield item
