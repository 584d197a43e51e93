"""The closed vocabularies of the deal record: kinds with their roles, statuses, conditions, units, metrics.

An unknown word stops at the border: building a record with one raises ``ValueError``.
"""

from dataclasses import dataclass, field
from typing import Final


@dataclass(frozen=True, slots=True)
class RoleSpec:
    """How often a role may be filled: at least ``least`` times, at most once unless ``many``."""

    name: str
    least: int
    many: bool


@dataclass(frozen=True, slots=True)
class KindSpec:
    """A kind of deal: its roles and, where it moves cash by itself, who pays whom.

    ``payer`` and ``payee`` name roles; ``"*"`` is the outside; both are None where no cash moves unless stated.
    ``layer`` is the layer of the money leg (methods §1). ``names`` are those of all roles, ``principals`` of
    those that identify a deal: all but arrangers; ``needed`` of those that have to be filled.
    """

    name: str
    roles: tuple[RoleSpec, ...]
    payer: str | None
    payee: str | None
    layer: str | None
    names: tuple[str, ...] = field(init=False)
    principals: tuple[str, ...] = field(init=False)
    needed: tuple[str, ...] = field(init=False)

    def __post_init__(self) -> None:
        names = tuple(role.name for role in self.roles)
        object.__setattr__(self, "names", names)
        object.__setattr__(self, "principals", tuple(name for name in names if name != "arranger"))
        object.__setattr__(self, "needed", tuple(role.name for role in self.roles if role.least))


def _one(name: str) -> RoleSpec:
    return RoleSpec(name, 1, many=False)


def _some(name: str) -> RoleSpec:
    return RoleSpec(name, 1, many=True)


def _any(name: str) -> RoleSpec:
    return RoleSpec(name, 0, many=True)


KINDS: Final[dict[str, KindSpec]] = {
    spec.name: spec
    for spec in (
        KindSpec("equity_investment", (_some("investor"), _one("investee")), "investor", "investee", "fin"),
        KindSpec(
            "debt_financing",
            (_any("lender"), _any("arranger"), _one("borrower")),
            "lender",
            "borrower",
            "fin",
        ),
        KindSpec("equity_grant", (_one("issuer"), _one("holder")), None, None, None),
        KindSpec("compute_purchase", (_one("customer"), _some("provider")), "customer", "provider", "pur"),
        KindSpec("chip_purchase", (_one("customer"), _some("supplier")), "customer", "supplier", "pur"),
        KindSpec("supply", (_one("customer"), _some("supplier")), "customer", "supplier", "pur"),
        KindSpec("capacity_build", (_some("builder"), _any("beneficiary")), "builder", "*", "oth"),
        KindSpec("acquisition", (_some("acquirer"), _one("target"), _any("seller")), "acquirer", "seller", "oth"),
        KindSpec("licence", (_one("licensor"), _one("licensee")), "licensee", "licensor", "pur"),
        KindSpec("revenue_share", (_one("payer"), _one("payee")), "payer", "payee", "pur"),
        KindSpec("commerce_partnership", (_some("partner"),), None, None, None),
        KindSpec("partnership", (_some("partner"),), None, None, None),
        KindSpec("guarantee", (_one("guarantor"), _one("beneficiary"), _any("creditor")), None, None, None),
        KindSpec("amendment", (_some("partner"),), None, None, None),
    )
}

STATUSES: Final = (
    "rumoured",
    "in_talks",
    "planned",
    "announced",
    "signed",
    "completed",
    "amended",
    "terminated",
    "denied",
)

CONDITIONS: Final = (
    "regulatory_approval",
    "shareholder_approval",
    "milestones",
    "option",
    "financing",
    "non_binding",
)

UNITS: Final = ("GW", "MW", "chips", "servers", "sites")

METRICS: Final = (
    "valuation",
    "market_cap",
    "revenue",
    "profit",
    "loss",
    "cash",
    "debt",
    "cash_burn",
    "capex",
    "commitments",
    "funding_need",
    "stake",
)
