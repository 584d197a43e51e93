"""Parsing at arm's length: a page gets a time and a memory limit, and no page can end the program.

A page can keep libxml2 busy for minutes inside C, where no exception reaches it; only the end of the process
does. So pages are parsed in a process of their own (`page_worker`), started at the first page and kept for the
next. It costs about a tenth of a second once and a millisecond a page.
"""

import atexit
import json
import os
import subprocess
import sys
import threading
from typing import Any

from dawra.documents.page_worker import SECONDS, put, take

MOST_MEMORY = 512 * 1024 * 1024
_SECONDS = 2.0
_SECONDS_PER_MB = 1.0
_SECONDS_TO_START = 60.0
_MOST_PAGES = 500
"""A worker is replaced after so many: what a library forgets to free goes with it."""


class RefusedPageError(Exception):
    """The page was given up; the message says why."""


def seconds_for(size: int) -> float:
    """How long a page of ``size`` bytes may take."""
    return _SECONDS + _SECONDS_PER_MB * size / 1_000_000


def ask(page: str) -> dict[str, Any]:
    """What `find_article` finds in a page.

    Raises:
        RefusedPageError: it took too long or too much memory, or the parser dropped a part of it.
    """
    worker = _idle.pop() if _idle else _Worker()
    try:
        answer = worker.ask(page)
    except BaseException:
        worker.end()
        raise
    if worker.spent or answer.pop("end", False):
        worker.end()
    else:
        _idle.append(worker)
    if "error" in answer:
        raise RefusedPageError(answer["error"])
    return answer


class _Worker:
    """One process that parses one page at a time."""

    def __init__(self) -> None:
        self._pages = 0
        self._late = False
        self._process = subprocess.Popen(  # noqa: S603 - our own interpreter
            [sys.executable, "-P", "-m", "dawra.documents.page_worker", str(MOST_MEMORY)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)},
        )
        try:
            if self._within(_SECONDS_TO_START, None) != b"ready":
                raise RefusedPageError("the process that parses pages does not start")  # noqa: TRY301 - ends the process as well
        except BaseException:
            self.end()
            raise

    @property
    def spent(self) -> bool:
        return self._pages >= _MOST_PAGES

    def ask(self, page: str) -> dict[str, Any]:
        data = page.encode("utf-8", errors="replace")
        seconds = seconds_for(len(data))
        self._pages += 1
        answer = self._within(seconds, SECONDS.pack(seconds + 1) + data)
        if answer is None:
            raise RefusedPageError(
                f"it takes longer than {seconds:.0f} s to parse" if self._late else "the parser broke down on it"
            )
        found: dict[str, Any] = json.loads(answer)
        return found

    def _within(self, seconds: float, message: bytes | None) -> bytes | None:
        """The answer to a message; None from a process that is dead or was ended for being late."""
        assert self._process.stdin is not None  # noqa: S101 - both are pipes
        assert self._process.stdout is not None  # noqa: S101
        timer = threading.Timer(seconds, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            if message is not None:
                put(self._process.stdin, message)  # type: ignore[arg-type] # a buffered pipe
            return take(self._process.stdout)  # type: ignore[arg-type]
        except OSError:  # the process ended before it had read all
            return None
        finally:
            timer.cancel()

    def _end_late(self) -> None:
        self._late = True
        self._process.kill()

    def end(self) -> None:
        """End the process, whatever it does."""
        self._process.kill()
        self._process.wait()
        self.let_go()

    def let_go(self) -> None:
        """Close our side of the pipes."""
        for pipe in (self._process.stdin, self._process.stdout):
            if pipe is not None:
                try:
                    pipe.close()
                except OSError:  # what was not written yet has no reader any more
                    continue
        self._process.returncode = self._process.returncode or 0


_idle: list[_Worker] = []


def _end_all() -> None:
    while _idle:
        _idle.pop().end()


def _forget_all() -> None:
    """In a forked copy of this process: the workers belong to the other one."""
    while _idle:
        _idle.pop().let_go()


atexit.register(_end_all)
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_forget_all)
