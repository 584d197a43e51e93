"""Names found in a folded text are those of an obvious search that looks at every place."""

import re

from hypothesis import given
from hypothesis import strategies as st

from dawra.claims.folded import Folded
from dawra.parties import fold

LETTERS = "الوبكفلشa_1 -."
NAMES = st.text(LETTERS, min_size=1, max_size=5)


def places(text: str, name: str) -> list[tuple[int, int]]:
    """Each place of a folded name, tried at every letter: particles before it in one piece, no letter behind."""
    found, last = [], 0
    forms = [(name, r"(?<![^\W_])[وف]?(?:[بك]?ال|لل|[بلك])?")]
    if name.startswith("ال"):
        forms.append((name[1:], r"(?<![^\W_])[وف]?ل"))
    for start in range(len(text)):
        for form, glued in forms:
            before = any(re.compile(glued).fullmatch(text, at, start) for at in range(start + 1))
            whole = re.compile(rf"{re.escape(form)}(?![^\W_])").match(text, start)
            if start >= last and before and whole:
                found.append(whole.span())
                last = whole.end()
    return found


@given(text=st.text(LETTERS, max_size=25), name=NAMES)
def test_a_name_is_found_wherever_it_stands_as_whole_words(text: str, name: str) -> None:
    """The quick search agrees with one that tries each place."""
    folded = Folded.of(text)
    expected = [folded.span(*place) for place in places(folded.text, fold(name))] if fold(name) else []
    assert list(folded.words(name)) == expected


@given(
    name=st.text("شركةABج", min_size=2, max_size=5), before=st.sampled_from(["", "و", "ب", "ال", "وبال", "لل", "فلل"])
)
def test_what_is_glued_before_a_name_is_left_out(name: str, before: str) -> None:
    """Particles are no part of a name."""
    span = Folded.of(f"قالت {before}{name} أمس").word(name)
    assert span is not None
    assert span.text == name


def test_of_a_name_with_the_article_the_rest_is_found_behind_li() -> None:
    """The article loses its alef behind li-."""
    span = Folded.of("عقد للشركة").word("الشركة")
    assert span is not None
    assert span.text == "لشركة"


def test_a_name_inside_a_word_is_none() -> None:
    """A name is found as whole words only."""
    assert Folded.of("Metadata").word("meta") is None
