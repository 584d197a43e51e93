"""The form of a model's reply. What has another form is no reply; what has this form is still not believed."""

from collections import Counter
from functools import cache
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

from dawra.values import CONDITIONS, CURRENCIES, KINDS, METRICS, PERS, QUALIFIERS, STATUSES, UNITS

_LONGEST_QUOTE = 600
_MOST_ITEMS = 60
_SHOWN_ERRORS = 12

Quote = Annotated[str, Field(min_length=1, max_length=_LONGEST_QUOTE)]
_ROLES = tuple(dict.fromkeys(role.name for kind in KINDS.values() for role in kind.roles))


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, strict=True)


class Party(_Strict):
    """A party as the text writes it; ``named`` is false for "seven banks"."""

    role: Literal[_ROLES]  # type: ignore[valid-type]  # a closed vocabulary built from its only source
    name: Quote
    named: bool


class Who(_Strict):
    """A party without a role."""

    name: Quote
    named: bool


class Sum(_Strict):
    """A sum of money: the words, and the numbers in currency units."""

    quote: Quote
    low: float | None
    high: float | None
    currency: Literal[tuple(sorted(CURRENCIES))]  # type: ignore[valid-type]  # as above
    qualifier: Literal[tuple(QUALIFIERS)]  # type: ignore[valid-type]  # as above
    per: Literal[tuple(PERS)]  # type: ignore[valid-type]  # as above


class Figure(_Strict):
    """A number: years, percent or shares."""

    quote: Quote
    value: float


class Quantity(Figure):
    """A number with a physical unit."""

    unit: Literal[tuple(UNITS)]  # type: ignore[valid-type]  # as above


class Day(_Strict):
    """A date, as coarse as the text is."""

    quote: Quote
    value: Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]


class Period(_Strict):
    """What a figure is for: a year, half, quarter, month or day, or from one to another."""

    quote: Quote
    value: Annotated[str, Field(pattern=r"^\d{4}(-(\d{2}(-\d{2})?|[HQ]\d))?(/\d{4}(-(\d{2}(-\d{2})?|[HQ]\d))?)?$")]


class Exclusive(_Strict):
    """Whether a right is exclusive."""

    quote: Quote
    value: bool


class Condition(_Strict):
    """What must happen first."""

    quote: Quote
    value: Literal[tuple(CONDITIONS)]  # type: ignore[valid-type]  # as above


class Deal(_Strict):
    """One deal."""

    quote: Quote
    kind: Literal[tuple(KINDS)]  # type: ignore[valid-type]  # as above
    status: Literal[tuple(STATUSES)]  # type: ignore[valid-type]  # as above
    status_quote: Quote
    parties: Annotated[list[Party], Field(max_length=_MOST_ITEMS)]
    amount: Sum | None
    increase: Sum | None
    valuation: Sum | None
    years: Figure | None
    start: Day | None
    end: Day | None
    capacity: Annotated[list[Quantity], Field(max_length=_MOST_ITEMS)]
    products: Annotated[list[Quote], Field(max_length=_MOST_ITEMS)]
    stake_percent: Figure | None
    percent: Figure | None
    shares: Figure | None
    exclusive: Exclusive | None
    date: Day | None
    closing: Day | None
    conditions: Annotated[list[Condition], Field(max_length=_MOST_ITEMS)]
    source: Quote | None

    @model_validator(mode="after")
    def _roles_of_its_kind(self) -> Self:
        roles = {role.name: role for role in KINDS[self.kind].roles}
        for name, count in Counter(party.role for party in self.parties).items():
            if name not in roles:
                raise ValueError(f"{self.kind} has no role {name}; its roles are {', '.join(roles)}")
            if count > 1 and not roles[name].many:
                raise ValueError(f"{self.kind} has one {name}")
        return self


class Fact(_Strict):
    """One party's own figure."""

    quote: Quote
    metric: Literal[tuple(METRICS)]  # type: ignore[valid-type]  # as above
    status: Literal[tuple(STATUSES)]  # type: ignore[valid-type]  # as above
    party: Who
    of: Who | None
    amount: Sum | None
    percent: Figure | None
    period: Period | None


class Reply(_Strict):
    """All that a model says of one text."""

    deals: Annotated[list[Deal], Field(max_length=_MOST_ITEMS)]
    facts: Annotated[list[Fact], Field(max_length=_MOST_ITEMS)]


@cache
def schema() -> dict[str, Any]:
    """The JSON schema of a reply, in the dialect that endpoints enforce."""
    return Reply.model_json_schema()


def parse(text: str) -> Reply | str:
    """The reply that a text is, or what is wrong with it, for the model to mend."""
    try:
        return Reply.model_validate_json(text)
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False, include_context=False)
        said = [f"{'/'.join(str(step) for step in item['loc']) or 'reply'}: {item['msg']}" for item in found]
        return "\n".join(said[:_SHOWN_ERRORS])
