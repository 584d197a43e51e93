"""Pairs of a ledger that may be one party: each with its reason, none joined, none that was judged."""

from itertools import combinations, product

from hypothesis import given
from hypothesis import strategies as st

from dawra.parties.judgement import Identities, Sameness
from dawra.parties.match import Written, known_names
from dawra.parties.suggest import suggest

NOBODY = Identities()
NAMES = {
    "acme-systems": {"Acme Systems"},
    "acme-system": {"Acme System"},
    "acme-sistems-inc": {"Acme Sistems Inc"},
    "نخله-تك": {"نخلة تك القابضة"},
    "nakhla-tech": {"Nakhla Tech"},
    "softbankz": {"SoftBankz"},
    "openai": {"OpenAI", "Open AI"},
}


def pairs(identities: Identities) -> dict[tuple[str, str], str]:
    """The suggested pairs with their reasons."""
    return {(one.one, one.other): one.how for one in suggest(NAMES, identities)}


def test_pairs_come_with_their_reason() -> None:
    """Alike in spelling without company words, or in sound across the scripts, with the registry's as well."""
    found = pairs(NOBODY)
    assert found["acme-system", "acme-systems"] == "similar"
    assert found["nakhla-tech", "نخله-تك"] == "transliteration"
    assert found["softbankz", "softbank"] == "similar"
    assert not [pair for pair in found if pair[0] == "openai"]


def test_what_was_judged_is_not_suggested() -> None:
    """Joined, also through a third, or split."""
    judged = Identities(
        [
            Sameness.of("acme-system", "acme-systems", same=True),
            Sameness.of("acme-systems", "acme-sistems-inc", same=True),
            Sameness.of("nakhla-tech", "نخله-تك", same=False),
        ]
    )
    left = pairs(judged)
    assert not [pair for pair in left if "acme" in pair[0] and "acme" in pair[1]]
    assert ("nakhla-tech", "نخله-تك") not in left


def test_a_split_holds_for_all_who_are_one_with_its_ends() -> None:
    """Two names of one party are not suggested as what that party was judged not to be."""
    judged = Identities(
        [
            Sameness.of("acme-system", "acme-systems", same=True),
            Sameness.of("acme-systems", "acme-sistems-inc", same=False),
        ]
    )
    assert not [pair for pair in pairs(judged) if "acme-sistems-inc" in pair]


spelled = st.text(alphabet="abmnsتمن ", min_size=1, max_size=7).filter(str.strip)


@given(st.lists(spelled, max_size=8, unique=True))
def test_blocks_lose_nothing_but_other_initials(names: list[str]) -> None:
    """As comparing everyone with everyone, but for spellings that begin with another letter."""
    ledger = {f"p{place}": {name} for place, name in enumerate(names)}
    strangers = [Written.of(party, name) for party, called in ledger.items() for name in called]
    expected = set()
    for one, other in (*combinations(strangers, 2), *product(strangers, known_names())):
        met = one.meets(other)
        if met and (met[0] != "similar" or one.bare[0] == other.bare[0]):
            expected.add((one.party, other.party))
    assert {(one.one, one.other) for one in suggest(ledger, NOBODY)} == expected
