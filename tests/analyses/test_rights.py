"""Rights of use: the examples of the methods, and properties beside a slow twin that looks at single cases."""

from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any, Final

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dawra.analyses.rights_of_use import (
    CONDITIONAL,
    NO_BAR_KNOWN,
    PERMITTED,
    PROHIBITED,
    Amendment,
    Answer,
    Condition,
    Query,
    RightOfUse,
    ask,
    conflicts,
    version,
    versions,
)
from dawra.claims.taxonomy import AXES, EVENT, Taxonomies, Taxonomy, Word
from dawra.errors import NotFoundError

DAY: Final = date.fromisoformat
K1: Final = DAY("2025-12-17")
R1: Final = RightOfUse(
    id="R1",
    grantor="openai",
    holder="microsoft",
    known=K1,
    mode="exclusive",
    action=("sell",),
    object=("openai-models",),
    channel=("cloud-api",),
    segment=("commercial",),
    territory=("world",),
    start=(DAY("2025-10-28"), DAY("2025-10-28")),
    end=(DAY("2030-01-01"), DAY("2034-01-01")),
    exceptions=("open-weight-models", "us-national-security", "non-api"),
)
LICENCE: Final = replace(
    R1,
    id="L",
    holder="amazon",
    mode="non_exclusive",
    exceptions=(),
    start=(DAY("2026-01-01"),) * 2,
    end=(DAY("2040-01-01"),) * 2,
)
FIRST: Final = RightOfUse(
    id="F",
    grantor="openai",
    holder="microsoft",
    known=DAY("2025-01-22"),
    mode="first_refusal",
    action=("buy",),
    object=("compute",),
    channel=("cloud",),
    segment=("commercial",),
    territory=("world",),
    start=(DAY("2025-01-21"),) * 2,
    end=(DAY("2025-10-28"),) * 2,
    binds="grantor",
)
CONTRACT: Final = replace(
    FIRST,
    id="C",
    grantor="amazon",
    holder="openai",
    mode="non_exclusive",
    object=("amazon-compute",),
    end=(DAY("2032-11-03"),) * 2,
    binds="all",
)


def sell(on: str, *, actor: str = "amazon", what: str = "openai-models", **more: Any) -> Query:  # noqa: ANN401
    """May the actor sell it through a cloud API?"""
    return Query(actor=actor, action=("sell",), object=(what,), channel=("cloud-api",), on=DAY(on), **more)


def buy(on: str, what: str = "amazon-compute") -> Query:
    """May OpenAI buy compute?"""
    return Query(actor="openai", action=("buy",), object=(what,), channel=("cloud",), on=DAY(on))


@pytest.mark.parametrize(
    ("on", "answer"), [("2028-06-30", PROHIBITED), ("2031-01-01", CONDITIONAL), ("2034-01-01", NO_BAR_KNOWN)]
)
def test_an_exclusive_right_bars_until_it_may_be_over(on: str, answer: str) -> None:
    """EX-9.1, "early 2030s": prohibited before 2030, nobody can say until 2034, free from then on."""
    assert ask([R1], sell(on), K1).answer == answer


def test_an_uncertain_end_is_the_condition() -> None:
    """EX-9.1: it says between which days the right ends."""
    found = ask([R1], sell("2031-01-01"), K1)
    assert found.conditions == (
        Condition(code="end-uncertain", right="R1", between=(DAY("2030-01-01"), DAY("2034-01-01"))),
    )


def test_what_is_excepted_is_not_barred() -> None:
    """EX-9.1: open-weight models in 2028, and with a licence to Amazon."""
    assert ask([R1], sell("2028-06-30", what="gpt-oss"), K1).answer == NO_BAR_KNOWN
    licence = replace(LICENCE, object=("gpt-oss",))
    assert ask([R1, licence], sell("2028-06-30", what="gpt-oss"), K1).answer == PERMITTED


