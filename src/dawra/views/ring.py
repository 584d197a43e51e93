"""One circle of money as a drawing: parties round a ring, an arrow for each step.

Width stands for the amount, the line for how firm it is: solid paid, dashed signed, dotted not yet binding.
The drawing has the same sides in both languages (arrows carry the meaning, never left or right), and each
label stands between isolates. Colours and fonts come from the page's style sheet, by class.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from math import asin, cos, pi, sin
from typing import Final

from dawra.views.wording import isolate

LINES: Final = {
    "completed": "solid",
    "signed": "dashed",
    "amended": "dashed",
    "announced": "dotted",
    "planned": "dotted",
    "in_talks": "dotted",
    "rumoured": "dotted",
    "terminated": "dotted",
    "denied": "dotted",
}
"""How a status is drawn."""

_NODE: Final = 35.0
_LEAST_RING: Final = 94.0
_LEAST_GAP: Final = 74.0
_MARGIN: Final = 6.0
_THIN: Final = 2.0
_THICK: Final = 9.0
_TEXT: Final = 13.0
_LETTER: Final = {"latin": 0.57, "arabic": 0.52}
_LONGEST_LINE: Final = 11
_MOST_LINES: Final = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class RingStep:
    """One arrow, from its own party to that of the next step.

    ``party`` is the caption, ``amount`` what the arrow's width stands for (None where unknown), ``label`` the
    amount in words, ``line`` solid, dashed or dotted, ``note`` the whole step as a sentence.
    """

    party: str
    amount: float | None
    label: str
    line: str
    note: str


def line_of(status: str, qualifier: str | None = None) -> str:
    """The line for a status; a ceiling ("up to") is dotted however firm, unless it has been paid."""
    if status != "completed" and qualifier in {"up_to", "less_than"}:
        return "dotted"
    return LINES[status]


def draw_ring(steps: Sequence[RingStep], *, key: str, title: str, description: str) -> str:
    """The drawing as SVG text; ``key`` keeps its ids apart from those of other rings on the page."""
    count = len(steps)
    radius = max(_LEAST_RING, (_NODE + _LEAST_GAP / 2) / sin(pi / count) if count > 1 else 0)
    half = radius + _NODE + _MARGIN
    largest = max((step.amount or 0 for step in steps), default=0)
    turn = 2 * pi / max(count, 1)
    start = -pi / 2 if count % 2 else -pi / 2 - turn / 2
    angles = [start + turn * place for place in range(count)]
    arrows = [
        _arrow(step, angle, turn, radius, _width(step.amount, largest))
        for step, angle in zip(steps, angles, strict=True)
    ]
    nodes = [_node(step.party, angle, radius) for step, angle in zip(steps, angles, strict=True)]
    heights = [radius * sin(angle) for angle in angles]
    top = max(_NODE - min(heights, default=0), radius + _THICK) + _MARGIN
    bottom = max(_NODE + max(heights, default=0), radius + _THICK) + _MARGIN
    box = f"{_n(-half)} {_n(-top)} {_n(2 * half)} {_n(top + bottom)}"
    opening = (
        f'<svg class="ring" xmlns="http://www.w3.org/2000/svg" role="img" direction="ltr" '
        f'viewBox="{box}" width="{_n(2 * half)}" height="{_n(top + bottom)}" '
        f'aria-labelledby="{escape(key)}-title {escape(key)}-desc">'
    )
    said = (
        f'<title id="{escape(key)}-title">{_label(title)}</title>'
        f'<desc id="{escape(key)}-desc">{_label(description)}</desc>'
    )
    return "".join((opening, said, *arrows, *nodes, "</svg>"))


def _arrow(step: RingStep, angle: float, turn: float, radius: float, width: float) -> str:
    """The arc from one node's edge to the next, its head and its amount on the inner side."""
    clear = 2 * asin((_NODE + 4) / (2 * radius))
    head = 7 + 0.9 * width
    # A dot is round and reaches beyond the end of its line.
    dot = width / 2 / radius if step.line == "dotted" else 0
    begin, tip = angle + clear + dot, angle + turn - clear
    base = tip - head / radius
    stop = base if step.line == "solid" else base - 3 / radius
    middle = angle + turn / 2
    start, end = _at(radius, begin), _at(radius, stop)
    large = int(stop - begin > pi)
    wing = width / 2 + 4.5
    # A chord's head would look bent: its base follows the ring, its tip lies on it.
    corners = " ".join(
        f"{_n(x)},{_n(y)}" for x, y in (_at(radius + wing, base), _at(radius, tip), _at(radius - wing, base))
    )
    reach = _ems(step.label) * _TEXT / 2
    inner = radius - width / 2 - 9 - reach * abs(cos(middle)) - _TEXT / 2 * abs(sin(middle))
    x, y = _at(inner, middle)
    size = _n(radius)
    return (
        f'<g class="step {step.line}"><title>{_label(step.note)}</title>'
        f'<path d="M{_n(start[0])} {_n(start[1])}A{size} {size} 0 {large} 1 {_n(end[0])} {_n(end[1])}" '
        f'fill="none" stroke="currentColor" stroke-width="{_n(width)}"{_dashes(step.line, width)}/>'
        f'<polygon points="{corners}" fill="currentColor"/>'
        f'<text class="amount" x="{_n(x)}" y="{_n(y)}" text-anchor="middle" dominant-baseline="central">'
        f"{_label(step.label)}</text></g>"
    )


