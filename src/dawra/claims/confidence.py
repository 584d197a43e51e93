"""How sure a deal is, as a chance that was fitted to scored documents: of claims at 0.7, seven in ten are deals.

A logistic function of what the grammar knows of a candidate. `python -m evaluation.calibrate` fits the weights on the
split "dev" and on the documents of `training/`, and prints the reliability on any split. The constant lies 0.25 below
the fitted one: rules know the documents that they were written against, and on those of `training/`, before any rule
had seen them, precision was 0.65 and not the 0.70 of today.
"""

from math import exp, log1p
from typing import Final

from dawra.claims.candidate import ALIKE, PURCHASES, Candidate

WEIGHTS: Final = {
    "always": -1.42,
    "roles": 1.15,
    "parties": 1.02,
    "known": 0.80,
    "weak": -0.38,
    "guessed": 0.04,
    "anaphor": -0.32,
    "money": 0.37,
    "status": 0.34,
    "told again": 0.94,
    "opens": -0.58,
    "far down": 0.12,
    "alike": -0.74,
    "purchase": -1.14,
    "build": -0.50,
    "equity": -1.57,
    "debt": -0.20,
    "acquisition": 0.12,
}
_LEAST, _MOST = 0.05, 0.97


def confidence(candidate: Candidate) -> float:
    """The chance that the document tells this deal: its kind, with a party of it."""
    total = sum(WEIGHTS[name] * value for name, value in signs_of(candidate).items())
    return round(max(_LEAST, min(_MOST, 1 / (1 + exp(-total)))), 2)


def signs_of(candidate: Candidate) -> dict[str, float]:
    """What speaks for a candidate and against it, by name; the numbers lie about between 0 and 2."""
    mentions = [mention for found in candidate.roles.values() for mention in found]
    kind = candidate.kind
    return {
        "always": 1.0,
        "roles": candidate.score / max(1, len(candidate.roles)),
        "parties": float(min(len(candidate.principals), 4)) / 2,
        "known": sum(mention.id is not None for mention in mentions) / max(1, len(mentions)),
        "weak": float(any(mention.weak for mention in mentions)),
        "guessed": float(candidate.guessed),
        "anaphor": float(any(mention.anaphor for mention in mentions)),
        "money": float(candidate.money is not None),
        "status": candidate.strength / 2,
        "told again": log1p(len(candidate.tellings)),
        "opens": float(candidate.sentence.number == 0),
        "far down": min(candidate.sentence.number, 20) / 10,
        "alike": float(kind in ALIKE),
        "purchase": float(kind in PURCHASES),
        "build": float(kind == "capacity_build"),
        "equity": float(kind == "equity_investment"),
        "debt": float(kind == "debt_financing"),
        "acquisition": float(kind == "acquisition"),
    }
