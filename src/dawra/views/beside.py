"""What stands beside the figures of a window and in none of them: what is due, goes back, or has no date."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from dawra.flows import Leg, Network, Pair, in_currency, network
from dawra.values import Rates, to_number
from dawra.views.results import notice_records


def beside_result(net: Network, owed: Sequence[Leg] | None, *, rates: Rates) -> dict[str, Any]:
    """``{returns, undated, due}`` of ``dawra circles --json``, amounts in currency units.

    ``net`` is that of the figures; ``owed`` are the legs of contracts in force, converted to its currency by
    ``rates``. ``due`` is null where nothing was asked to be paid by a day.
    """
    return {
        "returns": _pairs(net.returns, net.currency),
        "undated": [
            {
                "from": leg.from_party,
                "to": leg.to_party,
                "amount": to_number(leg.point, leg.currency),
                "deal": leg.deal,
            }
            for leg in net.undated
        ],
        "due": None if owed is None else _due(owed, net.window, net.currency or _commonest(owed), rates),
    }


def _due(
    owed: Sequence[Leg], window: tuple[date | None, date | None], currency: str | None, rates: Rates
) -> dict[str, Any]:
    """Cash among the parties that was due in the window, in all and by pair."""
    kept, notices = in_currency(owed, currency, rates) if currency else ([], ())
    net = network(kept, start=window[0], end=window[1], currency=currency)
    amount = sum(pair.point for pair in net.pairs)
    return {
        "until": window[1].isoformat() if window[1] else None,
        "currency": currency,
        "amount": to_number(amount, currency) if currency else 0,
        "legs": _pairs(net.pairs, currency),
        "notices": notice_records([*notices, *net.notices], currency),
    }


def _pairs(pairs: Iterable[Pair], currency: str | None) -> list[dict[str, Any]]:
    return [
        {
            "from": pair.from_party,
            "to": pair.to_party,
            "amount": to_number(pair.point, currency) if currency else pair.point,
            "deals": list(pair.deals),
        }
        for pair in pairs
    ]


def _commonest(legs: Iterable[Leg]) -> str | None:
    codes = Counter(leg.currency for leg in legs)
    return min(codes, key=lambda code: (-codes[code], code), default=None)