def _node(caption: str, angle: float, radius: float) -> str:
    """A disc with the party's name in up to three lines."""
    x, y = _at(radius, angle)
    lines = _wrapped(caption)
    longest = max(_ems(line) for line in lines)
    size = min(_TEXT, (2 * _NODE - 9) / longest)
    top = y - (len(lines) - 1) * size * 0.6
    spans = "".join(
        f'<tspan x="{_n(x)}" y="{_n(top + place * size * 1.2)}">{_label(line)}</tspan>'
        for place, line in enumerate(lines)
    )
    return (
        f'<g class="party"><title>{_label(caption)}</title>'
        f'<circle cx="{_n(x)}" cy="{_n(y)}" r="{_n(_NODE)}"/>'
        f'<text font-size="{_n(size)}" text-anchor="middle" dominant-baseline="central">{spans}</text></g>'
    )


def _ems(text: str) -> float:
    """About how wide a text is, in font sizes; at least one."""
    arabic = any("\u0600" <= letter <= "\u06ff" for letter in text)
    return max(1.0, len(text) * _LETTER["arabic" if arabic else "latin"])


def _width(amount: float | None, largest: float) -> float:
    """Line width in proportion to the amount, thin where it is small or unknown."""
    return _THIN if not amount or not largest else max(_THIN, _THICK * amount / largest)


def _dashes(line: str, width: float) -> str:
    if line == "dashed":
        return f' stroke-dasharray="{_n(6 + width)} {_n(3 + width * 0.7)}"'
    if line == "dotted":
        return f' stroke-linecap="round" stroke-dasharray="0.1 {_n(3 + width * 1.5)}"'
    return ""


def _wrapped(caption: str) -> list[str]:
    """The caption in lines, cut where it is too long for a disc; the full name is in the title."""
    lines: list[str] = []
    for word in caption.split() or ["?"]:
        if lines and len(lines[-1]) + 1 + len(word) <= _LONGEST_LINE:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    cut = len(lines) > _MOST_LINES
    shown = [line if len(line) <= _LONGEST_LINE + 3 else f"{line[:_LONGEST_LINE]}…" for line in lines[:_MOST_LINES]]
    return [*shown[:-1], f"{shown[-1].rstrip('…')}…"] if cut else shown


def _label(text: str) -> str:
    return escape(isolate(text))


def _at(radius: float, angle: float) -> tuple[float, float]:
    return radius * cos(angle), radius * sin(angle)


def _n(value: float) -> str:
    """One decimal, no minus zero: the same bytes everywhere."""
    text = f"{value:.1f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
