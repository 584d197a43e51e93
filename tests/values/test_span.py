"""A span is the document's own slice."""

import pytest

from dawra.values import Span


def test_cut_takes_the_slice() -> None:
    """Code points, half-open."""
    assert Span.cut("أوبن إيه آي", 5, 8).text == "إيه"


@pytest.mark.parametrize(("start", "end"), [(-1, 2), (2, 1), (0, 99)])
def test_a_span_outside_the_text_cannot_be_cut(start: int, end: int) -> None:
    """It fails at birth."""
    with pytest.raises(ValueError, match="outside"):
        Span.cut("abc", start, end)


def test_a_text_of_another_length_is_refused() -> None:
    """Ends and text must agree."""
    with pytest.raises(ValueError, match="does not hold"):
        Span(0, 2, "abc")
