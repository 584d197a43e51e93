"""A name meets itself across scripts by its sound, and strangers seldom."""

from collections import defaultdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.parties import fold, registry
from dawra.parties.transliterate import transliteration_key


@pytest.mark.parametrize(
    ("latin", "arabic"),
    [
        ("Mubadala", "مبادلة"),
        ("Nvidia", "إنفيديا"),
        ("Nvidia", "انفيديا"),
        ("Humain", "هيومين"),
        ("Anthropic", "أنثروبيك"),
        ("Oracle", "أوراكل"),
        ("SoftBank", "سوفت بنك"),
        ("Google", "غوغل"),
        ("Google", "جوجل"),
        ("Khazna", "خزنة"),
        ("Al Rajhi", "الراجحي"),
        ("Masdar", "مصدر"),
        ("Alstom", "ألستوم"),
        ("Techstars", "تك ستارز"),
        ("HSBC", "إتش إس بي سي"),
        ("Activision", "أكتيفيجن"),
        ("Accenture", "أكسنتشر"),
        ("Xilinx", "زيلينكس"),
        ("SpaceX", "سبيس إكس"),
    ],
)
def test_one_name_in_two_scripts_has_one_key(latin: str, arabic: str) -> None:
    """Where the two sound alike, whatever vowels, company words and articles they are written with."""
    assert transliteration_key(latin) == transliteration_key(arabic) != ""


@pytest.mark.parametrize(
    ("one", "other"),
    [("Tigran", "Iran"), ("Tigran", "إيران"), ("Oracle", "أرامكو"), ("Amazon", "أمان"), ("Saudi Aramco", "أرامكس")],
)
def test_other_names_have_other_keys(one: str, other: str) -> None:
    """However much they look alike."""
    assert transliteration_key(one) != transliteration_key(other)


@pytest.mark.parametrize("name", ["", "AI", "ميتا", "東京", "ЮКОС", "Mубадала", "🚀"])
def test_what_says_too_little_has_no_key(name: str) -> None:
    """Two sounds are shared by too many names, and other scripts are not read."""
    assert transliteration_key(name) == ""


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzABC .-'أإآابةهىيكگپفڤـَّ\u200f0123", max_size=30))
def test_a_key_survives_folding(name: str) -> None:
    """What folding takes away never counts."""
    assert transliteration_key(name) == transliteration_key(fold(name))


def test_the_registry_meets_itself() -> None:
    """At least 55 in 100 parties meet by their captions alone, and 85 in 100 pairs that meet are one party.

    The rest are mostly translated, as the Kuwait Investment Authority, or say less than three sounds.
    """
    bearers: dict[str, set[str]] = defaultdict(set)
    for party in registry():
        for caption in (party.en, party.ar):
            bearers[transliteration_key(caption)].add(party.id)
    bearers.pop("")
    met = sum(transliteration_key(party.en) == transliteration_key(party.ar) != "" for party in registry())
    strangers = sum(len(ids) * (len(ids) - 1) // 2 for ids in bearers.values())
    assert met / len(registry()) >= 0.55
    assert met / (met + strangers) >= 0.85
