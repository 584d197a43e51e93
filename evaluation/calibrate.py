"""How far a deal's `confidence` can be taken at its word, and the weights that make it so.

    python -m evaluation.calibrate --split test   the reliability table and the expected calibration error
    python -m evaluation.calibrate --fit          weights for `dawra.claims.confidence`, to be written there by hand

A deal is right where the scorer pairs it with one of the gold, core or not. The weights are fitted on the split "dev"
and on `training/`; the split "test" only checks them.
"""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import numpy.typing as npt

from dawra.claims.build import build_claim
from dawra.claims.confidence import confidence, signs_of
from dawra.claims.read import tell
from dawra.documents import load
from evaluation import score

Numbers = npt.NDArray[np.float64]

BINS = 5
"""Bins of equal width: a claim at 0.7 stands in the fourth."""
PENALTY = 1.0
STEPS = 30


def main() -> int:
    """Print the table, or the weights."""
    parser = argparse.ArgumentParser(description="Check or fit the confidence of deals.")
    parser.add_argument("--split", choices=("dev", "test", "training"), default="test")
    parser.add_argument("--fit", action="store_true", help="print weights fitted on dev and training")
    options = parser.parse_args()
    if options.fit:
        for name, weight in fit([*documents("dev"), *documents("training")]).items():
            print(f'    "{name}": {weight:.2f},')
        return 0
    found = [(sure, right) for path in documents(options.split) for sure, right, _ in judged(path)]
    print_table(options.split, found)
    return 0


def documents(split: str) -> list[Path]:
    """The text files of a split of the corpus, or those of `training`."""
    if split != "training":
        return [path for language in score.LANGUAGES for path in score.documents(language, split)]
    return [path for language in score.LANGUAGES for path in sorted((score.HERE / split / language).glob("*.txt"))]


def judged(path: Path) -> Iterator[tuple[float, bool, dict[str, float]]]:
    """Each deal that is read in a document: how sure it is, whether the gold has it, and its signs."""
    gold = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))["deals"]
    scene, _, deals = tell(load(path))
    records = [build_claim(scene.page, deal).to_json() for deal in deals]
    right = set(score.best_pairs(gold, records, score.deal_likeness).values())
    for number, deal in enumerate(deals):
        yield confidence(deal), number in right, signs_of(deal)


def fit(paths: list[Path]) -> dict[str, float]:
    """Logistic regression by Newton's method, with a penalty on the squares of all weights but the constant."""
    rows = [(right, signs) for path in paths for _, right, signs in judged(path)]
    names = list(rows[0][1])
    table: Numbers = np.array([[signs[name] for name in names] for _, signs in rows])
    answers: Numbers = np.array([right for right, _ in rows], np.float64)
    penalty = np.diag([0.0 if name == "always" else PENALTY for name in names])
    weights: Numbers = np.zeros(len(names))
    for _ in range(STEPS):
        chances = 1 / (1 + np.exp(-table @ weights))
        slope = table.T @ (chances - answers) + penalty @ weights
        curve = (table * (chances * (1 - chances))[:, None]).T @ table + penalty
        weights -= np.linalg.solve(curve, slope)
    return dict(zip(names, weights.tolist(), strict=True))


def print_table(split: str, found: list[tuple[float, bool]]) -> None:
    """How many claims each bin holds, how sure they are on average, and how many of them are right."""
    sure: Numbers = np.array([chance for chance, _ in found])
    right: Numbers = np.array([hit for _, hit in found], np.float64)
    places = np.minimum((sure * BINS).astype(int), BINS - 1)
    error = 0.0
    print(f"split {split}: {len(found)} deals\n{'confidence':<12}{'deals':>8}{'mean':>8}{'right':>8}")
    for place in range(BINS):
        here = places == place
        if here.any():
            error += float(here.mean()) * abs(float(sure[here].mean() - right[here].mean()))
            span = f"{place / BINS:.1f}-{(place + 1) / BINS:.1f}"
            print(f"{span:<12}{here.sum():>8}{sure[here].mean():>8.2f}{right[here].mean():>8.2f}")
    print(f"expected calibration error {error:.3f}")


if __name__ == "__main__":
    sys.exit(main())
