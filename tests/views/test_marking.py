"""Spans that nest and overlap, and the sentences around them."""

from hypothesis import given
from hypothesis import strategies as st

from dawra.views.marking import Piece, around, pieces, sentences


def test_overlapping_spans_are_cut_at_every_boundary() -> None:
    """What both prove belongs to both."""
    assert pieces("abcdef", [(0, 4, "x"), (2, 6, "y")]) == [
        Piece("ab", ("x",)),
        Piece("cd", ("x", "y")),
        Piece("ef", ("y",)),
    ]


def test_nested_spans_and_plain_text() -> None:
    """The inner part belongs to the outer span too."""
    found = pieces("one two three", [(4, 13, "outer"), (8, 13, "inner")])
    assert [(piece.text, piece.owners) for piece in found] == [
        ("one ", ()),
        ("two ", ("outer",)),
        ("three", ("outer", "inner")),
    ]


@given(
    st.text(max_size=40),
    st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45), st.integers(0, 3)), max_size=6),
)
def test_the_pieces_joined_are_the_text(text: str, spans: list[tuple[int, int, int]]) -> None:
    """Nothing is lost or doubled, and each piece knows exactly the spans over it."""
    whole = [(min(a, b), max(a, b), owner) for a, b, owner in spans]
    found = pieces(text, whole)
    assert "".join(piece.text for piece in found) == text
    place = 0
    for piece in found:
        holders = {owner for a, b, owner in whole if a <= place and place + len(piece.text) <= b and a < b}
        assert set(piece.owners) == holders
        place += len(piece.text)


def test_sentences_end_where_people_end_them() -> None:
    """An abbreviation ends no sentence; the Arabic question mark does."""
    text = "Apple Inc. paid $1.5bn. It said so!\nقال ذلك؟ نعم."
    assert [text[a:b] for a, b in sentences(text)] == [
        "Apple Inc. paid $1.5bn.",
        "It said so!",
        "قال ذلك؟",
        "نعم.",
    ]


def test_neighbouring_sentences_become_one_stretch() -> None:
    """A quote runs on where the text does."""
    text = "One. Two. Three. Four."
    assert [text[a:b] for a, b in around(text, [(0, 3), (5, 8), (17, 21)])] == ["One. Two.", "Four."]
    assert around(text, []) == []
