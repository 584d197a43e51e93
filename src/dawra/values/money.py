"""Exact money: integers of minor units, each with its currency; never a float, never a sum across currencies."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final, Self

QUALIFIERS: Final = ("exact", "about", "up_to", "at_least", "more_than", "less_than", "range")
PERS: Final = ("total", "year", "quarter", "month")

# ISO 4217: the active codes of countries, and how many decimals the minor unit has where it is not two.
CURRENCIES: Final = frozenset(
    [
        "AED",
        "AFN",
        "ALL",
        "AMD",
        "AOA",
        "ARS",
        "AUD",
        "AWG",
        "AZN",
        "BAM",
        "BBD",
        "BDT",
        "BGN",
        "BHD",
        "BIF",
        "BMD",
        "BND",
        "BOB",
        "BRL",
        "BSD",
        "BTN",
        "BWP",
        "BYN",
        "BZD",
        "CAD",
        "CDF",
        "CHF",
        "CLP",
        "CNY",
        "COP",
        "CRC",
        "CUP",
        "CVE",
        "CZK",
        "DJF",
        "DKK",
        "DOP",
        "DZD",
        "EGP",
        "ERN",
        "ETB",
        "EUR",
        "FJD",
        "FKP",
        "GBP",
        "GEL",
        "GHS",
        "GIP",
        "GMD",
        "GNF",
        "GTQ",
        "GYD",
        "HKD",
        "HNL",
        "HTG",
        "HUF",
        "IDR",
        "ILS",
        "INR",
        "IQD",
        "IRR",
        "ISK",
        "JMD",
        "JOD",
        "JPY",
        "KES",
        "KGS",
        "KHR",
        "KMF",
        "KPW",
        "KRW",
        "KWD",
        "KYD",
        "KZT",
        "LAK",
        "LBP",
        "LKR",
        "LRD",
        "LSL",
        "LYD",
        "MAD",
        "MDL",
        "MGA",
        "MKD",
        "MMK",
        "MNT",
        "MOP",
        "MRU",
        "MUR",
        "MVR",
        "MWK",
        "MXN",
        "MYR",
        "MZN",
        "NAD",
        "NGN",
        "NIO",
        "NOK",
        "NPR",
        "NZD",
        "OMR",
        "PAB",
        "PEN",
        "PGK",
        "PHP",
        "PKR",
        "PLN",
        "PYG",
        "QAR",
        "RON",
        "RSD",
        "RUB",
        "RWF",
        "SAR",
        "SBD",
        "SCR",
        "SDG",
        "SEK",
        "SGD",
        "SHP",
        "SLE",
        "SOS",
        "SRD",
        "SSP",
        "STN",
        "SYP",
        "SZL",
        "THB",
        "TJS",
        "TMT",
        "TND",
        "TOP",
        "TRY",
        "TTD",
        "TWD",
        "TZS",
        "UAH",
        "UGX",
        "USD",
        "UYU",
        "UZS",
        "VES",
        "VND",
        "VUV",
        "WST",
        "XAF",
        "XCD",
        "XOF",
        "XPF",
        "YER",
        "ZAR",
        "ZMW",
        "ZWG",
    ]
)
_DECIMALS: Final = {
    **dict.fromkeys(
        [
            "BIF",
            "CLP",
            "DJF",
            "GNF",
            "ISK",
            "JPY",
            "KMF",
            "KRW",
            "PYG",
            "RWF",
            "UGX",
            "VND",
            "VUV",
            "XAF",
            "XOF",
            "XPF",
        ],
        0,
    ),
    **dict.fromkeys(["BHD", "IQD", "JOD", "KWD", "LYD", "OMR", "TND"], 3),
}
LARGEST: Final = 10**18
"""No single amount of the world's economy comes near this many units; what claims more is a misreading."""


