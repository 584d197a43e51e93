"""The ``dawra`` command many times over: one process imports everything once and forks a child for each run.

A child is what ``python -m dawra`` is once it has started, so that hundreds of kills and failing disks take seconds.
"""

import ctypes
import gc
import json
import os
import select
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from contextlib import redirect_stderr, redirect_stdout, suppress
from dataclasses import dataclass
from io import StringIO
from pathlib import Path
from typing import Any, Final, Self

from dawra.views.cli import main

ROOT: Final = Path(__file__).parent.parent
KILLED: Final = -signal.SIGKILL
_READY: Final = "ready\n"
_SET_PTRACER: Final = 0x59616D61  # prctl(2): who may trace a process that is not its child


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What a run left: its exit code (negative for a signal) and both streams."""

    code: int
    out: str
    err: str


class Commands:
    """A process that runs commands in ``folder``, one after the other."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        environment = {**os.environ, "PYTHONUNBUFFERED": "1", "PYTHONPATH": os.pathsep.join((str(ROOT / "src"), "."))}
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.commands"],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._hear() == _READY

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_exception: object) -> None:
        self._server.communicate()

    def run(self, *words: object, kill_after: float | None = None, tracing: Sequence[str] = ()) -> Done:
        """Run a command, until killed after so many seconds, or under ``strace`` with these options."""
        order = {"words": [str(word) for word in words], "folder": str(self._folder), "held": bool(tracing)}
        self._say({**order, "kill_after": kill_after})
        child = int(self._hear())
        if tracing:
            self._trace(child, tracing)
        code = int(self._hear())
        streams = [(self._folder / name).read_text(encoding="utf-8", errors="replace") for name in ("out", "err")]
        return Done(code=code, out=streams[0], err=streams[1])

    def _trace(self, child: int, options: Sequence[str]) -> None:
        """Let ``strace`` take hold of a child that holds still, then let it go on."""
        strace = shutil.which("strace")
        assert strace
        command = [strace, "-qq", "-p", str(child), *options]
        _wait_for(child, "State:\tT")
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as tracer:  # noqa: S603 - found on the path
            _wait_for(child, f"TracerPid:\t{tracer.pid}", tracer)
            os.kill(child, signal.SIGCONT)

    def _say(self, order: dict[str, Any]) -> None:
        assert self._server.stdin
        self._server.stdin.write(f"{json.dumps(order)}\n")
        self._server.stdin.flush()

    def _hear(self) -> str:
        assert self._server.stdout
        return self._server.stdout.readline()


def _wait_for(child: int, words: str, tracer: "subprocess.Popen[str] | None" = None) -> None:
    """Wait until the system says so of a child."""
    while words not in Path(f"/proc/{child}/status").read_text(encoding="ascii"):
        assert tracer is None or tracer.poll() is None, "strace may not trace here"
        time.sleep(0.001)


def _serve() -> None:
    """Fork a child for each order; say its number, and how it ended."""
    _warm_up()
    print(_READY, end="")  # noqa: T201 - the answer
    for line in sys.stdin:
        order = json.loads(line)
        child = os.fork()
        if not child:
            _obey(order)
        print(child)  # noqa: T201 - the answer
        if order["kill_after"] is not None:
            handle = os.pidfd_open(child)
            select.select([handle], [], [], order["kill_after"])
            os.close(handle)
            os.kill(child, signal.SIGKILL)  # not waited for yet, so that its number is still its own
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))  # noqa: T201 - the answer


def _warm_up() -> None:
    """Run each command once, so that all is imported and every word list loaded; nothing stays open."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "a.txt").write_text("Amazon invested $10 billion in OpenAI on 16 December 2025.", encoding="utf-8")
        (folder / "a.csv").write_text("kind,status,parties,summary\n", encoding="utf-8")
        book = ("--book", str(folder / "book.db"))
        _quietly("add", str(folder / "a.txt"), *book)
        _quietly("import", str(folder / "a.csv"), *book)
        _quietly("verify", *book)
        _quietly("backup", str(folder / "b.db"), *book)
        _quietly("restore", str(folder / "b.db"), *book, "--force")
    gc.collect()
    gc.freeze()


def _quietly(*words: str) -> None:
    sys.argv = ["dawra", *words]
    with redirect_stdout(StringIO()), redirect_stderr(StringIO()), suppress(SystemExit):
        main()


def _obey(order: dict[str, Any]) -> None:
    """Become the command; the process ends as the command ends, without the second that Python tidies up for."""
    folder = Path(order["folder"])
    os.chdir(folder)
    os.dup2(os.open(os.devnull, os.O_RDONLY), 0)
    for number, name in ((1, "out"), (2, "err")):
        os.dup2(os.open(folder / name, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), number)
    if order["held"]:
        ctypes.CDLL(None).prctl(_SET_PTRACER, -1, 0, 0, 0)
        os.kill(os.getpid(), signal.SIGSTOP)
    sys.argv = ["dawra", *order["words"]]
    code: object = 1
    try:
        main()
    except SystemExit as end:
        code = end.code
    except BaseException:  # noqa: BLE001 - what the command lets through, the person sees
        traceback.print_exc()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(code if isinstance(code, int) else 0)


if __name__ == "__main__":
    _serve()
