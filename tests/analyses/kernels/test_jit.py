"""When loops are compiled, and where that is kept."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numba
import pytest

from dawra.analyses.kernels.jit import compiled


def test_where_nothing_can_be_kept_it_is_compiled_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither the package's folder nor a cache folder can be written."""
    njit = numba.njit

    def unkept(*, cache: bool = False, **options: Any) -> Callable[..., Any]:  # noqa: ANN401 - any option
        if cache:
            raise RuntimeError("cannot cache function: no locator available")
        kept: Callable[..., Any] = njit(**options)
        return kept

    monkeypatch.setattr(numba, "njit", unkept)
    assert compiled(lambda number: number + 1)(41) == 42


def test_small_networks_load_no_compiler() -> None:
    """Three parties are searched by the interpreter alone."""
    script = (
        "import sys\n"
        "from dawra.analyses import cycles, dollars, timed_cycles\n"
        "from tests.strategies import MINI\n"
        "assert cycles(MINI).searched == 3 and dollars(MINI).circulation == 60\n"
        "assert timed_cycles(MINI, 'N').complete\n"
        "print('numba' in sys.modules)"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )
    assert run.stdout.strip() == "False"
