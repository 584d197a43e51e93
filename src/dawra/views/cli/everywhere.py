"""The option that every command takes, whether or not it has anything to be quiet about."""

from collections.abc import Callable
from functools import wraps
from inspect import Parameter, signature
from typing import Any

from typer import Typer

from dawra.views.cli.options import Quiet


def quiet_everywhere(app: Typer) -> None:
    """Let each command of ``app`` take ``--quiet``; one that writes no progress takes it and does nothing with it."""
    for group in app.registered_groups:
        if group.typer_instance is not None:
            quiet_everywhere(group.typer_instance)
    for command in app.registered_commands:
        if command.callback is not None and "quiet" not in signature(command.callback).parameters:
            command.callback = _taking_quiet(command.callback)


def _taking_quiet(command: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(command)
    def run(*arguments: Any, quiet: bool, **given: Any) -> Any:  # noqa: ANN401, ARG001 - whatever the command takes
        return command(*arguments, **given)

    own = signature(command)
    more = Parameter("quiet", Parameter.KEYWORD_ONLY, default=False, annotation=Quiet)
    # What typer reads: the signature for the order and the defaults, the annotations for the types.
    run.__signature__ = own.replace(parameters=[*own.parameters.values(), more])  # type: ignore[attr-defined]
    run.__annotations__ = {**command.__annotations__, "quiet": Quiet}
    return run
