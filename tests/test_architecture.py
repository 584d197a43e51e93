"""The direction of imports and the lightness of a start are rules, not habits."""

import subprocess
import sys
from pathlib import Path

from importlinter.cli import EXIT_STATUS_SUCCESS, lint_imports

ROOT = Path(__file__).parent.parent
HEAVY = (
    "ortools",
    "numpy",
    "scipy",
    "pandas",
    "clarabel",
    "numba",
    "trafilatura",
    "sqlalchemy",
    "httpx2",
    "currency_converter",
    "jinja2",
    "lxml",
)


def test_rooms_import_only_rooms_beneath_them() -> None:
    """The contract stands in pyproject.toml and names every room."""
    assert lint_imports(config_filename=str(ROOT / "pyproject.toml"), cache_dir=None) == EXIT_STATUS_SUCCESS


def test_help_loads_nothing_heavy() -> None:
    """What a command needs is imported when it runs."""
    script = (
        "import sys; sys.argv = ['dawra', '--help']\n"
        "from dawra.views.cli import main\n"
        "try:\n    main()\nexcept SystemExit:\n    pass\n"
        f"print([name for name in {HEAVY!r} if name in sys.modules])"
    )
    run = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)  # noqa: S603 - our own interpreter
    assert run.stdout.strip().splitlines()[-1] == "[]"