@pytest.mark.parametrize("more", [{"segment": ("us-national-security",)}, {"channel": ("non-api",)}])
def test_a_customer_or_a_way_that_is_excepted_is_not_barred(more: dict[str, Any]) -> None:
    """EX-9.1: US national-security customers, products without an API."""
    assert ask([R1], replace(sell("2028-06-30"), **more), K1).answer == NO_BAR_KNOWN


def test_an_end_by_an_event_makes_the_answer_hang_on_it() -> None:
    """EX-9.1: until AGI is verified, 2028 is conditional; before the right was told of, it had not been."""
    until = replace(R1, until_event="agi")
    found = ask([until], sell("2028-06-30"), K1)
    assert (found.answer, found.conditions) == (
        CONDITIONAL,
        (Condition(code="until-event", right="R1", detail="agi"),),
    )
    assert ask([until], sell("2025-11-30"), K1).answer == PROHIBITED


@pytest.mark.parametrize(
    ("known", "on", "answer"),
    [
        ("2025-12-17", "2028-06-30", PROHIBITED),
        ("2026-04-28", "2028-06-30", PERMITTED),
        ("2026-04-28", "2026-04-27", PERMITTED),
        ("2026-04-28", "2026-04-26", PROHIBITED),
    ],
)
def test_an_amendment_counts_from_its_day_once_it_is_known(known: str, on: str, answer: str) -> None:
    """EX-9.1, R2: not exclusive any more from e2 on, as known from k2 on."""
    change = Amendment(id="R2", effective=DAY("2026-04-27"), known=DAY("2026-04-28"), changes={"mode": "non_exclusive"})
    found = ask([replace(R1, amendments=(change,)), LICENCE], sell(on), DAY(known))
    assert found.answer == answer
    used = {one.version.right.id: one for one in found.rights}
    assert [one.id for one in used["R1"].version.made_by] == (["R2"] if answer == PERMITTED else [])


def test_a_grant_inside_a_bar_is_a_breach() -> None:
    """Step 3: prohibited all the same."""
    found = ask([R1, LICENCE], sell("2028-06-30"), K1)
    assert (found.answer, found.breach) == (PROHIBITED, True)
    assert not ask([R1], sell("2028-06-30"), K1).breach


@pytest.mark.parametrize(("rights", "answer"), [((R1, FIRST), NO_BAR_KNOWN), ((R1, FIRST, CONTRACT), PERMITTED)])
def test_buying_compute_is_another_action_than_selling_models(rights: tuple[RightOfUse, ...], answer: str) -> None:
    """EX-9.2: R1 does not cover it; a lapsed first refusal obliges to nothing."""
    found = ask(rights, buy("2028-06-30"), K1)
    assert found.answer == answer
    assert [part.obligations for part in found.parts] == [()]


def test_a_first_refusal_in_force_obliges_and_does_not_bar() -> None:
    """Its holder must be asked first, by the one who granted it alone."""
    found = ask([FIRST, CONTRACT], buy("2025-06-30"), K1)
    assert (found.answer, [part.obligations for part in found.parts]) == (PERMITTED, [("F",)])
    other = ask([FIRST], replace(buy("2025-06-30"), actor="meta"), K1)
    assert [part.obligations for part in other.parts] == [()]


def test_a_question_that_a_right_cuts_is_answered_in_parts() -> None:
    """All models: OpenAI's are barred, the others are not; together it depends."""
    found = ask([R1], sell("2028-06-30", what="models"), K1)
    assert (found.answer, found.conditions[0].code) == (CONDITIONAL, "depends-on-part")
    parts = {part.answer: part for part in found.parts}
    assert set(parts) == {PROHIBITED, NO_BAR_KNOWN}
    (barred,) = parts[PROHIBITED].boxes
    assert barred[1] == {"openai-models", "gpt-3", "sora"}
    assert "gpt-oss" in {word for box in parts[NO_BAR_KNOWN].boxes for word in box[1]}


