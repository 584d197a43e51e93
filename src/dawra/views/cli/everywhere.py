"""The options that every command takes: ``--quiet``, and ``--jsonl`` wherever there is ``--json``."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from typer import Typer

from dawra.errors import UsageError
from dawra.views.cli.options import Jsonl, Quiet


def take_common_options(app: Typer) -> None:
    """Let each command of ``app`` take them; what a command declares itself stays its own.

    A command that writes no progress takes ``--quiet`` and does nothing with it; one that prints one result
    prints it on one line for ``--jsonl``.
    """
    for group in app.registered_groups:
        if group.typer_instance is not None:
            take_common_options(group.typer_instance)
    for command in app.registered_commands:
        if command.callback is None:
            continue
        own = signature(command.callback).parameters
        if "quiet" not in own:
            command.callback = _with_option(command.callback, "quiet", Quiet, _in_any_case)
        if "as_json" in own and "as_jsonl" not in own:
            command.callback = _with_option(command.callback, "as_jsonl", Jsonl, _on_one_line)


def _with_option(
    command: Callable[..., Any], name: str, annotation: object, run: Callable[..., Any]
) -> Callable[..., Any]:
    """The command with one more option, whose value goes to ``run`` with the command and what it was given."""

    @wraps(command)
    def with_it(*arguments: Any, **given: Any) -> Any:  # noqa: ANN401 - whatever the command takes
        wanted = given.pop(name)
        return run(command, wanted, *arguments, **given)

    own = signature(command)
    more = Parameter(name, Parameter.KEYWORD_ONLY, default=False, annotation=annotation)
    # What typer reads: the signature for the order and the defaults, the annotations for the types.
    with_it.__signature__ = own.replace(parameters=[*own.parameters.values(), more])  # type: ignore[attr-defined]
    with_it.__annotations__ = {**command.__annotations__, name: annotation}
    return with_it


def _in_any_case(command: Callable[..., Any], _quiet: object, *arguments: Any, **given: Any) -> Any:  # noqa: ANN401
    return command(*arguments, **given)


def _on_one_line(command: Callable[..., Any], wanted: bool, *arguments: Any, as_json: bool, **given: Any) -> Any:  # noqa: ANN401, FBT001 - as the option is given
    from dawra.views.cli.output import one_line  # noqa: PLC0415 - only once a command runs

    if as_json and wanted:
        raise UsageError("--json and --jsonl exclude each other.")
    if not wanted:
        return command(*arguments, as_json=as_json, **given)
    with one_line():
        return command(*arguments, as_json=True, **given)
