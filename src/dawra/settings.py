"""One frozen record of options: flag > environment > file > default."""

import os
import tomllib
from dataclasses import dataclass, fields, replace
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from dawra.errors import UsageError

FILE = "dawra.toml"


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What a user may set once instead of on every call."""

    book: Path
    lang: str = "en"
    level: str = "group"


def load_settings(**flags: object) -> Settings:
    """Settle every option; ``flags`` are those given on the command line, None meaning not given.

    Raises:
        UsageError: an unknown key in the settings file, with the nearest known one.
    """
    given: dict[str, Any] = {
        **_from_file(Path(FILE)),
        **_from_environment(),
        **{name: value for name, value in flags.items() if value is not None},
    }
    settings = Settings(book=_default_book())
    return replace(settings, **{**given, "book": Path(given.get("book", settings.book))})


def _from_file(path: Path) -> dict[str, Any]:
    if not path.is_file():
        return {}
    try:
        table = tomllib.loads(path.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise UsageError(f"{path}: no TOML ({error}). Mend or remove it.") from error
    known = [field.name for field in fields(Settings)]
    for key in table:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f" Did you mean {near[0]!r}?" if near else f" Known: {', '.join(known)}."
            raise UsageError(f"{path}: unknown setting {key!r}.{hint}")
    return table


def _from_environment() -> dict[str, str]:
    names = {field.name: f"DAWRA_{field.name.upper()}" for field in fields(Settings)}
    return {name: os.environ[variable] for name, variable in names.items() if os.environ.get(variable)}


def _default_book() -> Path:
    import platformdirs  # noqa: PLC0415 - only where no book was named

    return Path(platformdirs.user_data_dir("dawra", appauthor=False)) / "book.db"
