"""The options that choose legs: the same on every command that measures something, declared once."""

from collections.abc import Callable
from dataclasses import dataclass, fields
from functools import wraps
from inspect import Parameter, signature
from typing import Any, Final, get_type_hints

from dawra.views.cli import options

_NAME: Final = "asked"


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Which legs, in which view and currency; None is not given."""

    legs: options.Legs = None
    book: options.Book = None
    as_of: options.AsOf = None
    known: options.Known = None
    recorded: options.Recorded = None
    level: options.Level = None
    view: options.View = None
    currency: options.CurrencyCode = None
    rates: options.Rates = None

    @property
    def of_ledger(self) -> bool:
        """Whether the ledger is asked, and no table."""
        return self.legs is None


def asks(command: Callable[..., None]) -> Callable[..., None]:
    """Put the options of `Asked` in the place of the parameter ``asked`` of ``command``."""
    hints = get_type_hints(Asked, include_extras=True)
    names = [field.name for field in fields(Asked)]
    shared = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=hints[name]) for name in names]

    @wraps(command)
    def run(*arguments: Any, **given: Any) -> None:  # noqa: ANN401 - whatever the command takes
        command(*arguments, asked=Asked(**{name: given.pop(name) for name in names}), **given)

    own = list(signature(command, eval_str=True).parameters.values())
    place = next(place for place, parameter in enumerate(own) if parameter.name == _NAME)
    parameters = [*own[:place], *shared, *own[place + 1 :]]
    # What typer reads: the signature for the order and the defaults, the annotations for the types.
    run.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run
