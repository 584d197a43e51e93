"""One call for each of many items, in several processes; the answers come in the order of the items.

Each worker has a pipe of its own and at most two items: one that it works on and one that waits. No item is taken
from the source before there is room for its answer, so memory does not grow with the number of items. A worker
that dies costs the item that it worked on and no other. Workers are started afresh, never forked, and do not
hear Ctrl-C: the one that asked ends them.
"""

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from typing import Final, Generic, TypeAlias, TypeVar

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_CONTEXT: Final = get_context("spawn")
_ITEMS_EACH: Final = 2
_ROOM_EACH: Final = 32
"""Answers that may wait for an earlier one, for each worker."""
_SECONDS_TO_END: Final = 5.0


@dataclass(frozen=True, slots=True)
class Lost(Generic[Item]):
    """What comes instead of an answer where the process died on an item."""

    item: Item


_Numbered: TypeAlias = tuple[int, Item]


def in_order(
    call: Callable[[Item], Answer], items: Iterable[Item], jobs: int
) -> Iterator[tuple[Item, Answer | Lost[Item]]]:
    """Each item with its answer, in the order of the items; with one job everything happens in this process.

    Args:
        call: what to do with an item; it, the items and the answers go through pipes, so they can be pickled.
        items: taken one by one, as there is room.
        jobs: how many processes.
    """
    if jobs <= 1:
        for item in items:
            yield item, call(item)
        return
    # Otherwise the first worker starts it, and it unblocks Ctrl-C while that worker is on its way.
    resource_tracker.ensure_running()
    crew = _Crew(call, jobs)
    try:
        yield from crew.work(items)
    finally:
        crew.end()


class _Crew(Generic[Item, Answer]):
    """The workers, what each has to do, and the answers that came before their turn."""

    def __init__(self, call: Callable[[Item], Answer], jobs: int) -> None:
        self._call = call
        self._jobs = jobs
        self._workers: list[_Worker[Item, Answer]] = []
        self._back: deque[_Numbered[Item]] = deque()
        self._early: dict[int, tuple[Item, Answer | Lost[Item]]] = {}
        self._taken = 0

    def work(self, items: Iterable[Item]) -> Iterator[tuple[Item, Answer | Lost[Item]]]:
        source = iter(items)
        due = 0
        while True:
            self._hand_out(source, due + self._jobs * _ROOM_EACH)
            busy = {worker.pipe: worker for worker in self._workers if worker.has}
            if not busy:
                return
            for pipe in wait(list(busy)):
                self._collect(busy[pipe])  # type: ignore[index] # one of the pipes that were given
            while due in self._early:
                yield self._early.pop(due)
                due += 1

    def _hand_out(self, source: Iterator[Item], end: int) -> None:
        """Give work to those with the least, none numbered ``end`` or more; where all have some, start another."""
        while True:
            worker = min(self._workers, key=lambda worker: len(worker.has), default=None)
            more = len(self._workers) < self._jobs and (worker is None or bool(worker.has))
            if not more and worker is not None and len(worker.has) == _ITEMS_EACH:
                return
            task = self._next(source, end)
            if task is None:
                return
            if more or worker is None:
                worker = _Worker(self._call)
                self._workers.append(worker)
            worker.give(task)

    def _next(self, source: Iterator[Item], end: int) -> _Numbered[Item] | None:
        if self._back:
            return self._back.popleft()
        if self._taken == end:
            return None
        for item in source:
            self._taken += 1
            return self._taken - 1, item
        return None

    def _collect(self, worker: "_Worker[Item, Answer]") -> None:
        """Take one answer; from a dead worker the item it worked on is lost and the others go back."""
        number, item = worker.has[0]
        try:
            answer: Answer | Lost[Item] = worker.take()
        except (EOFError, OSError):
            answer = Lost(item)
            worker.end()
            self._workers.remove(worker)
            self._back.extend(list(worker.has)[1:])
        self._early[number] = item, answer

    def end(self) -> None:
        """End every worker, whatever it does."""
        for worker in self._workers:
            worker.end()


class _Worker(Generic[Item, Answer]):
    """One process; ``has`` are the items that it was given and has not answered, the first being worked on."""

    def __init__(self, call: Callable[[Item], Answer]) -> None:
        self.has: deque[_Numbered[Item]] = deque()
        self.pipe, theirs = _CONTEXT.Pipe()
        self._process = _CONTEXT.Process(target=_answer_all, args=(call, theirs), daemon=True)
        with _no_interrupt():
            self._process.start()
        theirs.close()

    def give(self, task: _Numbered[Item]) -> None:
        self.has.append(task)
        with suppress(OSError):  # it is dead, which is seen when its answer is taken
            self.pipe.send(task[1])

    def take(self) -> Answer:
        answer: Answer = self.pipe.recv()
        self.has.popleft()
        return answer

    def end(self) -> None:
        self._process.kill()
        self._process.join(_SECONDS_TO_END)
        self.pipe.close()


def _answer_all(call: Callable[[Item], Answer], pipe: Connection) -> None:
    """A worker's life: it ends when the asking side is gone."""
    with suppress(EOFError, OSError):
        while True:
            pipe.send(call(pipe.recv()))


@contextmanager
def _no_interrupt() -> Iterator[None]:
    """Ctrl-C waits, and a process started meanwhile never hears it, not even while Python starts."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
