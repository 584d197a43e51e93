"""The ``dawra`` command: registers the commands and turns every error into words and an exit code."""

import sys
from io import TextIOWrapper

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


def main() -> None:
    """Run the command line and exit; wrong options exit with 2, an interrupt with 130."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # in every locale: names and sums come in two scripts
            stream.reconfigure(encoding="utf-8")
    try:
        _register()
        app()
    except KeyboardInterrupt:  # before typer could hear it
        sys.exit(130)
    except DawraError as error:
        from dawra.views.wording import visible  # noqa: PLC0415 - only where something went wrong

        # A message may quote a name from outside: no raw control reaches the terminal.
        print(f"dawra: {visible(str(error))}", file=sys.stderr)  # noqa: T201 - the last word on the error stream
        sys.exit(error.exit_code)
