"""The ``dawra`` command: registers the commands and turns every error into words and an exit code."""

import os
import sys
from errno import EPIPE
from io import StringIO, TextIOWrapper
from typing import NoReturn

import typer

from dawra.errors import DawraError

app = typer.Typer(
    name="dawra",
    help=(
        "Read news of deals in Arabic and English, keep a sourced ledger, and measure how much of the money goes round."
    ),
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)


def _register() -> None:
    """Import the command modules; each adds its commands to `app` and imports the rooms only when called."""
    from dawra.views.cli import (  # noqa: F401, PLC0415 - registered on import
        calibrate,
        circles,
        clear,
        concentration,
        config,
        correct,
        cycles,
        deal_delta,
        deals,
        demo,
        difference,
        findings,
        keeping,
        ledger,
        party,
        read,
        report,
        rights,
        runway,
        significance,
        stress,
        trace,
    )
    from dawra.views.cli.everywhere import take_common_options  # noqa: PLC0415 - once the commands are there

    take_common_options(app)


def _give_up_writing(error: OSError) -> NoReturn:
    """Exit where nothing can be written any more: a full disk is told, a reader who has gone is not."""
    # What is left in the buffer would be written at exit, and fail once more.
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    if error.errno != EPIPE:
        advice = "Make room, or write somewhere else."
        print(f"dawra: the output cannot be written ({error.strerror}). {advice}", file=sys.stderr)  # noqa: T201 - as below
    sys.exit(1)


def main() -> None:
    """Run the command line and exit; wrong options exit with 2, an interrupt with 130."""
    # A stream that was closed (`>&-`) is none, and whoever closed it wants nothing.
    sys.stdout = sys.stdout or StringIO()
    sys.stderr = sys.stderr or StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # in every locale: names and sums come in two scripts
            stream.reconfigure(encoding="utf-8")
    try:
        _register()
        try:
            app()
        finally:
            sys.stdout.flush()
    except OSError as error:
        if error.filename is not None:  # no stream of ours
            raise
        _give_up_writing(error)
    except KeyboardInterrupt:  # before typer could hear it
        sys.exit(130)
    except DawraError as error:
        from dawra.views.wording import visible  # noqa: PLC0415 - only where something went wrong

        # A message may quote a name from outside: no raw control reaches the terminal.
        print(f"dawra: {visible(str(error))}", file=sys.stderr)  # noqa: T201 - the last word on the error stream
        sys.exit(error.exit_code)