def test_an_unstated_scope_is_unknown_and_never_all() -> None:
    """Nobody says through what: conditional, and it says on which scope."""
    found = ask([replace(R1, channel=None)], sell("2028-06-30"), K1)
    assert (found.answer, found.conditions) == (
        CONDITIONAL,
        (Condition(code="scope-unstated", right="R1", detail="channel"),),
    )


def test_an_unstated_mode_is_unknown() -> None:
    """A licence of which nobody says whether it is exclusive."""
    found = ask([replace(R1, mode=None)], sell("2028-06-30"), K1)
    assert [why.code for why in found.conditions] == ["mode-unstated"]


def test_nobody_grants_rights_to_what_is_anothers() -> None:
    """A licence of Groq's of which nothing is stated says nothing of OpenAI's models."""
    of_groq = RightOfUse(id="G", grantor="groq", holder="nvidia", known=K1)
    assert ask([of_groq], sell("2028-06-30"), K1).answer == NO_BAR_KNOWN
    of_openai = replace(of_groq, grantor="openai")
    assert ask([of_openai], sell("2028-06-30"), K1).answer == CONDITIONAL


def test_what_is_ones_own_needs_no_licence() -> None:
    """OpenAI may sell its models; a sole right leaves it that, an exclusive one does not."""
    own = sell("2028-06-30", actor="openai")
    assert ask([], own).answer == PERMITTED
    assert ask([replace(R1, mode="sole")], own, K1).answer == PERMITTED
    assert ask([replace(R1, mode="sole")], sell("2028-06-30"), K1).answer == PROHIBITED
    assert ask([R1], own, K1).answer == PROHIBITED


def test_a_party_can_be_excepted() -> None:
    """Amazon is, Google is not."""
    spared = replace(R1, exceptions=("amazon",))
    answers = [ask([spared], sell("2028-06-30", actor=actor), K1).answer for actor in ("amazon", "alphabet")]
    assert answers == [NO_BAR_KNOWN, PROHIBITED]


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"status": "in_talks"}, "not-agreed"),
        ({"conditions": ("regulatory_approval",)}, "condition"),
        ({"end": None}, "end-unstated"),
        ({"start": (DAY("2028-01-01"), DAY("2029-01-01"))}, "start-uncertain"),
    ],
)
def test_what_is_not_settled_is_a_condition(change: dict[str, Any], code: str) -> None:
    """Not agreed yet, hanging on an approval, of no stated end, begun at an uncertain day."""
    found = ask([replace(R1, **change)], sell("2028-06-30"), K1)
    assert (found.answer, [why.code for why in found.conditions]) == (CONDITIONAL, [code])


def test_a_right_that_is_not_known_yet_is_not_there() -> None:
    """As known the day before."""
    found = ask([R1], sell("2028-06-30"), K1 - timedelta(days=1))
    assert (found.answer, found.rights) == (NO_BAR_KNOWN, ())


def test_an_answer_names_what_it_rests_on_and_what_no_longer_counts() -> None:
    """A right that is over stands there with the reason why it does nothing."""
    (used,) = ask([R1], sell("2034-01-01"), K1).rights
    assert (used.role, used.idle) == (None, "ended")
    (used,) = ask([R1], sell("2025-10-27"), K1).rights
    assert (used.role, used.idle) == (None, "not-begun")


def test_no_rights_bar_nothing() -> None:
    """An empty ledger."""
    assert ask([], sell("2028-06-30")).answer == NO_BAR_KNOWN
    assert conflicts([]) == ()


def test_a_word_that_no_taxonomy_has_is_refused() -> None:
    """With the nearest that it has and how to list them."""
    with pytest.raises(NotFoundError, match=r"openai-models.*dawra rights words object"):
        ask([], sell("2028-06-30", what="openai-model"))


def test_a_wrong_field_cannot_be_amended() -> None:
    """Who holds a right is not changed: that is another right."""
    with pytest.raises(ValueError, match="holder"):
        Amendment(id="A", effective=K1, known=K1, changes={"holder": "amazon"})


