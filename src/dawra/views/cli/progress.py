"""How far a long run has come, on the error stream: documents, documents a second, time left."""

import sys
import time
from types import TracebackType
from typing import Final, Self

_SECONDS_LIVE: Final = 0.2
_SECONDS_PLAIN: Final = 10.0
_CLEAR: Final = "\r\x1b[K"


class Progress:
    """One line that is written over on a terminal; elsewhere, where it was asked for, a new line now and then.

    Args:
        shown: whether to say anything.
        total: how many documents there are; None where nobody knows.
    """

    def __init__(self, *, shown: bool, total: int | None) -> None:
        self._live = shown and sys.stderr.isatty()
        self._shown = shown
        self._total = total
        self._done = self._refused = 0
        self._start = self._last = time.monotonic()
        self._standing = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.clear()
        if self._shown:
            self._write(f"{self._count()} in {time.monotonic() - self._start:.1f} s{self._rate()}.\n")

    def step(self, *, refused: bool) -> None:
        """One document more; call it when nothing else is to be written for that one."""
        self._done += 1
        self._refused += refused
        now = time.monotonic()
        if self._shown and now - self._last >= (_SECONDS_LIVE if self._live else _SECONDS_PLAIN):
            self._last = now
            line = f"{self._count()}{self._rate()}{self._left()}"
            self._write(f"{_CLEAR}{line}" if self._live else f"{line}\n")
            self._standing = self._live

    def clear(self) -> None:
        """Take the line away before something else is written."""
        if self._standing:
            self._write(_CLEAR)
            self._standing = False

    def _count(self) -> str:
        of = f" of {self._total:,}" if self._total else ""
        refused = f", {self._refused:,} refused" if self._refused else ""
        return f"{self._done:,}{of} documents{refused}"

    def _rate(self) -> str:
        seconds = time.monotonic() - self._start
        return f", {self._done / seconds:.1f}/s" if seconds else ""

    def _left(self) -> str:
        if not self._total or not self._done:
            return ""
        seconds = int((time.monotonic() - self._start) / self._done * max(0, self._total - self._done))
        return f", {seconds // 60}:{seconds % 60:02} left"

    @staticmethod
    def _write(text: str) -> None:
        sys.stderr.write(text)
        sys.stderr.flush()
