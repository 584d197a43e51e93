"""Rights out of the deals of a ledger, and out of a table of one's own."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from dawra.analyses.rights_of_use import PERMITTED, PROHIBITED, Query, RightOfUse, ask, read_rights, rights_in, version
from dawra.claims import Reading, Right, Term
from dawra.deals import consolidate
from dawra.errors import TableError
from dawra.values import PartialDate

Tell = Callable[..., Reading]
Granted = Callable[..., tuple[RightOfUse, ...]]
DAY = date.fromisoformat
API = Right(
    mode="exclusive",
    action=("sell",),
    object=("openai-models",),
    channel=("cloud-api",),
    segment=("commercial",),
    territory=("world",),
    exceptions=("gpt-oss",),
)
PAIR = "licensor:openai licensee:microsoft"


@pytest.fixture
def granted(sourced: Callable[..., Any]) -> Granted:
    """The rights in what some documents tell."""

    def rights(*readings: Reading, known: str | None = None) -> tuple[RightOfUse, ...]:
        claims = [claim for claim in sourced(*readings) if known is None or claim.known <= known]
        return rights_in(consolidate(claims))

    return rights


def licence(tell: Tell, right: Right | None = API, status: str = "signed", **fields: Any) -> Reading:  # noqa: ANN401
    """A licence of OpenAI's to Microsoft."""
    return tell(PAIR, status, kind="licence", date="2025-10-28", right=right, **{"published": "2025-10-29", **fields})


def test_a_licence_grants_what_it_states(tell: Tell, granted: Granted) -> None:
    """From its day to its end; what it does not state stays unknown."""
    (right,) = granted(licence(tell, term=Term(end=PartialDate("2030/2033"))))
    assert (right.grantor, right.holder, right.mode, right.binds) == ("openai", "microsoft", "exclusive", "all")
    assert (right.object, right.exceptions) == (("openai-models",), ("gpt-oss",))
    assert right.start == (DAY("2025-10-28"), DAY("2025-10-28"))
    assert right.end == (DAY("2030-01-01"), DAY("2034-01-01"))
    assert right.known == DAY("2025-10-29")
    assert [quote.published for quote in right.evidence] == ["2025-10-29"]
    (bare,) = granted(licence(tell, None, exclusive=True))
    assert (bare.mode, bare.object, bare.territory) == ("exclusive", None, None)


@pytest.mark.parametrize(
    ("term", "end"),
    [
        (Term(years=Decimal(3)), ("2028-10-28", "2028-10-28")),
        (Term(years=Decimal("1.5")), ("2027-04-28", "2027-04-28")),
        (Term(end=PartialDate("2032")), ("2032-01-01", "2033-01-01")),
        (Term(end=PartialDate("2032-06-30")), ("2032-06-30", "2032-06-30")),
    ],
)
def test_a_term_ends_a_right(tell: Tell, granted: Granted, term: Term, end: tuple[str, str]) -> None:
    """After so many years, in a year, on a day."""
    (right,) = granted(licence(tell, term=term))
    assert right.end == (DAY(end[0]), DAY(end[1]))


def test_two_sources_together_say_what_neither_says_alone(tell: Tell, granted: Granted) -> None:
    """One tells of the action and the mode, the other of the customers."""
    one = licence(tell, Right(mode="exclusive", action=("sell",), object=("openai-models",)), publisher="A")
    other = licence(tell, Right(action=("sell",), segment=("commercial",)), publisher="B")
    (right,) = granted(one, other)
    assert (right.mode, right.object, right.segment) == ("exclusive", ("openai-models",), ("commercial",))


def test_rights_to_different_things_are_different_deals(tell: Tell, granted: Granted) -> None:
    """The same two on the same day; models are not products, and selling is not using."""
    rights = granted(
        licence(tell, publisher="A"),
        licence(tell, Right(mode="exclusive", action=("use",), object=("openai-models",)), publisher="B"),
        licence(tell, Right(mode="exclusive", action=("sell",), object=("openai-frontier",)), publisher="C"),
    )
    assert sorted((right.action or (), right.object) for right in rights) == [
        (("sell",), ("openai-frontier",)),
        (("sell",), ("openai-models",)),
        (("use",), ("openai-models",)),
    ]