def test_versions_follow_each_other_without_a_gap() -> None:
    """Two amendments of one day make one version, the later one winning."""
    day = DAY("2026-01-01")
    changes = [("b", "sole"), ("a", "non_exclusive"), ("c", "first_refusal")]
    amendments = tuple(Amendment(id=name, effective=day, known=K1, changes={"mode": mode}) for name, mode in changes)
    first, second = versions(replace(R1, amendments=amendments))
    assert (first.right.mode, first.since, first.until) == ("exclusive", None, day)
    assert (second.right.mode, second.since, second.until) == ("first_refusal", day, None)
    assert [one.id for one in second.made_by] == ["a", "b", "c"]


# Random rights over small taxonomies, beside a twin that asks for every single case.

SMALL: Final[Taxonomies] = {
    **{
        axis: Taxonomy(
            axis,
            [
                Word(id=f"{axis}-all", en=f"{axis} all", ar=f"{axis} كل"),
                Word(id=f"{axis}-x", en=f"{axis} x", ar=f"{axis} س", parents=(f"{axis}-all",)),
                Word(
                    id=f"{axis}-y",
                    en=f"{axis} y",
                    ar=f"{axis} ص",
                    parents=(f"{axis}-all",),
                    owner="G" if axis == "object" else None,
                ),
            ],
        )
        for axis in AXES
    },
    EVENT: Taxonomy(EVENT, [Word(id="event", en="event", ar="حدث")]),
}
FIRST_DAY: Final = DAY("2025-01-01")
DAYS: Final = [FIRST_DAY + timedelta(days=number) for number in range(8)]
PARTIES: Final = ("G", "H", "J")

days = st.sampled_from(DAYS)


WORDS: Final = {
    axis: st.lists(st.sampled_from([f"{axis}-all", f"{axis}-x", f"{axis}-y"]), min_size=1, max_size=2).map(tuple)
    for axis in AXES
}
MODE: Final = st.sampled_from(["exclusive", "exclusive", "sole", "non_exclusive", "first_refusal"])
ONE_DAY: Final = days.map(lambda day: (day, day))
SPAN: Final = ONE_DAY | st.tuples(days, days).map(lambda two: (min(two), max(two)))
CHANGES: Final = st.fixed_dictionaries(
    {},
    optional={
        "mode": MODE,
        "end": SPAN,
        "object": WORDS["object"],
        "until_event": st.sampled_from([None, "event"]),
    },
)
AMENDMENTS: Final = st.lists(st.tuples(days, days, CHANGES), max_size=2).map(
    lambda drawn: tuple(
        Amendment(id=str(number), effective=effective, known=known, changes=change)
        for number, (effective, known, change) in enumerate(drawn)
    )
)
EXCEPTIONS: Final = st.lists(st.sampled_from(["J", "object-x", "territory-y", "segment-all"]), max_size=2).map(tuple)
PARTY: Final = st.sampled_from(PARTIES)
STATED: Final = st.builds(
    RightOfUse,
    id=st.just("one"),
    grantor=PARTY,
    holder=PARTY,
    known=st.just(FIRST_DAY),
    mode=st.just("exclusive"),
    start=st.sampled_from([(day, day) for day in DAYS[:4]]),
    end=st.sampled_from([(day, day) for day in DAYS[2:]]),
    **{axis: st.just((f"{axis}-all",)) | words for axis, words in WORDS.items()},
)
"""An exclusive right of which everything is known; a wide one, so that two often meet."""

WIDE: Final = st.builds(
    RightOfUse,
    id=st.just("wide"),
    grantor=st.just("G"),
    holder=PARTY,
    known=st.just(FIRST_DAY),
    mode=st.just("exclusive"),
    start=st.just((DAYS[0], DAYS[0])),
    end=st.just((DAYS[-1], DAYS[-1])),
    **{axis: words if axis == "segment" else st.just((f"{axis}-all",)) for axis, words in WORDS.items()},
)
"""One that bars most of what is asked."""

