"""Judgements on who is who: in any order the same, a split against any chain, each withdrawn like it was said."""

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.parties.sameness import Clusters, Sameness, holding

IDS = "abcdef"
ends = st.lists(st.sampled_from(IDS), min_size=2, max_size=2, unique=True)
said = st.builds(lambda pair, same: Sameness.of(*pair, same=same), ends, st.booleans())
one_word_a_pair = st.lists(said, max_size=12, unique_by=lambda judgement: judgement.pair)


def joined(clusters: Clusters) -> set[frozenset[str]]:
    """The parties, as sets of ids."""
    return {clusters.members(party_id) for party_id in IDS}


@given(one_word_a_pair, st.randoms(use_true_random=False))
def test_the_order_of_entry_leaves_no_trace(judgements: list[Sameness], order: random.Random) -> None:
    """INV-10.2: the same parties, heads and contradictions."""
    mixed = list(judgements)
    order.shuffle(mixed)
    one, two = Clusters(holding(judgements)), Clusters(holding(mixed))
    assert joined(one) == joined(two)
    assert one.contradictions == two.contradictions
    assert [one.head(party_id) for party_id in IDS] == [two.head(party_id) for party_id in IDS]


@given(one_word_a_pair)
def test_a_split_always_holds(judgements: list[Sameness]) -> None:
    """Whatever chain of merges says otherwise; and then the contradiction is told."""
    clusters = Clusters(judgements)
    splits = [one for one in judgements if not one.same]
    assert all(one.right not in clusters.members(one.left) for one in splits)
    if not clusters.contradictions:
        assert joined(clusters) == naive(judgements)


@given(one_word_a_pair)
def test_a_contradiction_names_a_chain_between_the_ends_of_its_split(judgements: list[Sameness]) -> None:
    """Its merges alone, in their order, lead from one end to the other."""
    for found in Clusters(judgements).contradictions:
        alone = Clusters(found.merges)
        assert found.split.right in alone.members(found.split.left)
        assert len(alone.path(*found.split.pair)) == len(found.merges)


def naive(judgements: list[Sameness]) -> set[frozenset[str]]:
    """The parties, by joining sets until nothing changes."""
    sets = [{party_id} for party_id in IDS]
    for merge in (one for one in judgements if one.same):
        both = [found for found in sets if found & set(merge.pair)]
        sets = [found for found in sets if not found & set(merge.pair)] + [set().union(*both)]
    return {frozenset(found) for found in sets}


@given(st.lists(st.sampled_from([True, False, None]), max_size=10))
def test_a_withdrawal_brings_back_the_word_before(words: list[bool | None]) -> None:
    """As a stack of words on one pair; a withdrawal of nothing changes nothing."""
    stack: list[bool] = []
    for same in words:
        if same is not None:
            stack.append(same)
        elif stack:
            stack.pop()
    held = holding(Sameness.of("a", "b", same=same) for same in words)
    assert [one.same for one in held] == stack[-1:]


def test_a_party_of_the_registry_stands_for_strangers() -> None:
    """Else the first by id."""
    clusters = Clusters([Sameness.of("acme", "openai", same=True), Sameness.of("x1", "x0", same=True)])
    assert (clusters.head("acme"), clusters.head("x1")) == ("openai", "x0")


@pytest.mark.parametrize("because", ["", "one register number"])
def test_records_of_any_age_are_read(because: str) -> None:
    """Old ones have no reason, and a judgement without one is written as they are."""
    judgement = Sameness.of("b", "a", same=True, because=because)
    assert Sameness.from_json({**judgement.to_json(), "replaces": None}) == judgement
    assert ("because" in judgement.to_json()) == bool(because)


def test_a_party_cannot_be_judged_against_itself() -> None:
    """That would be no judgement."""
    with pytest.raises(ValueError, match="one id"):
        Sameness.of("a", "a", same=True)
