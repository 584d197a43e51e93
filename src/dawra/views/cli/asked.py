"""Groups of options that several commands share, each declared once, and the way to put them on a command."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass
from functools import wraps
from inspect import Parameter, signature
from typing import Any, Final, get_type_hints

from dawra.views.cli import options


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


_TABLES: Final = frozenset({"legs"})


def asks(command: Callable[..., None], *, without: frozenset[str] = frozenset()) -> Callable[..., None]:
    """Put the options of a group in the place of the parameter of ``command`` that takes it, but for ``without``."""
    own = list(signature(command, eval_str=True).parameters.values())
    place = next(place for place, parameter in enumerate(own) if is_dataclass(parameter.annotation))
    group = own[place].annotation
    hints = get_type_hints(group, include_extras=True)
    names = [field.name for field in fields(group) if field.name not in without]
    shared = [Parameter(name, Parameter.KEYWORD_ONLY, default=None, annotation=hints[name]) for name in names]

    @wraps(command)
    def run(*arguments: Any, **given: Any) -> None:  # noqa: ANN401 - whatever the command takes
        asked = group(**{name: given.pop(name) for name in names})
        command(*arguments, **{own[place].name: asked}, **given)

    parameters = [*own[:place], *shared, *own[place + 1 :]]
    # What typer reads: the signature for the order and the defaults, the annotations for the types.
    run.__signature__ = signature(command).replace(parameters=parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def asks_ledger(command: Callable[..., None]) -> Callable[..., None]:
    """As `asks`, for a command that needs deals: it takes no table of legs."""
    return asks(command, without=_TABLES)