ANY: Final = st.builds(
    RightOfUse,
    id=st.just("any"),
    grantor=PARTY,
    holder=PARTY,
    known=days,
    mode=st.none() | MODE,
    start=st.none() | SPAN,
    end=st.none() | SPAN,
    until_event=st.sampled_from([None, None, "event"]),
    exceptions=EXCEPTIONS,
    binds=st.sampled_from(["all", "all", "grantor"]),
    status=st.sampled_from([None, "in_talks", "signed"]),
    amendments=AMENDMENTS,
    **{axis: st.none() | words for axis, words in WORDS.items()},
)
FIRM: Final = STATED.flatmap(lambda right: st.sampled_from([right, replace(right, mode="non_exclusive")]))
SOME: Final = st.lists(ANY | FIRM | WIDE, max_size=4).map(
    lambda drawn: [replace(right, id=f"r{number}") for number, right in enumerate(drawn)]
)
QUERIES: Final = st.builds(Query, actor=PARTY, on=days, **WORDS)


def lies_in(axis: str, word: str, words: tuple[str, ...]) -> bool:
    """By walking up."""
    return word in words or any(lies_in(axis, parent, words) for parent in SMALL[axis][word].parents)


def folded(right: RightOfUse, on: date, known: date | None) -> RightOfUse | None:
    """The version of a day, amendment by amendment."""
    if known and right.known > known:
        return None
    state = right
    for one in sorted(right.amendments, key=lambda one: (one.effective, one.known, one.id)):
        if one.effective <= on and (known is None or one.known <= known):
            state = replace(state, **one.changes)
    return state


def slow_covers(right: RightOfUse, case: dict[str, str]) -> list[bool | None]:
    """Scope by scope, whether one single case is covered."""
    found: list[bool | None] = []
    for axis, word in case.items():
        stated: tuple[str, ...] | None = getattr(right, axis)
        out = lies_in(axis, word, tuple(one for one in right.exceptions if one in SMALL[axis]))
        foreign = axis == "object" and right.binds == "all" and word == "object-y" and right.grantor != "G"
        if out or foreign:
            found.append(False)
        else:
            found.append(None if stated is None else lies_in(axis, word, stated))
    return found


def slow_in_force(right: RightOfUse, whole: RightOfUse, on: date, known: date | None) -> list[bool | None]:
    """What decides on whether it is in force."""
    told = [right.known, *(one.known for one in whole.amendments)]
    horizon = known or max(told)
    found: list[bool | None] = [None if right.status == "in_talks" else True]
    if right.start is None:
        found.append(True if on >= right.known else None)
    else:
        found.append(True if on >= right.start[1] else False if on < right.start[0] else None)
    if right.end is not None:
        found.append(False if on >= right.end[1] else None if on >= right.end[0] else True)
    if on > horizon and (right.until_event or right.end is None):
        found.append(None)
    return found


def all_of(values: list[bool | None]) -> bool | None:
    """And."""
    return False if any(one is False for one in values) else None if any(one is None for one in values) else True


def any_of(values: list[bool | None]) -> bool | None:
    """Or."""
    return True if any(values) else None if any(one is None for one in values) else False


def slow_answer(found: list[RightOfUse], query: Query, known: date | None, case: dict[str, str]) -> str:
    """The answer to one single case, straight from the methods."""
    bars: list[bool | None] = []
    grants: list[bool | None] = [query.actor == "G" and case["object"] == "object-y"]
    for whole in found:
        right = folded(whole, query.on, known)
        if right is None:
            continue
        covers, lives = slow_covers(right, case), slow_in_force(right, whole, query.on, known)
        if right.holder == query.actor:
            grants.append(False if right.mode == "first_refusal" else all_of([*covers, *lives]))
        else:
            kind = None if right.mode is None else right.mode in {"exclusive", "sole"}
            bound = (
                query.actor not in right.exceptions
                and not (right.mode == "sole" and query.actor == right.grantor)
                and (right.binds == "all" or query.actor == right.grantor)
            )
            bars.append(all_of([kind, bound, *covers, *lives]))
        if right.grantor == query.actor and right.binds == "all" and right.mode != "first_refusal":
            grants.append(all_of(covers) is True)
    bar, grant = any_of(bars), any_of(grants)
    if bar:
        return PROHIBITED
    if bar is None:
        return CONDITIONAL
    return PERMITTED if grant else NO_BAR_KNOWN


