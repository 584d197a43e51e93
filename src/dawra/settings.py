"""One frozen record of options: flag > environment > file > default."""

import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dawra.errors import UsageError

FILE = "dawra.toml"
READERS = ("offline", "llm", "both")
ENVIRONMENT = "DAWRA_"
TABLES = ("llm", "reliability", "status")
ORIGINS = ("flag", "environment", "file", "default")
"""Where a setting may come from, the first that has it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """Which language model may read, and what it may cost in one call of the command.

    ``url`` is the base of an OpenAI-compatible endpoint, such as ``http://127.0.0.1:8080/v1``. ``tokens`` and
    ``money`` are what may be spent, None without limit; ``price_in`` and ``price_out`` are the price of a million
    tokens, in the currency of ``money``. ``cache`` is the folder that keeps replies, ``seconds`` the time for one.
    """

    url: str | None = None
    model: str | None = None
    key: str | None = field(default=None, repr=False)
    tokens: int | None = None
    money: Decimal | None = None
    price_in: Decimal | None = None
    price_out: Decimal | None = None
    seconds: Decimal = Decimal(120)
    cache: Path | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set once instead of on every call; the last three are tables of their own in the file.

    ``reliability`` and ``status`` stand here as written: what their names and numbers mean is the business of
    `dawra.deals.Reliability` and `dawra.values.StatusProbabilities`.
    ``rates`` is a table of one's own exchange rates, which go before those that come with the package.
    """

    book: Path
    lang: str = "en"
    level: str = "group"
    reader: str = "offline"
    rates: Path | None = None
    llm: LlmSettings = field(default_factory=LlmSettings)
    reliability: Mapping[str, object] = field(default_factory=dict)
    status: Mapping[str, object] = field(default_factory=dict)


def load_settings(**flags: object) -> Settings:
    """Settle every option; ``flags`` are those given on the command line, None meaning not given.

    Raises:
        UsageError: an unknown key in the settings file, with the nearest known one, or a value that cannot be meant.
    """
    names = [item.name for item in fields(Settings)]
    file = _from_file(Path(FILE))
    _known(file, names, FILE)
    tables = {name: _table(file.pop(name, {}), name) for name in TABLES}
    given: dict[str, Any] = {
        **file,
        **_from_environment(_plain_names(), ENVIRONMENT),
        **{name: value for name, value in flags.items() if value is not None},
    }
    paths: dict[str, Any] = {name: Path(str(given[name])) for name in ("book", "rates") if name in given}
    settings = Settings(
        **{"book": _default_book(), **given, **paths},
        llm=_llm(tables["llm"]),
        reliability=tables["reliability"],
        status=tables["status"],
    )
    if settings.reader not in READERS:
        raise UsageError(f"reader {settings.reader!r}: write one of {', '.join(READERS)}.")
    return settings


def origin_of_setting(name: str, **flags: object) -> str:
    """Where the value of a setting such as ``lang`` or ``llm.url`` comes from: one of `ORIGINS`."""
    table, _, key = name.rpartition(".")
    prefix = {"": ENVIRONMENT, "llm": f"{ENVIRONMENT}LLM_"}.get(table)
    file = _from_file(Path(FILE))
    if flags.get(name) is not None:
        return "flag"
    if prefix is not None and _from_environment([key], prefix):
        return "environment"
    return "file" if key in (file.get(table, {}) if table else file) else "default"


def _plain_names() -> list[str]:
    return [item.name for item in fields(Settings) if item.name not in TABLES]


def _table(found: object, name: str) -> Mapping[str, Any]:
    if not isinstance(found, Mapping):
        raise UsageError(f"{FILE}: {name} is a table. Write [{name}] and its settings below it.")
    return found


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        # Decimals keep the text of a number: 0.95 is ninety-five hundredths, not the nearest binary float.
        return tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal)
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: no TOML ({error}). Mend or remove it.") from error


def _from_environment(names: Sequence[str], prefix: str) -> dict[str, str]:
    variables = {name: f"{prefix}{name.upper()}" for name in names}
    return {name: os.environ[variable] for name, variable in variables.items() if os.environ.get(variable)}


def _known(table: Mapping[str, object], names: Sequence[str], place: str) -> None:
    """Refuse an unknown key, with the nearest known one."""
    for key in table:
        if key not in names:
            near = get_close_matches(key, names, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(names)}."
            raise UsageError(f"{place}: unknown setting {key!r}.{hint}")


def _llm(table: Mapping[str, object]) -> LlmSettings:
    names = [item.name for item in fields(LlmSettings)]
    _known(table, names, f"{FILE}, [llm]")
    given: dict[str, Any] = {**table, **_from_environment(names, f"{ENVIRONMENT}LLM_")}
    for name in ("money", "price_in", "price_out", "seconds", "tokens"):
        if name in given:
            given[name] = _amount(name, given[name])
    if "tokens" in given:
        given["tokens"] = int(given["tokens"])
    if "cache" in given:
        given["cache"] = Path(str(given["cache"]))
    return LlmSettings(**given)


def _amount(name: str, value: object) -> Decimal:
    """A number that is not negative; a message never repeats a whole table."""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0:
        raise UsageError(f"llm.{name} {str(value)[:40]!r}: write a plain number, such as 2.50.")
    return number


def _default_book() -> Path:
    import platformdirs  # noqa: PLC0415 - only where no book was named

    return Path(platformdirs.user_data_dir("dawra", appauthor=False)) / "book.db"