def minor_units(currency: str) -> int:
    """How many minor units one unit of ``currency`` has; ``ValueError`` for an unknown currency."""
    if currency not in CURRENCIES:
        raise ValueError(f"unknown currency {currency!r}: write an ISO 4217 code such as USD or SAR")
    return int(10 ** _DECIMALS.get(currency, 2))


def to_minor(units: Decimal, currency: str) -> int:
    """Currency units as whole minor units, half a minor unit rounded to even."""
    if not units.is_finite() or abs(units) > LARGEST:
        raise ValueError(f"{units} is no amount of money")
    return int((units * minor_units(currency)).to_integral_value())


def to_number(minor: int, currency: str) -> int | float:
    """Minor units as the plain number of currency units that JSON carries, whole wherever it is whole."""
    scale = minor_units(currency)
    return minor // scale if minor % scale == 0 else minor / scale


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """What a document says of a sum.

    ``low`` and ``high`` are minor units; None means open on that side. ``per`` says what period the sum is for.
    ``text`` is the wording as written, from which the written precision follows.
    """

    low: int | None
    high: int | None
    currency: str
    per: str = "total"
    qualifier: str = "exact"
    text: str = ""

    def __post_init__(self) -> None:
        minor_units(self.currency)
        if self.per not in PERS or self.qualifier not in QUALIFIERS:
            raise ValueError(f"unknown period or qualifier: {self.per!r}, {self.qualifier!r}")
        if min(self.low or 0, self.high or 0) < 0:
            raise ValueError("an amount of money is not negative")
        low_open = self.qualifier in {"up_to", "less_than"}
        high_open = self.qualifier in {"at_least", "more_than"}
        if (self.low is None) != low_open or (self.high is None) != high_open:
            raise ValueError(f"{self.qualifier} does not fit the ends {self.low}, {self.high}")
        if self.low is not None and self.high is not None:
            if self.low > self.high:
                raise ValueError(f"{self.low} is above {self.high}")
            if self.qualifier != "range" and self.low != self.high:
                raise ValueError(f"{self.qualifier} takes one number, not {self.low} and {self.high}")

    @classmethod
    def of(
        cls,
        value: Decimal | tuple[Decimal, Decimal],
        currency: str,
        *,
        qualifier: str = "exact",
        per: str = "total",
        text: str = "",
    ) -> Self:
        """Build from currency units; a pair is a range."""
        low, high = value if isinstance(value, tuple) else (value, value)
        return cls(
            low=None if qualifier in {"up_to", "less_than"} else to_minor(low, currency),
            high=None if qualifier in {"at_least", "more_than"} else to_minor(high, currency),
            currency=currency,
            per=per,
            qualifier=qualifier,
            text=text,
        )

    @property
    def stated(self) -> int:
        """The stated number in minor units; of a range the middle, rounded down."""
        if self.low is None:
            assert self.high is not None  # noqa: S101 - __post_init__ leaves one end at least
            return self.high
        return self.low if self.high is None else (self.low + self.high) // 2

    def to_json(self) -> dict[str, Any]:
        """The shape of ``deal-schema``: plain numbers in currency units."""
        return {
            "low": None if self.low is None else to_number(self.low, self.currency),
            "high": None if self.high is None else to_number(self.high, self.currency),
            "currency": self.currency,
            "per": self.per,
            "qualifier": self.qualifier,
            "text": self.text,
        }

    @classmethod
    def from_json(cls, record: dict[str, Any]) -> Self:
        """The inverse of `to_json`; ``ValueError`` for what cannot be an amount."""
        currency = record["currency"]

        def minor(number: float | None) -> int | None:
            if isinstance(number, int) and abs(number) <= LARGEST:
                return number * minor_units(currency)
            return None if number is None else to_minor(Decimal(str(number)), currency)

        return cls(
            low=minor(record["low"]),
            high=minor(record["high"]),
            currency=currency,
            per=record["per"],
            qualifier=record["qualifier"],
            text=record["text"],
        )
