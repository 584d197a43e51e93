"""Results of the contract's shapes, small enough to read, and a way to run the command line."""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from dawra.views.cli import main

SUMMARY = "Nvidia announced that it puts up to $100 billion into OpenAI. Nothing is signed."
ARABIC = "وقّعت أوبن إيه آي عقدًا مع أوراكل بقيمة 300 مليار دولار."


def amount(low: float | None, high: float | None, qualifier: str = "exact", per: str = "total") -> dict[str, Any]:
    """An amount record in dollars."""
    return {"low": low, "high": high, "currency": "USD", "per": per, "qualifier": qualifier, "text": ""}


def deal(number: int, kind: str, parties: list[tuple[str, str]], **fields: object) -> dict[str, Any]:
    """A deal as ``dawra deals --json`` gives it, told by one document."""
    document = {
        "id": f"{number:064d}",
        "kind": "article",
        "language": "en",
        "title": None,
        "url": f"https://example.org/{number}",
        "publisher": "Example News",
        "published": "2025-09-22",
        **_own(fields, "document"),
    }
    record: dict[str, Any] = {
        "id": f"{number:032d}",
        "known": "2025-09-22",
        "kind": kind,
        "parties": [{"role": role, "id": party, "name": party} for role, party in parties],
        "amount": None,
        "term": None,
        "products": [],
        "percent": None,
        "shares": None,
        "conditions": [],
        "status": "signed",
        "date": "2025-09",
        "belief": 0.8,
        "conflicts": [],
        **fields,
    }
    claim = {
        "id": record["id"],
        "known": record["known"],
        "status": record["status"],
        "date": record["date"],
        "amount": record["amount"],
        "document": document,
    }
    record["evidence"] = [
        {**item, "claim": record["id"], "document": document["id"]} for item in record.get("evidence", [])
    ]
    return {**record, "claims": [claim]}


def _own(fields: dict[str, object], name: str) -> dict[str, Any]:
    found = fields.pop(name, {})
    assert isinstance(found, dict)
    return found


def evidence(text: str, field: str, words: str) -> dict[str, Any]:
    """Where ``words`` stand in ``text``."""
    start = text.index(words)
    return {"field": field, "start": start, "end": start + len(words), "text": words}


@pytest.fixture
def deals() -> dict[str, Any]:
    """Three deals that close a circle, one without an amount, one called off."""
    return {
        "query": {"as_of": "2025-12-17", "known": None, "level": "group"},
        "deals": [
            deal(
                1,
                "equity_investment",
                [("investor", "nvidia"), ("investee", "openai")],
                amount=amount(None, 100e9, "up_to"),
                status="announced",
                conditions=["non_binding"],
                evidence=[
                    evidence(SUMMARY, "amount", "up to $100 billion"),
                    evidence(SUMMARY, "kind", "puts"),
                ],
                document={"kind": "retold"},
            ),
            deal(
                2,
                "compute_purchase",
                [("customer", "openai"), ("provider", "oracle")],
                amount=amount(300e9, 300e9),
                term={"years": 5, "start": "2027", "end": None},
                evidence=[evidence(ARABIC, "amount", "300 مليار دولار")],
                document={"language": "ar"},
            ),
            deal(
                3,
                "chip_purchase",
                [("customer", "oracle"), ("supplier", "nvidia")],
                amount=amount(40e9, 40e9, "about"),
                status="completed",
            ),
            deal(4, "partnership", [("partner", "openai"), ("partner", "microsoft")]),
            deal(
                5,
                "acquisition",
                [("acquirer", "nvidia"), ("target", "arm")],
                amount=amount(40e9, 40e9),
                status="terminated",
            ),
        ],
    }


@pytest.fixture
def circles() -> dict[str, Any]:
    """What ``dawra circles --json`` says of them."""
    legs = [("nvidia", "openai", 100e9, 1), ("openai", "oracle", 300e9, 2), ("oracle", "nvidia", 40e9, 3)]
    steps = [
        {"from": payer, "to": payee, "amount": sum_, "deals": [f"{number:032d}"]} for payer, payee, sum_, number in legs
    ]
    party = {"net": 0, "circulation": 40e9, "range": [40e9, 40e9]}
    return {
        "currency": "USD",
        "view": "announced",
        "window": None,
        "gross": 440e9,
        "minimum_notional": 260e9,
        "excess": 180e9,
        "bilateral": 0,
        "circulation": 120e9,
        "ratio": 120 / 440,
        "ranges": {"gross": [340e9, "unbounded"], "circulation": [0, 132e9], "ratio": [0, 0.3]},
        "parties": [
            {"id": "nvidia", "in": 40e9, "out": 100e9, **party},
            {"id": "openai", "in": 100e9, "out": 300e9, **party},
            {"id": "oracle", "in": 300e9, "out": 40e9, **party, "range": None},
        ],
        "without_amount": [f"{4:032d}"],
        "cycles": [{"parties": ["nvidia", "openai", "oracle"], "value": 40e9, "legs": steps, "deals": []}],
        "cycles_complete": True,
        "notices": [
            {"code": "outside", "count": 2, "amount": 5e9, "names": []},
            {"code": "brand-new", "count": 1, "amount": None, "names": ["x"]},
        ],
    }


@pytest.fixture
def texts() -> dict[str, str]:
    """The texts behind the first two deals."""
    return {f"{1:064d}": SUMMARY, f"{2:064d}": ARABIC}


@dataclass(frozen=True)
class Ran:
    """What a command left: its exit code and both streams."""

    code: int
    out: str
    err: str


@pytest.fixture
def dawra(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Ran]:
    """Run the command line in this process, as a user would in a pipe."""

    def run(*words: object) -> Ran:
        monkeypatch.setattr(sys, "argv", ["dawra", *map(str, words)])
        capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            main()
        code = ended.value.code
        streams = capsys.readouterr()
        return Ran(code if isinstance(code, int) else 0, streams.out, streams.err)

    return run
