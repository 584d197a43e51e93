"""How exactly a number was written, hence which sums it leaves possible (ledger rules, "Compatible").

A written number stands for ± half a unit of its last written digit: "10bn" is [9.5bn, 10.5bn], "14.2bn" is
[14.15bn, 14.25bn]. "About" means at least ± 10 %.
"""

import re
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from itertools import product

from dawra.values import Amount, minor_units

_MAGNITUDES = tuple(Decimal(10) ** power for power in (12, 9, 6, 3, 0))
_NUMBER = re.compile(r"\d[\d.,٫٬،]*")
_TENTH = 10


@lru_cache(maxsize=65536)
def possible(amount: Amount) -> tuple[int, int | None]:
    """The least and the greatest sum (minor units) that the wording leaves possible; None: no limit."""
    about = amount.qualifier == "about"
    low, high = amount.low, amount.high
    least = 0 if low is None else low - max(_half_unit(amount, low), low // _TENTH if about else 0)
    most = None if high is None else high + max(_half_unit(amount, high), high // _TENTH if about else 0)
    return max(least, 0), most


def _half_unit(amount: Amount, minor: int) -> int:
    scale = minor_units(amount.currency)
    return int(last_digit(Decimal(minor) / scale, amount.text) * scale) // 2


def last_digit(value: Decimal, text: str) -> Decimal:
    """What one unit of the last written digit of ``value`` is worth, in currency units.

    ``text`` is the wording. A number in words counts as one significant digit. Without a wording that holds
    the number, it counts as written in the largest of thousand, million, billion and trillion.
    """
    if not value:
        return Decimal(0)
    for token in _NUMBER.findall(text):
        for digits, decimals in _readings(token):
            if any(digits * magnitude == value for magnitude in _MAGNITUDES):
                return (value / digits).scaleb(-decimals)
    if text and not re.search(r"\d", text):
        return Decimal(1).scaleb(value.adjusted())
    magnitude = next((size for size in _MAGNITUDES if size <= value), Decimal(1))
    exponent = (value / magnitude).normalize().as_tuple().exponent
    return magnitude.scaleb(min(int(exponent), 0))


def _readings(token: str) -> list[tuple[Decimal, int]]:
    """Each number that the token can mean, with its decimals: a comma may group digits or start decimals."""
    plain = token.strip(".,٫٬،").translate(str.maketrans("٫٬،", ".,,"))
    found = []
    for comma, point in product(("", "."), ("", ".")):
        text = plain.replace(".", "·").replace(",", comma).replace("·", point)
        try:
            number = Decimal(text)
        except InvalidOperation:
            continue
        if number:
            found.append((number, len(text.partition(".")[2])))
    return sorted(found, key=lambda reading: reading[1])