def cases(query: Query) -> list[dict[str, str]]:
    """Every single case that a question asks about."""
    sets = [[word.id for word in SMALL[axis] if lies_in(axis, word.id, getattr(query, axis))] for axis in AXES]
    return [dict(zip(AXES, words, strict=True)) for words in product(*sets)]


def answer_to(found: Answer, case: dict[str, str]) -> list[str]:
    """The answers of the parts in which a single case lies."""
    return [
        part.answer
        for part in found.parts
        for box in part.boxes
        if all(case[axis] in words for axis, words in zip(AXES, box, strict=True))
    ]


@given(SOME, QUERIES, st.none() | days)
def test_every_single_case_is_answered_once_and_as_by_the_twin(
    found: list[RightOfUse], query: Query, known: date | None
) -> None:
    """The parts are the whole question, none twice, and each case has the answer of the methods."""
    answer = ask(found, query, known, words=SMALL)
    expected = [slow_answer(found, query, known, case) for case in cases(query)]
    assert [answer_to(answer, case) for case in cases(query)] == [[one] for one in expected]
    assert answer.answer == (expected[0] if len(set(expected)) == 1 else CONDITIONAL)


@given(SOME, QUERIES, st.none() | days, ANY)
def test_another_bar_never_turns_prohibited_into_permitted(
    found: list[RightOfUse], query: Query, known: date | None, new: RightOfUse
) -> None:
    """INV-9.2."""
    before = ask(found, query, known, words=SMALL)
    if new.holder != query.actor and before.answer == PROHIBITED:
        bar = replace(new, id="new", mode="exclusive", amendments=())
        assert ask([*found, bar], query, known, words=SMALL).answer == PROHIBITED


@given(SOME, QUERIES, days, ANY, st.tuples(days, CHANGES))
def test_an_answer_ignores_what_was_known_later(
    found: list[RightOfUse], query: Query, known: date, new: RightOfUse, change: tuple[date, dict[str, Any]]
) -> None:
    """INV-9.3: neither a right nor an amendment that comes later changes it."""
    later = known + timedelta(days=1)
    amendment = Amendment(id="later", effective=change[0], known=later, changes=change[1])
    after = [replace(right, amendments=(*right.amendments, amendment)) for right in found]
    after.append(replace(new, id="new", known=later))
    assert ask(after, query, known, words=SMALL) == ask(found, query, known, words=SMALL)


@given(SOME, QUERIES, st.none() | days, st.randoms(use_true_random=False))
def test_the_order_of_telling_changes_nothing(
    found: list[RightOfUse],
    query: Query,
    known: date | None,
    random: Any,  # noqa: ANN401 - hypothesis' own
) -> None:
    """INV-9.4, of rights and of amendments."""
    mixed = [replace(right, amendments=tuple(reversed(right.amendments))) for right in found]
    random.shuffle(mixed)
    assert ask(mixed, query, known, words=SMALL) == ask(found, query, known, words=SMALL)
    assert conflicts(mixed, known, words=SMALL) == conflicts(found, known, words=SMALL)


@given(SOME, QUERIES, st.none() | days, st.data())
def test_a_smaller_question_stays_prohibited(
    found: list[RightOfUse], query: Query, known: date | None, data: st.DataObject
) -> None:
    """INV-9.5."""
    if ask(found, query, known, words=SMALL).answer == PROHIBITED:
        case = data.draw(st.sampled_from(cases(query)))
        smaller = Query(actor=query.actor, on=query.on, **{axis: (word,) for axis, word in case.items()})
        assert ask(found, smaller, known, words=SMALL).answer == PROHIBITED


