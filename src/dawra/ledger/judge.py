"""Entering judgements on who is who: each once, none against what holds already, each open to withdrawal."""

import json

from dawra.errors import JudgementError
from dawra.ledger.entry import SAMENESS
from dawra.ledger.writer import Writer
from dawra.parties.judgement import Contradiction, Identities, Sameness

History = list[tuple[str, Sameness]]
"""The ids of judgements, and what they say, in the order of entry."""


def judge(writer: Writer, said: Sameness) -> str:
    """Append a judgement unless it holds already, and return the id of the one that holds.

    Raises:
        JudgementError: other judgements together say the opposite.
    """
    history = _history(writer)
    current = _identities(history).between(said.left, said.right)
    if current and current.same == said.same and said.because in {"", current.because}:
        return next(judgement_id for judgement_id, one in reversed(history) if one == current)
    return _append(writer, said, history)


def withdraw(writer: Writer, said: Sameness) -> str:
    """Append the withdrawal ``said`` of the judgement that holds on its pair; the one before it holds again.

    Raises:
        JudgementError: no judgement on the two holds, or the one before is against what was judged since.
    """
    history = _history(writer)
    if _identities(history).between(said.left, said.right) is None:
        raise JudgementError(
            f"{said.left} and {said.right}: no judgement on the two holds, so there is none to undo. "
            "`dawra party NAME` shows those that hold."
        )
    return _append(writer, said, history)


def _append(writer: Writer, said: Sameness, history: History) -> str:
    known = _identities(history).contradictions
    for contradiction in _identities([*history, ("", said)]).contradictions:
        if contradiction not in known:
            raise JudgementError(_against(contradiction))
    last = next((judgement_id for judgement_id, one in reversed(history) if one.pair == said.pair), None)
    return writer.judge(SAMENESS, {**said.to_json(), "replaces": last})


def _against(found: Contradiction) -> str:
    """What contradicts what, and the way out."""
    merges = "; ".join(_words(merge) for merge in found.merges)
    return f"{_words(found.split)}; yet {merges}. Undo one of these first: `dawra party undo A B --because …`."


def _words(judgement: Sameness) -> str:
    verb = "is" if judgement.same else "is not"
    because = f" ({judgement.because})" if judgement.because else ""
    return f"{judgement.left} {verb} {judgement.right}{because}"


def _identities(history: History) -> Identities:
    return Identities(said for _, said in history)


def _history(writer: Writer) -> History:
    return [(judgement_id, Sameness.from_json(json.loads(text))) for judgement_id, text in writer.judged(SAMENESS)]
