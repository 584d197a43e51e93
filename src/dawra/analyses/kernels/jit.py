"""How a kernel is compiled: once for a machine, kept in a file, and without the interpreter's lock."""

from collections.abc import Callable
from typing import Any, TypeVar, cast

import numba

Kernel = TypeVar("Kernel", bound=Callable[..., Any])


def compiled(function: Kernel) -> Kernel:
    """The function as machine code, typed by its first call.

    Where neither the package's folder nor the user's cache folder can be written, it is compiled anew in each
    process.
    """
    try:
        return cast("Kernel", numba.njit(cache=True, nogil=True)(function))
    except RuntimeError:
        return cast("Kernel", numba.njit(nogil=True)(function))