def test_an_amended_contract_changes_the_rights_that_it_meets(tell: Tell, granted: Granted) -> None:
    """EX-9.1 out of documents: prohibited as known before, permitted from the change on."""
    told = [
        licence(tell, term=Term(end=PartialDate("2030/2033")), publisher="A"),
        tell(
            "partner:microsoft partner:openai",
            "amended",
            kind="amendment",
            date="2026-04-27",
            published="2026-04-28",
            right=Right(mode="non_exclusive", action=("sell",), object=("openai-models",)),
        ),
        tell(
            "licensor:openai licensee:amazon",
            "signed",
            kind="licence",
            date="2026-01-15",
            published="2026-01-15",
            right=Right(**{**vars_of(API), "mode": "non_exclusive", "exceptions": None}),
            term=Term(end=PartialDate("2040")),
        ),
    ]

    def answer(known: str, on: str) -> tuple[str, bool]:
        query = Query(actor="amazon", action=("sell",), object=("openai-models",), channel=("cloud-api",), on=DAY(on))
        found = ask(granted(*told, known=known), query, DAY(known))
        return found.answer, found.breach

    assert answer("2025-12-17", "2028-06-30") == (PROHIBITED, False)
    assert answer("2026-02-01", "2028-06-30") == (PROHIBITED, True)
    assert answer("2026-04-28", "2028-06-30") == (PERMITTED, False)
    assert answer("2026-04-28", "2026-04-26") == (PROHIBITED, True)


def vars_of(right: Right) -> dict[str, Any]:
    """The fields of a right."""
    return {name: getattr(right, name) for name in Right.__slots__}


@pytest.mark.parametrize(
    "said",
    [
        Right(mode="non_exclusive", action=("use",)),
        Right(mode="non_exclusive", object=("openai-frontier",)),
        Right(),
    ],
)
def test_an_amendment_leaves_what_it_is_not_about(tell: Tell, granted: Granted, said: Right) -> None:
    """Another action, another thing, and one that changes nothing."""
    change = tell("partner:microsoft partner:openai", "amended", kind="amendment", date="2026-04-27", right=said)
    (right,) = granted(licence(tell), change)
    assert right.amendments == ()


def test_an_amended_licence_is_a_version_and_a_right_of_its_own(tell: Tell, granted: Granted) -> None:
    """The old right is exclusive no more; what the new one grants begins on its day."""
    new = tell(
        PAIR,
        "amended",
        kind="licence",
        date="2027-04-27",
        published="2027-04-28",
        right=Right(mode="non_exclusive", action=("sell",), object=("openai-models",)),
    )
    old, later = sorted(granted(licence(tell), new), key=lambda right: right.known)
    found = version(old, DAY("2027-04-27"))
    assert found
    assert found.right.mode == "non_exclusive"
    assert (later.mode, later.start) == ("non_exclusive", (DAY("2027-04-27"), DAY("2027-04-27")))


def test_an_exclusive_purchase_binds_the_customer_alone(tell: Tell, granted: Granted) -> None:
    """OpenAI may buy of Microsoft only; Meta is free, and Microsoft's own compute is not barred."""
    rights = granted(
        tell(
            "customer:openai provider:microsoft",
            "signed",
            kind="compute_purchase",
            date="2019-07-22",
            exclusive=True,
            term=Term(end=PartialDate("2030")),
        )
    )

    def answer(actor: str, what: str) -> str:
        return ask(rights, Query(actor=actor, action=("buy",), object=(what,), on=DAY("2024-01-01"))).answer

    assert answer("openai", "amazon-compute") == PROHIBITED
    assert answer("openai", "microsoft-compute") == PERMITTED
    assert answer("meta", "amazon-compute") == "NO BAR KNOWN"


def test_exclusive_compute_becomes_a_first_refusal_that_lapses(tell: Tell, granted: Granted) -> None:
    """EX-9.2 out of documents, version by version."""
    said = Right(mode="first_refusal", action=("buy",), object=("compute",))
    pair = "partner:microsoft partner:openai"
    told = [
        tell(
            "customer:openai provider:microsoft", "signed", kind="compute_purchase", date="2019-07-22", exclusive=True
        ),
        tell(pair, "amended", kind="amendment", date="2025-01-21", published="2025-01-22", right=said),
        tell(
            pair,
            "amended",
            kind="amendment",
            date="2025-10-28",
            published="2025-10-28",
            right=said,
            term=Term(end=PartialDate("2025-10-28")),
            publisher="B",
        ),
    ]
    rights = granted(*told)
    answers = {}
    for on in ("2024-01-01", "2025-06-30", "2025-10-28"):
        found = ask(rights, Query(actor="openai", action=("buy",), object=("amazon-compute",), on=DAY(on)))
        answers[on] = found.answer, [bool(part.obligations) for part in found.parts]
    assert answers == {
        "2024-01-01": (PROHIBITED, [False]),
        "2025-06-30": ("NO BAR KNOWN", [True]),
        "2025-10-28": ("NO BAR KNOWN", [False]),
    }


