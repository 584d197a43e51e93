"""Millions of records at once, and the collector of garbage kept away from them."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def no_collecting() -> Iterator[None]:
    """Let the collector of garbage rest: immutable records form no rings, and there may be millions of them."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            # What was made counts as old at once: else the collector would go through all of it as through young.
            gc.freeze()
            gc.unfreeze()
            gc.enable()
