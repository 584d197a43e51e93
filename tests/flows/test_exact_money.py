"""R10: money is counted in whole minor units: no float, the same sum in any order, and never across currencies."""

import ast
import random
from collections import defaultdict
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final

import pytest
from tests.strategies import leg

from dawra.errors import InputError
from dawra.flows import Leg, network
from dawra.flows.totals import totals

ROOMS: Final = ("values", "ledger", "flows")
SOURCE: Final = Path(__file__).parents[2] / "src" / "dawra"
TO_JSON: Final = ("to_json", "to_number")
"""Where a number leaves for JSON, it may become what JSON has."""


@pytest.mark.parametrize("path", [path for room in ROOMS for path in sorted((SOURCE / room).rglob("*.py"))], ids=str)
def test_no_float_comes_near_money(path: Path) -> None:
    """In the rooms that hold and move money nothing is a float, and only fractions are divided."""
    assert list(_inexact(ast.parse(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("code", ["float(x)", "x * 0.5", "x / 2", "x /= 2", "def f() -> int:\n    return round(x / 2)"])
def test_a_float_would_be_found(code: str) -> None:
    """The search finds each way to one."""
    assert list(_inexact(ast.parse(code)))


def test_a_sum_is_the_same_in_any_order(soak: Callable[[int, int], int]) -> None:
    """Amounts from cents to the largest there are: floats would lose the cents."""
    chance = random.Random(10)  # noqa: S311 - no secret
    legs = [leg("A", "B", chance.randrange(1, 10 ** chance.randrange(1, 20))) for _ in range(40)]
    expected = sum(int(str(one.point)) for one in legs)
    assert sum(float(one.point) for one in legs) != expected
    for _ in range(soak(1000, 10_000)):
        chance.shuffle(legs)
        (pair,) = network(legs).pairs
        assert (pair.low, pair.point, pair.high) == (expected, expected, expected)


def test_no_currency_is_added_to_another(soak: Callable[[int, int], int]) -> None:
    """A party's totals stand apart by currency, and a network of two is refused."""
    chance = random.Random(11)  # noqa: S311 - no secret
    for _ in range(soak(100, 1000)):
        codes = chance.sample(("USD", "EUR", "SAR", "KWD", "JPY"), 3)
        legs = [leg("A", "B", chance.randrange(10**6), currency=chance.choice(codes)) for _ in range(20)]
        assert {one.currency: one.amount for one in totals(legs, {one.deal: "A" for one in legs})} == _by_currency(legs)
        if len({one.currency for one in legs}) > 1:
            with pytest.raises(InputError, match="--currency"):
                network(legs)


def _by_currency(legs: list[Leg]) -> dict[str, int]:
    sums: dict[str, int] = defaultdict(int)
    for one in legs:
        sums[one.currency] += one.point
    return dict(sums)


def _inexact(tree: ast.Module) -> Iterator[str]:
    """Every use of a float that is no mere word of a type, and every division of what need not be a fraction."""
    spared = {id(node) for part in _spared(tree) for node in ast.walk(part)}
    fractions = any(isinstance(node, ast.ImportFrom) and node.module == "fractions" for node in ast.walk(tree))
    for node in ast.walk(tree):
        named = isinstance(node, ast.Name) and node.id == "float"
        written = isinstance(node, ast.Constant) and isinstance(node.value, float)
        divided = isinstance(node, ast.BinOp | ast.AugAssign) and isinstance(node.op, ast.Div) and not fractions
        if id(node) not in spared and (named or written or divided):
            yield f"line {node.lineno}: {ast.unparse(node)}"  # type: ignore[attr-defined]  # expressions have lines


def _spared(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef):
            if node.name in TO_JSON:
                yield node
            if node.returns:
                yield node.returns
        elif isinstance(node, ast.arg | ast.AnnAssign) and node.annotation:
            yield node.annotation
        elif isinstance(node, ast.Call) and ast.unparse(node.func) == "isinstance":
            yield node.args[1]
