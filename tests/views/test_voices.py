"""Who stands behind a deal, in words, with the plural forms of both languages."""

import pytest

from dawra.views.voices import voices_words


def origins(*kinds: str) -> list[dict[str, object]]:
    """Origins by kind; a leading minus denies."""
    return [{"kind": kind.removeprefix("-"), "denies": kind.startswith("-")} for kind in kinds]


@pytest.mark.parametrize(
    ("kinds", "english", "arabic"),
    [
        (("agency",), "one agency", "وكالة واحدة"),
        (("agency", "-party"), "one agency, denied by a party", "وكالة واحدة، مع نفي أحد أطرافها"),
        (
            ("agency", "agency", "party"),
            "2 agencies and a party's own word",
            "وكالتان وأحد أطرافها نفسه",
        ),
        (("other",), "one source", "مصدر واحد"),
        (("other",) * 3, "3 sources", "3 مصادر"),
        (("other",) * 11, "11 sources", "11 مصدرًا"),
        (("agency", "other"), "one agency and one other source", "وكالة واحدة ومصدر آخر"),
        (("agency",) * 3 + ("other",) * 2, "3 agencies and 2 other sources", "3 وكالات ومصدران آخران"),
        (("-agency", "-agency"), "denied by 2 agencies", "نفي من وكالتين"),
        (("other", "-party", "-party"), "one source, denied by 2 parties", "مصدر واحد، مع نفي اثنين من أطرافها"),
    ],
)
def test_origins_in_words(kinds: tuple[str, ...], english: str, arabic: str) -> None:
    """Named agencies first, the parties last, denials after them."""
    assert voices_words(origins(*kinds), "en") == english
    assert voices_words(origins(*kinds), "ar") == arabic
