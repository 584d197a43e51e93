"""The finding of `significance` as JSON: amounts in currency units, chances as plain numbers."""

from collections.abc import Sequence
from typing import Any

from dawra.analyses import Compared, Met, Significance
from dawra.analyses.chance.p_values import QUANTILES
from dawra.analyses.chance.stub_matching import StubMatching
from dawra.flows import Notice
from dawra.views.results import listed, notice_records, number, rates, window


def significance_result(
    found: Significance,
    *,
    level: str | None = None,
    without_amount: Sequence[str] = (),
    notices: Sequence[Notice] = (),
) -> dict[str, Any]:
    """What ``dawra significance --json`` prints.

    ``without_amount`` are deals that name no amount and so have no leg; ``notices`` come before the finding's
    own. ``level`` is that of a ledger's parties, None for a table's.
    """
    code = found.currency
    return {
        "currency": code,
        "view": found.view,
        "level": level,
        "window": window(found.window),
        "graph": found.graph,
        "null": found.null,
        "draws": found.draws,
        "seed": found.seed,
        "parties": found.parties,
        "legs": dict(found.legs),
        "stated": dict(found.stated),
        "graphs": dict(found.graphs),
        "statistics": {one.statistic: _compared(one, code if one.amounts else None) for one in found.statistics},
        "pairs": [_met(met, code) for met in found.met],
        "stub_matching": found.stub_matching and _stub_matching(found.stub_matching),
        "without_amount": listed(found.without_amount, without_amount),
        "rates": rates(found.converted),
        "notices": notice_records([*notices, *found.notices], code),
    }


def _compared(one: Compared, code: str | None) -> dict[str, Any]:
    """``currency`` is null where the statistic is a count; ``count`` where the networks were not listed."""
    value = one.p_value
    return {
        "observed": number(value.observed, code),
        "p": float(value.p),
        "interval": list(value.interval),
        "q": float(one.q),
        "resolution": float(value.resolution),
        "mean": number(float(value.mean), code),
        "quantiles": {
            f"{float(share):g}": number(at, code) for share, at in zip(QUANTILES, value.quantiles, strict=True)
        },
        "method": "exact" if value.exact else "sampled",
        "count": one.count,
        "compared": value.compared,
        "as_large": value.as_large,
        "currency": code,
    }


def _met(met: Met, code: str | None) -> dict[str, Any]:
    return {
        "financier": met.financier,
        "customer": met.customer,
        "financed": number(met.financed, code),
        "paid": number(met.paid, code),
        "both": number(met.both, code),
        "deals": list(met.deals),
    }


def _stub_matching(claim: StubMatching) -> dict[str, Any]:
    return {
        "statistic": "pairs",
        "observed": claim.observed,
        "legs": claim.legs,
        "kept": float(claim.kept),
        "loops_lost": float(claim.loops),
        "mean": float(claim.mean),
        "variance": float(claim.variance),
        "z": claim.z,
        "p": claim.p,
        "method": "exact" if claim.draws is None else "sampled",
        "draws": claim.draws,
    }
