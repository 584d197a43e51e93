"""The command that shows the settings: ``config show``."""

from collections.abc import Iterator
from dataclasses import dataclass, fields
from fractions import Fraction
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from dawra.views.cli import options
from dawra.views.cli.app import app

if TYPE_CHECKING:
    from dawra.settings import Settings

SCHEMA: Final = "dawra.config/1"

_SECRETS: Final = frozenset({"llm.key"})

config = typer.Typer(help="Show the settings and where they come from.", no_args_is_help=True)
app.add_typer(config, name="config")

Origin = Annotated[bool, typer.Option("--origin", help="Also where each value comes from.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """One setting by its full name, such as ``llm.url``; a secret's value is never in it."""

    name: str
    value: Any
    origin: str

    def to_json(self) -> dict[str, Any]:
        """``{name, value, origin}``."""
        return {"name": self.name, "value": self.value, "origin": self.origin}


@config.command(epilog="Example: dawra config show --origin")
def show(
    *,
    book: options.Book = None,
    level: options.Level = None,
    lang: options.Lang = None,
    origin: Origin = False,
    as_json: options.Json = False,
) -> None:
    """Show every setting: a flag goes before the environment, that before dawra.toml, that before the default."""
    from dawra.views.cli.output import json_text, put  # noqa: PLC0415 - only once a command runs
    from dawra.views.cli.session import put_table, settled  # noqa: PLC0415 - likewise
    from dawra.views.wording import word  # noqa: PLC0415 - likewise

    settings = settled(book, level, lang)
    found = list(_settings(settings, book=book, level=level, lang=lang))
    if as_json:
        put(json_text({"schema": SCHEMA, "settings": [one.to_json() for one in found]}))
        return
    columns = [word("config", name, settings.lang) for name in ("name", "value", "origin")[: 3 if origin else 2]]
    rows = [
        (one.name, _shown(one.value), word("config", f"origin_{one.origin}", settings.lang))[: len(columns)]
        for one in found
    ]
    put_table(columns, rows)


def _settings(settings: "Settings", **flags: object) -> Iterator[Setting]:
    """Every setting, tables after plain ones."""
    from dawra.settings import TABLES, origin_of_setting  # noqa: PLC0415 - keeps --help fast

    plain = {item.name: getattr(settings, item.name) for item in fields(settings) if item.name not in TABLES}
    model = {f"llm.{item.name}": getattr(settings.llm, item.name) for item in fields(settings.llm)}
    for name, value in {**plain, **model, **_rates(settings)}.items():
        secret = name in _SECRETS and value is not None
        yield Setting(name=name, value="(hidden)" if secret else _plain(value), origin=origin_of_setting(name, **flags))


def _rates(settings: "Settings") -> dict[str, Any]:
    """The reliability of origins and the probability of each status, as they hold."""
    from dawra.deals import Reliability  # noqa: PLC0415 - keeps --help fast
    from dawra.deals.reliability import CLASSES  # noqa: PLC0415 - likewise
    from dawra.settings import FILE  # noqa: PLC0415 - likewise
    from dawra.values import STATUSES, StatusProbabilities  # noqa: PLC0415 - likewise

    reliability = Reliability.of_table(settings.reliability, f"{FILE}, [reliability]")
    probabilities = StatusProbabilities.of_table(settings.status, f"{FILE}, [status]")
    rates = {kind: reliability.of(kind) for kind in CLASSES}
    return {
        "reliability.prior": reliability.prior,
        **{f"reliability.{kind}": [found.tpr, found.fpr] for kind, found in rates.items()},
        **{f"status.{status}": probabilities.of(status) for status in STATUSES},
    }


def _plain(value: Any) -> Any:  # noqa: ANN401 - any setting
    """A value as JSON has it."""
    if isinstance(value, list):
        return [_plain(one) for one in value]
    if isinstance(value, Fraction):
        return float(value)
    return value if value is None or isinstance(value, str | int) else str(value)


def _shown(value: Any) -> str:  # noqa: ANN401 - any setting
    return "" if value is None else str(value)
