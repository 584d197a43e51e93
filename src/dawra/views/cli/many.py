"""Many documents in one run: what cannot be read is told and counted, and never stops the others."""

import sys
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from dawra.errors import BudgetError, EndpointError, InputError, RefusedError
from dawra.views.cli.folders import Refused, every_source, is_several
from dawra.views.cli.output import tell
from dawra.views.cli.pool import Lost, in_order
from dawra.views.cli.progress import Progress

Answer = TypeVar("Answer")

_STDIN = "-"
_ADDRESSES = ("http://", "https://")


def each(
    named: Sequence[str], call: Callable[[str], Answer], *, jobs: int = 1, progress: bool = False, quiet: bool = False
) -> Iterator[Answer]:
    """What ``call`` makes of each source, in their order.

    Args:
        named: files, folders, addresses, ``-``.
        call: what to do with one source; with several jobs it and its answers go to other processes and back.
        jobs: how many processes.
        progress: whether to show how far it is even where nobody sits at a terminal.
        quiet: not to show it at all.

    Raises:
        InputError: nothing could be read.
        RefusedError: a part could not; raised when all the others have been given.
        EndpointError: a model could not be asked for the first source.
        BudgetError: a model may cost no more; what was given before stands.
    """
    several = is_several(named)
    shown = several and not quiet and (progress or sys.stderr.isatty())
    total = sum(1 for _ in every_source(named, note=lambda _: None)) if shown else None
    seen = refused = 0
    with Progress(shown=shown, total=total) as line:

        def note(text: str, *, quiet: bool = False) -> None:
            line.clear()
            tell(f"dawra: {text}", quiet=quiet)

        sources = every_source(named, note=partial(note, quiet=quiet))
        try:
            for source, answer in in_order(partial(_attempt, call, several), sources, _jobs(named, jobs)):
                seen += 1
                if isinstance(answer, Refused | Lost):
                    if not several:
                        raise InputError(_why(source, answer))
                    refused += 1
                    note(_why(source, answer))
                else:
                    line.clear()
                    yield answer
                line.step(refused=isinstance(answer, Refused | Lost))
        except EndpointError as error:
            if seen == refused:
                raise
            raise RefusedError(f"{error} {seen - refused} sources are done.") from error
    _settle(refused, seen)


def _attempt(call: Callable[[str], Answer], several: bool, source: str | Refused) -> Answer | Refused:  # noqa: FBT001 - partial
    """The answer for a source, or why there is none; among several, not even a bug of ours stops the others."""
    if isinstance(source, Refused):
        return source
    try:
        return call(source)
    except (EndpointError, BudgetError):
        raise  # the next source would meet it too
    except (InputError, RefusedError) as error:
        return Refused(str(error))
    except Exception as error:
        if not several:
            raise
        return Refused(f"{source}: reading it failed ({type(error).__name__}: {error}). Please report this.")


def _jobs(named: Sequence[str], jobs: int) -> int:
    """One job where a source is a stream, which only this process has, or an address: no server is pressed."""
    return 1 if any(source == _STDIN or source.startswith(_ADDRESSES) for source in named) else jobs


def _why(source: str | Refused, answer: Refused | Lost[str | Refused]) -> str:
    return answer.why if isinstance(answer, Refused) else f"{source}: the process that read it broke down."


def _settle(refused: int, sources: int) -> None:
    """End with 1 where nothing could be read, with 3 where a part of it could not."""
    if refused and refused == sources:
        raise InputError(f"none of {sources} sources could be read.")
    if refused:
        raise RefusedError(f"{refused} of {sources} sources could not be read; the others are done.")
