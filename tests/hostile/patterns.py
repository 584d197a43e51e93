"""Every regular expression of dawra, and the process that gathers them by watching the compiler of `re`.

Run as a program, it prints what was compiled while the package was imported and some documents were read; in a
process of its own, because what another has compiled before can no longer be watched.
"""

import ast
import importlib
import json
import pkgutil
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import dawra

_HOME = Path(str(dawra.__file__)).parent
_TABLES = Path(__file__).parents[2] / "data" / "ai-deals"
_CALLS = frozenset({"compile", "search", "match", "fullmatch", "finditer", "findall", "sub", "subn", "split"})
_MOST_FROM_ONE_PLACE = 25
_MOST_ALIKE = 2
"""Names and dates are searched for by expressions of their own: of those that differ in nothing but their words,
and of those from one line, so many stand for all."""
_WORDS = re.compile(r"(?:[^\W\d_]|\\ ){2,}")
_ARTICLE = "Reuters - 3 November 2025\nCoast Bank lent $5 billion on 1 رجب 1447 هـ. اشترت شركة النخيل حصة."


class Written(NamedTuple):
    """An expression and the line of dawra that wrote it."""

    place: str
    text: str
    raw: bool
    flags: int

    def compile(self) -> "re.Pattern[Any]":
        """The expression as ``re`` knows it; ``raw`` is one for bytes."""
        return re.compile(self.text.encode("latin-1") if self.raw else self.text, self.flags)


def patterns() -> list[Written]:
    """All expressions of dawra, each once.

    Raises:
        AssertionError: a call of ``re`` whose expression was neither a constant nor compiled by the process.
    """
    done = subprocess.run([sys.executable, __file__], capture_output=True, text=True, check=True, encoding="utf-8")  # noqa: S603 - our own interpreter
    seen = [Written(*fields) for fields in json.loads(done.stdout.splitlines()[-1])]
    places = {item.place for item in seen}
    constants = []
    for file, lines, constant in _calls():
        if constant is not None:
            constants.append(Written(f"{file}:{lines[0]}", _as_text(constant), isinstance(constant, bytes), 0))
        else:
            assert any(f"{file}:{line}" in places for line in lines), f"{file}:{lines[0]} is never compiled here"
    return list({item[1:]: item for item in (*constants, *seen)}.values())


def _calls() -> Iterator[tuple[str, range, str | bytes | None]]:
    """Each call of ``re`` in the sources: its file, its lines, and its expression where that is a constant."""
    for path in sorted(_HOME.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
                continue
            owner, first = node.func.value, node.args[0]
            if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in _CALLS:
                plain = isinstance(first, ast.Constant) and not node.keywords and node.func.attr != "compile"
                lines = range(node.lineno, (node.end_lineno or node.lineno) + 1)
                yield path.relative_to(_HOME).as_posix(), lines, first.value if plain else None  # type: ignore[attr-defined]


def _as_text(text: str | bytes) -> str:
    return text.decode("latin-1") if isinstance(text, bytes) else text


def _watch(seen: list[Written]) -> None:
    compiler: Callable[[Any, Any], Any] = re._compile  # type: ignore[attr-defined]
    counts: Counter[str | tuple[str, str]] = Counter()

    def watched(pattern: Any, flags: Any) -> Any:  # noqa: ANN401 - as re has it
        caller = sys._getframe(2)
        file = Path(caller.f_code.co_filename)
        if not isinstance(pattern, re.Pattern) and file.is_relative_to(_HOME):
            place = f"{file.relative_to(_HOME).as_posix()}:{caller.f_lineno}"
            item = Written(place, _as_text(pattern), isinstance(pattern, bytes), int(flags))
            shape = (place, _WORDS.sub("w", item.text))
            if item not in seen and counts[shape] < _MOST_ALIKE and counts[place] < _MOST_FROM_ONE_PLACE:
                counts.update((shape, place))
                seen.append(item)
        return compiler(pattern, flags)

    re._compile = watched  # type: ignore[attr-defined]


def _work() -> None:
    """Import all of dawra and let it read."""
    for module in pkgutil.walk_packages([str(_HOME)], "dawra."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    from dawra.claims import read  # noqa: PLC0415 - only now, so that it is watched
    from dawra.claims.correct import correct  # noqa: PLC0415
    from dawra.claims.retold import read_table  # noqa: PLC0415
    from dawra.documents import load  # noqa: PLC0415

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.txt")
        path.write_text(_ARTICLE, encoding="utf-8")
        reading = read(load(path))
        correct(reading.deals[0], {"status": "signed"}, "lent $5 billion on 1", reading.document.text)
    for name in ("deals.csv", "facts.csv"):
        read_table(_TABLES / name)


if __name__ == "__main__":
    everything: list[Written] = []
    _watch(everything)
    # What was compiled before the watch began.
    for name in [name for name in sys.modules if name.split(".")[0] == "dawra"]:
        del sys.modules[name]
    _work()
    sys.stdout.write(json.dumps(everything) + "\n")
