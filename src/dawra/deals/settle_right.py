"""What a deal allows, by all claims on it: each of its fields settled by itself.

One source tells of the mode, another of what is excepted; together they say both. What two say differently is the
better supported value; the other stays in sight in its claim.
"""

from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from typing import Any

from dawra.claims import DealClaim, Right
from dawra.deals.figures import Voiced, settle_value, statements


def settle_right(told: Sequence[Voiced]) -> Right | None:
    """The right of a deal; None where no claim speaks of one."""
    if not any(one.claim.claim.right for one in told):
        return None
    names = [field.name for field in fields(Right)]
    values = {name: settle_value(f"right/{name}", statements(told, _get(name)), _itself, _itself)[0] for name in names}
    return Right(**values)


def _get(name: str) -> Callable[[DealClaim], Any]:
    def get(claim: DealClaim) -> Any:  # noqa: ANN401 - any field of a right
        return getattr(claim.right, name, None)

    return get


def _itself(value: Hashable) -> Any:  # noqa: ANN401 - a value that is its own key
    return value