@pytest.mark.parametrize(("status", "rights"), [("denied", 0), ("in_talks", 1), ("terminated", 1)])
def test_what_is_denied_grants_nothing(tell: Tell, granted: Granted, status: str, rights: int) -> None:
    """What is talked about is not agreed, what was called off is over."""
    found = granted(licence(tell, status=status))
    assert len(found) == rights
    if status == "terminated":
        assert found[0].end == (DAY("2025-10-28"), DAY("2025-10-28"))
    assert all(right.status == status for right in found)


def test_what_was_called_off_on_no_stated_day_was_over_when_it_was_told(tell: Tell, granted: Granted) -> None:
    """The day of the page, rather than never."""
    end = tell(PAIR, "terminated", kind="licence", right=API, published="2026-03-01", publisher="B")
    (right,) = granted(licence(tell), end)
    assert right.end == (DAY("2026-03-01"), DAY("2026-03-01"))


def test_who_is_not_named_holds_nothing(tell: Tell, granted: Granted) -> None:
    """A licence to somebody, and one of a party to itself."""
    assert granted(tell("licensor:openai licensee:", "signed", kind="licence")) == ()
    assert granted(tell("licensor:openai licensee:openai", "signed", kind="licence")) == ()
    assert granted(tell("investor:amazon investee:openai")) == ()


TABLE = """
[[right]]
id = "R1"
grantor = "OpenAI"
holder = "مايكروسوفت"
mode = "exclusive"
action = ["sell"]
object = ["OpenAI's models"]
channel = "cloud-api"
start = "2025-10-28"
end = "2030/2033"
until_event = "agi"
exceptions = ["gpt-oss", "Amazon"]
conditions = ["a vote"]
known = "2025-12-17"
quote = "until AGI"
publisher = "Reuters"

[[amendment]]
right = "R1"
effective = "2026-04-27"
known = "2026-04-28"
mode = "non_exclusive"
until_event = ""
"""


def table(folder: Path, text: str) -> Path:
    """A table with this text."""
    path = folder / "rights.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_rights_of_ones_own_are_read(tmp_path: Path) -> None:
    """Every field, parties by any of their names, and what an amendment replaces."""
    (right,) = read_rights(table(tmp_path, TABLE))
    assert (right.grantor, right.holder, right.object) == ("openai", "microsoft", ("openai-models",))
    assert (right.end, right.until_event) == ((DAY("2030-01-01"), DAY("2034-01-01")), "agi")
    assert (right.exceptions, right.conditions) == (("gpt-oss", "amazon"), ("a vote",))
    assert (right.segment, right.evidence[0].publisher) == (None, "Reuters")
    (change,) = right.amendments
    assert (change.id, change.known, dict(change.changes)) == (
        "R1/1",
        DAY("2026-04-28"),
        {"mode": "non_exclusive", "until_event": None},
    )


def test_an_empty_table_has_no_rights(tmp_path: Path) -> None:
    """And is no error."""
    assert read_rights(table(tmp_path, "")) == ()


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('mode = "exclusive"', 'mode = "exclusiv"', r"right 'R1': unknown mode 'exclusiv'"),
        ('action = ["sell"]', 'action = ["sel"]', r"right 'R1': action 'sel'.*Did you mean sell"),
        ('action = ["sell"]', "action = []", r"right 'R1': action = \[\]"),
        ('start = "2025-10-28"', 'start = "tomorrow"', r"right 'R1': start.*no date"),
        ('grantor = "OpenAI"', "", r"right 'R1': no grantor"),
        ('publisher = "Reuters"', 'publsher = "Reuters"', r"unknown name 'publsher'. Did you mean publisher"),
        ('until_event = "agi"', 'until_event = "asi"', r"event 'asi'"),
        ('right = "R1"', 'right = "R2"', r"amendment 1: right 'R2' is not there. Write one of R1"),
        ('effective = "2026-04-27"', "", r"amendment 1: no effective"),
        ('mode = "non_exclusive"', 'mode = "shared"', r"amendment 1: unknown mode 'shared'"),
        ("[[right]]", "[right]", r"right: no list of tables"),
        ("[[right]]", "[[rights]]", r"unknown name 'rights'. Did you mean right"),
        ("[[right]]", "[[right", r"no table of rights"),
        ('end = "2030/2033"', 'end = "2033/2030"', r"right 'R1': end.*no date"),
    ],
)
def test_a_malformed_table_says_where(tmp_path: Path, old: str, new: str, message: str) -> None:
    """The file, the right and the field, with what would help."""
    assert old in TABLE
    with pytest.raises(TableError, match=message):
        read_rights(table(tmp_path, TABLE.replace(old, new, 1)))


def test_an_id_stands_once(tmp_path: Path) -> None:
    """Else an amendment would not know which it is of."""
    right = '[[right]]\nid = "R"\ngrantor = "a"\nholder = "b"\nstart = "2025"\n'
    with pytest.raises(TableError, match="the id stands twice"):
        read_rights(table(tmp_path, right + right))