@given(STATED, STATED)
def test_exclusive_rights_conflict_where_all_scopes_and_days_meet(one: RightOfUse, two: RightOfUse) -> None:
    """INV-9.1, beside a twin that looks for a case and a day that both have."""
    two = replace(two, id="two")
    whole = Query(actor="", on=FIRST_DAY, **{axis: (f"{axis}-all",) for axis in AXES})
    shared = any(all(slow_covers(one, case)) and all(slow_covers(two, case)) for case in cases(whole))
    assert one.start
    assert one.end
    assert two.start
    assert two.end
    lasting = [day for day in DAYS if one.start[0] <= day < one.end[0] and two.start[0] <= day < two.end[0]]
    clash = one.holder != two.holder and shared and bool(lasting)
    found = conflicts([one, two], words=SMALL)
    assert bool(found) == clash
    if found:
        (conflict,) = found
        assert (conflict.kind, conflict.certain) == ("exclusive", True)
        assert (conflict.since, conflict.until) == (lasting[0], lasting[-1] + timedelta(days=1))


@given(ANY | STATED, ANY | STATED, st.none() | days)
def test_a_conflict_is_missed_by_no_day(one: RightOfUse, two: RightOfUse, known: date | None) -> None:
    """Where one right surely bars what the other surely allows, on whatever day, a conflict is certain."""
    two = replace(two, id="two")
    whole = Query(actor="", on=FIRST_DAY, **{axis: (f"{axis}-all",) for axis in AXES})
    clash = False
    for day in DAYS:
        first, second = folded(one, day, known), folded(two, day, known)
        if (
            first
            and second
            and all(
                all_of(slow_in_force(right, right_whole, day, known))
                for right, right_whole in ((first, one), (second, two))
            )
        ):
            for right, other in ((first, second), (second, first)):
                bound = (
                    right.mode in {"exclusive", "sole"}
                    and other.mode != "first_refusal"
                    and right.holder != other.holder
                    and other.holder not in right.exceptions
                    and not (right.mode == "sole" and other.holder == right.grantor)
                    and ({right.binds, other.binds} == {"all"} or right.grantor == other.grantor)
                )
                clash |= bound and any(
                    all(slow_covers(right, case)) and all(slow_covers(other, case)) for case in cases(whole)
                )
    found = conflicts([one, two], known, words=SMALL)
    if clash:
        assert any(conflict.certain for conflict in found)


def test_a_licence_inside_anothers_exclusive_right_is_a_conflict() -> None:
    """It begins where the licence does and lasts as long as the right surely does; a licence of its own is none."""
    (found,) = conflicts([R1, LICENCE], K1)
    assert (found.kind, found.certain, found.first.id, found.second.id) == ("licence", True, "R1", "L")
    assert (found.since, found.until) == (DAY("2026-01-01"), DAY("2030-01-01"))
    assert conflicts([R1, replace(LICENCE, holder="microsoft")], K1) == ()


def test_a_conflict_that_hangs_on_an_unstated_scope_is_only_possible() -> None:
    """Frontier, whose channel nobody states."""
    (found,) = conflicts([R1, replace(LICENCE, mode="exclusive", channel=None)], K1)
    assert (found.kind, found.certain) == ("exclusive", False)


def test_an_amendment_ends_a_conflict() -> None:
    """From the day on which the right is exclusive no more."""
    change = Amendment(id="R2", effective=DAY("2026-04-27"), known=K1, changes={"mode": "non_exclusive"})
    (found,) = conflicts([replace(R1, amendments=(change,)), LICENCE], K1)
    assert (found.since, found.until) == (DAY("2026-01-01"), DAY("2026-04-27"))


def test_a_version_is_none_before_it_is_known() -> None:
    """Of a right that nobody could know of."""
    assert version(R1, DAY("2028-01-01"), DAY("2025-12-16")) is None
