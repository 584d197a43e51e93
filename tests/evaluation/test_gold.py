"""Every gold record of the corpus and of the training documents keeps to the deal schema and quotes its text."""

import runpy
from pathlib import Path

import pytest

EVALUATION = Path(__file__).parents[2] / "evaluation"
GOLD = sorted(EVALUATION.glob("*/*/*.json"))
FAULTS = runpy.run_path(str(EVALUATION / "gold.py"))["faults"]


@pytest.mark.parametrize("path", GOLD, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_gold_keeps_to_the_schema(path: Path) -> None:
    """An annotator's slip must not count as one of the reader."""
    assert list(FAULTS(path)) == []


def test_no_document_stands_in_corpus_and_training() -> None:
    """What was learned from is never scored."""
    names = [path.stem for path in GOLD]
    assert sorted(names) == sorted(set(names))
