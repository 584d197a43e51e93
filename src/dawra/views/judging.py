"""Judgements on who is who, entered and told, and the pairs that wait for one."""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dawra.errors import JudgementError, UsageError
from dawra.views.who import who
from dawra.views.wording import caption, fill, number, plain, word

if TYPE_CHECKING:
    from dawra.book import Book, When

Record = Mapping[str, Any]


def judged(book: "Book", verb: str, names: tuple[str, str], because: str, when: "When") -> dict[str, Any]:
    """Enter the judgement ``merge``, ``split`` or ``undo`` on two parties, and say how they stand then.

    Raises:
        NotFoundError: nobody is called so.
        JudgementError: both are one id, or the judgement contradicts those that hold, or withdraws nothing.
    """
    if not because.strip():
        raise UsageError("--because is empty. Say what shows it: a register number, a filing, a page.")
    (left, _), (right, _) = (who(book, name, when) for name in names)
    if left == right:
        raise JudgementError(
            f"{names[0]!r} and {names[1]!r} are one party already, by name: {left}. There is nothing to judge."
        )
    if verb == "undo":
        judgement = book.undo(left, right, because=because.strip())
    else:
        judgement = book.judge(left, right, same=verb == "merge", because=because.strip())
    identities = book.identities(when)
    joined = identities.party(left) == identities.party(right)
    return {
        "judgement": judgement,
        "verb": verb,
        "one": left,
        "other": right,
        "because": because.strip(),
        "party": identities.party(left) if joined else None,
        "why": [link.to_json() for end in (left, right) for link in identities.why(end, "company")],
    }


def judged_words(record: Record, language: str) -> str:
    """What holds now, in one sentence."""
    key: str = record["verb"]
    if key == "undo":
        key = "undo_one" if record["party"] else "undo_two"
    names = {end: caption(record[end], None, language) for end in ("one", "other")}
    return plain(fill(word("party", key, language), {**names, "id": record["party"]}))


def suggested(book: "Book", name: str | None, when: "When") -> list[dict[str, Any]]:
    """The pairs that may be one party, all of them or those with one party.

    Raises:
        NotFoundError: nobody is called ``name``.
    """
    from dawra.parties.suggest import suggest  # noqa: PLC0415 - takes numpy along

    pairs = suggest(book.names(when), book.identities(when))
    if name is not None:
        party_id, _ = who(book, name, when)
        pairs = tuple(pair for pair in pairs if party_id in {pair.one, pair.other})
    return [pair.to_json() for pair in pairs]


def suggestion_rows(pairs: Sequence[Record], language: str) -> tuple[list[str], Iterator[tuple[str, ...]]]:
    """Columns and rows of a table of pairs, each with its reason in words."""
    columns = [word("party", f"column_{name}", language) for name in ("one", "other", "how")]
    return columns, ((pair["one"], pair["other"], _why(pair, language)) for pair in pairs)


def _why(pair: Record, language: str) -> str:
    one, name = pair["names"]
    score = None if pair["score"] is None else number(pair["score"])
    return plain(fill(word("party", f"how_{pair['how']}", language), {"one": one, "name": name, "score": score}))
