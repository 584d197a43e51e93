"""S6: no regular expression of dawra can be made to hang by a text."""

import importlib
import random
import re
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from types import FrameType
from typing import Any

import pytest
from tests.hostile.patterns import Written, patterns

_MOST_GROWTH = 2.5
"""Of the time when the text doubles; a linear one takes twice as long, a quadratic one four times."""
_WORTH_MEASURING = 0.1
"""Seconds; a quadratic search takes many, even for 50 KB, and below this the clock is too coarse for a ratio."""
_TOO_LONG = 10
_COMMON = (
    *(" ", "\n", "\t", "a", "A", "1", "٣", "1,", "1.", "11,111", "<", ">", "<a ", "<!--", "</", "<script>", '"', "'"),
    *("(", ")", "(a", "[", "-", "- ", ".", ". ", "A.", "&", "&#", "&#0", "ـ", "و", "ال", "في ", "،", "«", "»", "é"),
    *("1 ", "a ", "A ", "1 من ", "2025", "2025 ", "May ", "Q1 ", "ا ", "/", "//", "_", "%", "$", "$1", "\u0651"),
    *("<a '", '<a "', "\u200f", "\u202e", "ﷺ", "İ", "\U0001f600"),
)  # fmt: skip
_LETTERS = [chr(code) for code in range(32, 127)] + list("\n\tاوبلك٣٫ـ،«é€\u200f—")
_parser: Any = importlib.import_module("re._parser")


class _Sampler:
    """Texts that an expression likes: what matches it, or nearly."""

    def __init__(self, written: Written, chance: random.Random) -> None:
        self._chance = chance
        self._tree = _parser.parse(written.text, written.flags & ~re.UNICODE if written.raw else written.flags)
        self._groups: dict[int, str] = {}

    def text(self) -> str:
        """One of them."""
        return "".join(map(self._of, self._tree))

    def _of(self, node: tuple[Any, Any]) -> str:
        kind, value = str(node[0]), node[1]
        if kind == "LITERAL":
            return chr(value)
        if kind in {"NOT_LITERAL", "ANY"}:
            return self._chance.choice(_LETTERS)
        if kind == "IN":
            return self._member(value)
        if kind == "BRANCH":
            return self._row(self._chance.choice(value[1]))
        if kind == "SUBPATTERN":
            self._groups[value[0]] = self._row(value[3])
            return self._groups[value[0]]
        if kind in {"MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"}:
            low, high, inside = value
            return "".join(self._row(inside) for _ in range(self._chance.randint(low, min(int(high), low + 2))))
        if kind == "ATOMIC_GROUP":
            return self._row(value)
        if kind in {"ASSERT", "ASSERT_NOT"}:
            return self._row(value[1]) if self._chance.random() < 0.3 else ""
        return self._groups.get(value, "") if kind == "GROUPREF" else ""

    def _row(self, nodes: Any) -> str:  # noqa: ANN401 - the parser has no types
        return "".join(map(self._of, nodes))

    def _member(self, members: list[tuple[Any, Any]]) -> str:
        if str(members[0][0]) == "NEGATE":
            return self._chance.choice(_LETTERS)
        kind, value = str((chosen := self._chance.choice(members))[0]), chosen[1]
        if kind == "LITERAL":
            return chr(value)
        if kind == "RANGE":
            return chr(self._chance.randint(*value))
        return self._chance.choice({"CATEGORY_DIGIT": "19٣", "CATEGORY_SPACE": " \n\t"}.get(str(value), "aZ_9و -"))


def _texts(written: Written, chance: random.Random, count: int) -> Iterator[Callable[[int], str]]:
    """Rules for texts of any length: a beginning, something over and over, and an end that spoils the match."""
    sampler = _Sampler(written, chance)
    for _ in range(count):
        sample = sampler.text() or "a"
        start = chance.randrange(len(sample))
        pumped = sample[start : start + chance.randint(1, len(sample))] or "a"
        if chance.random() < 0.4:
            pumped = chance.choice(_COMMON) + (chance.choice(_COMMON) if chance.random() < 0.3 else "")
        head = sample[:start] if chance.random() < 0.7 else ""
        tail = chance.choice(("", "!", "\x00", "é", "ن", "<", " ", sample[start:]))
        yield lambda size, head=head, pumped=pumped, tail=tail: (  # type: ignore[misc] # what mypy cannot infer
            head + pumped * ((size - len(head) - len(tail)) // len(pumped)) + tail
        )


class _TooLongError(Exception):
    """An expression was still busy."""


@contextmanager
def _deadline(seconds: float) -> Iterator[None]:
    """End what takes too long; `re` looks for signals while it matches."""

    def stop(_signal: int, _frame: FrameType | None) -> None:
        raise _TooLongError

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _seconds(pattern: "re.Pattern[Any]", text: str, *, best_of: int = 1) -> float:
    """The time to find all matches."""
    given: str | bytes = text.encode(errors="replace") if isinstance(pattern.pattern, bytes) else text
    times = []
    for _ in range(best_of):
        begun = time.process_time()
        for _match in pattern.finditer(given):
            pass
        times.append(time.process_time() - begun)
    return min(times)


def _growth(pattern: "re.Pattern[Any]", rule: Callable[[int], str], size: int) -> tuple[float, float]:
    """How many times longer a text twice as long takes, 0 where that is hardly anything; and how long it takes."""
    double = rule(2 * size)
    took = _seconds(pattern, double)
    if took < _WORTH_MEASURING:
        return 0, took
    return _seconds(pattern, double, best_of=3) / max(_seconds(pattern, rule(size), best_of=3), 1e-6), took


@pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="nothing here could end an expression that hangs")
def test_time_grows_with_the_text_and_no_faster(soak: Callable[[int, int], int]) -> None:
    """Of every expression, on texts made to fit it: what is repeated in it is repeated without end, then spoilt."""
    chance = random.Random(6)  # noqa: S311 - no secret
    slow = []
    longest, slowest = 0.0, ""
    everything = patterns()
    size = soak(25_000, 50_000)
    assert len(everything) > 50
    for written in everything:
        pattern = written.compile()
        for rule in _texts(written, chance, soak(5, 1000)):
            example = rule(60)
            try:
                with _deadline(_TOO_LONG):
                    growth, took = _growth(pattern, rule, size)
            except _TooLongError:
                growth, took = float("inf"), float(_TOO_LONG)
            if took > longest:
                longest, slowest = took, f"{written.place} on {example!a}"
            if growth > _MOST_GROWTH:
                slow.append((written.place, written.text[:80], ascii(example), growth))
                break
    print(f"{len(everything)} expressions; longest for {2 * size:,} characters {longest:.3f} s, {slowest}")  # noqa: T201 - for soak
    assert not slow, slow


def test_a_slow_expression_would_be_caught() -> None:
    """The measure itself: one quadratic expression, and one that doubles with each letter."""
    with _deadline(0.5), pytest.raises(_TooLongError):
        _seconds(re.compile(r"(a+)+$"), "a" * 100 + "b")
    # Four times the text, so that sixteen times is expected: what else the machine does must not hide it.
    small, fourfold = (_seconds(re.compile(r"\s+$"), " " * size + "b", best_of=3) for size in (2_000, 8_000))
    assert fourfold / small > _MOST_GROWTH**2
