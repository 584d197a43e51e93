"""`dawra runway`, as a user meets it."""

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from tests.conftest import billions, tell

from dawra.book import Book
from dawra.claims import Evidence, FactClaim, Mention, Reader, Reading
from dawra.documents import Document
from dawra.values import Amount, PartialDate, Span

Dawra = Callable[..., Any]
HEADER = "from,to,amount,currency,layer,date,end,deal,status\n"
EX_8_3 = HEADER + (
    "O,*,8,USD,oth,2026-01-01,2026-04-01,costs,\n"
    "O,*,10,USD,oth,2026-04-01,2026-07-01,costs,\n"
    "O,*,12,USD,oth,2026-07-01,2026-10-01,costs,\n"
    "O,*,15,USD,oth,2026-10-01,2027-01-01,costs,\n"
    "A,O,10,USD,fin,2026-07-01,,first,announced\n"
    "B,O,22.5,USD,fin,2026-10-01,,second,planned\n"
)
CASH = "party,amount\nO,20\n"


@pytest.fixture
def write(tmp_path: Path) -> Callable[..., Path]:
    """A file with this content."""

    def to(text: str, name: str = "legs.csv") -> Path:
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return to


@pytest.fixture
def first(write: Callable[..., Path]) -> tuple[object, ...]:
    """EX-8.3 as tables: an announced draw comes with .8, a planned one with .5."""
    return ("runway", "O", "--legs", write(EX_8_3), "--openings", write(CASH, "cash.csv"))


def told_fact(metric: str, amount: Amount, period: str, *, status: str = "completed", party: str = "openai") -> Reading:
    """One document with one figure of one party."""
    text = f"{party} {metric} {amount.text} {period} {status}"
    fact = FactClaim(
        party=Mention(id=party, name=party),
        metric=metric,
        status=status,
        amount=amount,
        period=period,
        evidence=(Evidence(field="status", span=Span.cut(text, 0, len(text))),),
    )
    document = Document(text=text, language="en", published="2026-06-20")
    return Reading(document=document, reader=Reader(name="test", version="1"), facts=(fact,))


@pytest.fixture
def book(tmp_path: Path) -> Path:
    """OpenAI opens with 20, has stated revenue for half a year, owes Oracle and may be financed by SoftBank."""
    path = tmp_path / "book.db"
    with Book.open(path, create=True) as ledger:
        for reading in (
            tell(
                "customer:openai provider:oracle",
                "signed",
                billions(30),
                kind="compute_purchase",
                date="2026-07-01",
                years=1,
            ),
            tell("investor:softbank investee:openai", "planned", billions(10), closing=PartialDate("2026-10-01")),
            tell(
                "investor:nvidia investee:openai",
                "completed",
                billions("10.0"),
                date="2025-12",
                stake_percent=Decimal(10),
                valuation=billions("500.0"),
            ),
            told_fact("cash", billions(20), "2026-06"),
            told_fact("revenue", billions(6), "2026-H2", status="planned"),
            told_fact("cash_burn", billions(3), "2026-Q1"),
            told_fact("capex", billions(40), "2026-H2", status="planned"),
        ):
            ledger.add(reading)
    return path


def test_runway_as_json(dawra: Dawra, first: tuple[object, ...]) -> None:
    """EX-8.3 in currency units, in the shape of the interface."""
    ran = dawra(*first, "--json")
    assert (ran.code, ran.err) == (0, "")
    found = json.loads(ran.out)
    assert (found["party"], found["currency"], found["graph"]) == ("O", "USD", "M")
    assert found["window"] == ["2026-01-01", "2027-01-01"]
    assert (found["opening"], found["gap"], found["needs"], found["runway"]) == (20, 0, 20, None)
    assert found["cases"]["without_draws"] == {"gap": 25, "needs": 45, "runway": "2026-07-16"}
    assert found["cases"]["weighted"]["gap"] == 5.75
    drawn = found["distribution"]
    assert (drawn["of"], drawn["method"], drawn["cases"], drawn["uncertain"]) == ("gap", "exact", 4, 2)
    assert drawn["probability"] == pytest.approx(0.6)
    assert drawn["mean"] == pytest.approx(9.5)
    assert drawn["quantiles"] == {"0.5": 10, "0.9": 15, "0.95": 25}
    assert drawn["deviation"] == pytest.approx((289 / 4) ** 0.5)
    assert [round(one["probability"], 9) for one in drawn["runway"]] == [0.2, 0.4]
    assert [one["balance"] for one in found["quarters"]] == [12, 2, 0, 7.5]
    effects = {one["deal"]: one["first"] for one in found["drivers"]}
    assert effects == pytest.approx({"first": 64 / 289, "second": 225 / 289})
    assert [one["code"] for one in found["assumptions"]] == ["opening-file", "status", "status", "costs-untold"]
    assert {(one["side"], one["deal"]) for one in found["movements"]} == {
        ("obligation", "costs"),
        ("draw", "first"),
        ("draw", "second"),
    }


def test_runway_to_read(dawra: Dawra, first: tuple[object, ...]) -> None:
    """The cases, the quarters, the distribution, what it hangs on, the assumptions, and what it does not show."""
    ran = dawra(*first)
    lines = [" ".join(line.split()) for line in ran.out.splitlines()]
    assert ran.code == 0
    for line in (
        "Opening cash $20",
        "Lacks, if every deal comes about $0 money lasts",
        "Lacks, if no uncertain deal brings money in $25 runs out on 16 July 2026",
        "third quarter of 2026 $0 $10 $12 $0 $0 $20",
        "What may come about: all 4 cases of 2 deals that may or may not",
        "Money runs out, with probability 60%",
        "Lacks on average $9.5",
        "Runs out in: fourth quarter of 2026 40%",
        "Comes about or not (50%): B, second $15 $0 77.9% 77.9%",
        "Opening cash by the table of openings: $20.",
        "Deals that are planned come about with probability 50%, each for itself: 1 deal.",
    ):
        assert line in lines, line
    assert "could not borrow" in lines[-1]


def test_runway_in_arabic(dawra: Dawra, first: tuple[object, ...]) -> None:
    """The same figures, and no English sentence."""
    out = dawra(*first, "--lang", "ar").out
    for arabic in ("20 دولارًا", "ينفد في 16 يوليو 2026", "الربع الثالث من 2026", "كل الحالات وعددها 4"):
        assert arabic in out
    for english in ("Lacks", "quarter", "Runs", "probability", "Deals"):
        assert english not in out


def test_from_a_ledger(dawra: Dawra, book: Path) -> None:
    """Opening and inflow are stated facts, obligations and draws the deals; what is stated besides is no sum."""
    words = ("runway", "OpenAI", "--book", book, "--as-of", "2026-07-01", "--until", "2026-10-01")
    found = json.loads(dawra(*words, "--json").out)
    assert (found["party"], found["opening"], found["level"], found["view"]) == ("openai", 20e9, "group", "announced")
    sides = {one["side"]: (one["amount"], one["probability"]) for one in found["movements"]}
    assert sides == {"obligation": (30e9, 0.95), "inflow": (6e9, 1)}
    assert found["needs"] == pytest.approx(30e9 * 92 / 365 - 3e9)
    longer = json.loads(dawra(*words[:-1], "2027-01-01", "--json").out)["movements"]
    assert [(one["amount"], one["probability"]) for one in longer if one["side"] == "draw"] == [(10e9, 0.5)]
    assert [one["metric"] for one in found["checks"]] == ["capex", "cash_burn"]
    assert [(one["metric"], one["amount"], one["exceeds"]) for one in found["beside"]] == [("capex", 20e9, True)]
    codes = [one["code"] for one in found["assumptions"]]
    assert codes == ["opening-stated", "revenue-planned", "status", "costs-untold"]
    out = dawra(*words).out
    assert "The cash that was last stated is still there on 1 July 2026: $20 billion, of June 2026." in out
    assert "cash burn" in out
    assert "A floor: by its own word it invests $20 billion, and all that is counted to pay is $7.562 billion" in out


def test_missing_revenue_stands_with_the_figures(dawra: Dawra, book: Path) -> None:
    """Until somebody lets it go on at its last rate."""
    words = ("runway", "OpenAI", "--book", book, "--as-of", "2026-07-01", "--until", "2027-07-01")
    told = "No revenue is stated, and none counts: 1 January 2027 to 30 June 2027."
    assert [line.strip() for line in dawra(*words).out.splitlines()].count(told) == 2
    carried = dawra(*words, "--carry-revenue")
    assert told not in carried.out
    assert "Revenue goes on as in second half of 2026: $6 billion per such period" in carried.out
    inflow = [one["inflow"] for one in json.loads(dawra(*words, "--carry-revenue", "--json").out)["quarters"]]
    assert inflow == pytest.approx([3e9, 3e9, 6e9 * 90 / 184, 6e9 * 91 / 184])


def test_a_round_that_contradicts_itself_is_shown(dawra: Dawra, book: Path) -> None:
    """INV-8.2: 10bn for 10 % is no company of 500bn."""
    words = ("runway", "OpenAI", "--book", book, "--as-of", "2026-07-01")
    (found,) = json.loads(dawra(*words, "--json").out)["valuations"]
    assert found["contradicts"]
    assert found["stated"]["low"] <= 500e9 <= found["stated"]["high"]
    assert "contradiction" in dawra(*words).out
    assert "تناقض" in dawra(*words, "--lang", "ar").out


def test_a_party_whose_cash_nobody_knows(dawra: Dawra, book: Path) -> None:
    """The answer is what it needs, never an invented balance."""
    words = ("runway", "Oracle", "--book", book, "--as-of", "2026-07-01", "--view", "committed")
    found = json.loads(dawra(*words, "--json").out)
    assert (found["opening"], found["gap"], found["runway"], found["needs"]) == (None, None, None, 0)
    soft = ("runway", "SoftBank", "--book", book, "--as-of", "2026-07-01")
    assert json.loads(dawra(*soft, "--json").out)["needs"] == 10e9
    out = " ".join(dawra(*soft).out.split())
    assert "Opening cash not known" in out
    assert "Needs at the start, if every deal comes about $10 billion" in out
    assert "Something is needed at the start, with probability 50%" in out


def test_a_plan_of_the_users_own(dawra: Dawra, book: Path, write: Callable[..., Path]) -> None:
    """It joins the ledger's deals, and each line of it is an assumption."""
    plan = write(
        'currency = "USD"\nuntil = 2027-01-01\nopening = { low = 4_000_000_000, high = 6_000_000_000 }\n'
        '[[obligation]]\nlabel = "Payroll"\namount = 1_000_000_000\ndate = "2026-Q3"\n'
        '[[draw]]\nlabel = "Bridge"\nlow = 0\nhigh = 2_000_000_000\ndate = 2026-09-01\nprobability = 0.25\n'
        "[[inflow]]\namount = 1.5\nstart = 2026-08-01\nend = 2026-09-01\n",
        "plan.toml",
    )
    words = ("runway", "OpenAI", "--book", book, "--as-of", "2026-07-01", "--plan", plan)
    found = json.loads(dawra(*words, "--json").out)
    assert found["opening"] == 5e9
    assert found["ranges"]["opening"] == [4e9, 6e9]
    assert "opening-stated" not in [one["code"] for one in found["assumptions"]]
    assert found["window"] == ["2026-07-01", "2027-01-01"]
    lines = [one for one in found["assumptions"] if one["code"].startswith("plan-")]
    assert [one["code"] for one in lines] == ["plan-opening", "plan-inflow", "plan-obligation", "plan-draw"]
    assert [one["origin"] for one in found["movements"]].count("plan") == 3
    out = " ".join(dawra(*words).out.split())
    assert "By the plan, to pay: $1 billion, 1 July 2026 to 30 September 2026 (Payroll)." in out
    assert "By the plan, funding: $0 … $2 billion, 1 September 2026 (Bridge), with probability 25%." in out


def test_a_plan_and_a_table_of_openings_cannot_both_say(
    dawra: Dawra, first: tuple[object, ...], write: Callable[..., Path]
) -> None:
    """Of one party; the plan's opening takes the place of an empty one."""
    plan = write('currency = "USD"\nopening = 7\n', "plan.toml")
    ran = dawra(*first, "--plan", plan)
    assert ran.code == 2
    assert "both say what O opens with" in ran.err
    found = json.loads(dawra(*first[:4], "--plan", plan, "--json").out)
    assert found["opening"] == 7
    assert "opening-empty" not in [one["code"] for one in found["assumptions"]]


def test_a_plan_alone(dawra: Dawra, write: Callable[..., Path]) -> None:
    """No ledger and no table: all of it is the user's."""
    plan = write(
        'currency = "USD"\nledger = false\nopening = 5\n[[obligation]]\namount = 8\ndate = 2026-03-01\n', "plan.toml"
    )
    found = json.loads(dawra("runway", "Me", "--plan", plan, "--json").out)
    assert (found["party"], found["gap"], found["runway"]) == ("Me", 3, "2026-03-01")
    assert found["window"] == ["2026-03-01", "2026-03-02"]
    both = dawra("runway", "Me", "--plan", plan, "--legs", write(EX_8_3))
    assert both.code == 2
    assert "ledger = false" in both.err


def test_many_uncertain_deals_are_drawn(dawra: Dawra, write: Callable[..., Path]) -> None:
    """From 21 on, and the text says so; the same seed gives the same bytes."""
    rows = "".join(f"O,*,{place},USD,pur,2026-01-{place:02d},,d{place},planned\n" for place in range(1, 22))
    words = ("runway", "O", "--legs", write(HEADER + rows), "--samples", 2000)
    found = json.loads(dawra(*words, "--json").out)
    assert (found["distribution"]["method"], found["distribution"]["cases"]) == ("sampled", 2000)
    assert "2,000 random draws of 21 deals" in dawra(*words).out
    assert dawra(*words, "--seed", 5).out == dawra(*words, "--seed", 5).out
    assert dawra(*words, "--seed", 5).out != dawra(*words, "--seed", 6).out


def test_what_is_nearly_certain_is_not_certain(dawra: Dawra, write: Callable[..., Path]) -> None:
    """Three signed deals of .95 all fail in one case of eight thousand."""
    rows = "".join(f"O,*,5,USD,pur,2026-01-0{place},,d{place},signed\n" for place in (1, 2, 3))
    lines = [" ".join(line.split()) for line in dawra("runway", "O", "--legs", write(HEADER + rows)).out.splitlines()]
    assert "Money runs out, with probability >99.9%" in lines


def test_a_deal_both_ways_settles_and_a_denied_one_is_unlikely(dawra: Dawra, write: Callable[..., Path]) -> None:
    """What a deal brings in pays for what it obliges to, drawn or not; what was denied has its small chance."""
    both = "O,*,5,USD,pur,2026-01-01,,d1,signed\nA,O,5,USD,pur,2026-01-01,,d1,signed\n"
    rows = f"{both}O,*,1,USD,pur,2026-01-05,,d2,denied\n"
    found = json.loads(dawra("runway", "O", "--legs", write(HEADER + rows), "--json").out)
    assert found["distribution"]["probability"] == pytest.approx(0.05)
    assert "off" in [one["code"] for one in found["notices"]]


def test_other_currencies_are_converted(dawra: Dawra, write: Callable[..., Path]) -> None:
    """By the rate of the day, which the JSON names; without one a table is refused."""
    legs = write(HEADER + "O,*,100,EUR,pur,2026-01-05,,,\nO,*,10,USD,pur,2026-02-01,,,\n")
    rates = write("day,base,quote,rate\n2026-01-05,EUR,USD,1.5\n", "rates.csv")
    found = json.loads(dawra("runway", "O", "--legs", legs, "--currency", "USD", "--rates", rates, "--json").out)
    assert found["gap"] == 160
    assert [(one["from"], one["to"], one["legs"]) for one in found["rates"]] == [("EUR", "USD", 1)]
    mixed = dawra("runway", "O", "--legs", legs)
    assert mixed.code == 1
    assert "--currency" in mixed.err
    unknown = write(HEADER + "O,*,100,KPW,pur,2026-01-05,,,\nO,*,10,USD,pur,2026-02-01,,,\n", "kpw.csv")
    refused = dawra("runway", "O", "--legs", unknown, "--currency", "USD")
    assert refused.code == 1
    assert "no exchange rate from KPW to USD" in refused.err


PLAN = 'currency = "USD"\n'


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("runway", "Q"), 1, "no party 'Q' in the table. There are A, B, O."),
        (("runway", "O", "--until", "2025-06-01"), 2, "no day lies from 2026-01-01 until before 2025-06-01"),
        (("runway", "O", "--until", "2027"), 2, "--until '2027' is no day"),
        (("runway", "O", "--as-of", "soon"), 2, "--as-of 'soon' is no day"),
        (("runway", "O", "--samples", "3"), 2, "draw from 100"),
        (("runway", "O", "--seed", "-1"), 2, "--seed"),
        (("runway", "O", "--currency", "XXX"), 1, "unknown currency 'XXX'"),
        (("runway", "O", "--view", "hoped"), 2, "unknown view"),
        (("runway", "O", "--level", "group"), 2, "--level asks a ledger"),
    ],
)
def test_bad_words(dawra: Dawra, first: tuple[Any, ...], *, words: tuple[str, ...], code: int, message: str) -> None:
    """What was wrong, where, and what would help."""
    ran = dawra(*words, *first[2:])
    assert ran.code == code
    assert message in ran.err


def test_what_has_no_date_is_listed(dawra: Dawra, write: Callable[..., Path]) -> None:
    """Counted where something else is dated; an error where nothing is."""
    legs = write(HEADER + "O,*,7,USD,pur,,,,\nO,*,1,USD,pur,2026-01-01,,,\n")
    found = json.loads(dawra("runway", "O", "--legs", legs, "--json").out)
    assert found["gap"] == 1
    assert [(one["code"], one["count"], one["amount"]) for one in found["notices"] if one["code"] != "undated"] == [
        ("undated-left-out", 1, 7)
    ]
    bare = dawra("runway", "O", "--legs", write(HEADER + "O,*,7,USD,pur,,,,\n", "bare.csv"))
    assert bare.code == 1
    assert "nothing has a date" in bare.err


def test_a_plan_that_contradicts_the_options(dawra: Dawra, first: tuple[Any, ...], write: Callable[..., Path]) -> None:
    """Two first days, two last days, two currencies."""
    plan = write(f"{PLAN}start = 2026-02-01\nuntil = 2026-12-01\n", "plan.toml")
    for words, message in (
        (("--as-of", "2026-03-01"), "--as-of 2026-03-01, and the plan's start is 2026-02-01"),
        (("--until", "2026-11-01"), "--until 2026-11-01, and the plan's until is 2026-12-01"),
        (("--currency", "EUR"), "is a plan in USD"),
    ):
        ran = dawra(*first, "--plan", plan, *words)
        assert ran.code == 2
        assert message in ran.err
    assert json.loads(dawra(*first, "--plan", plan, "--json").out)["window"][0] == "2026-02-01"


def test_a_deal_says_what_its_stake_implies(dawra: Dawra, book: Path) -> None:
    """On its own page too, in both languages, and only where money buys a stake."""
    deals = json.loads(dawra("deals", "--book", book, "--json").out)["deals"]
    stake = next(one["id"] for one in deals if one["stake_percent"])
    other = next(one["id"] for one in deals if not one["stake_percent"])
    (found,) = json.loads(dawra("deal", stake, "--book", book, "--json").out)["deals"]
    assert found["implied_valuation"]["contradicts"]
    assert found["implied_valuation"]["post"] == {
        "low": 94761904761.9,
        "high": 105789473684.21,
        "low_open": False,
        "high_open": False,
    }
    assert "implied_valuation" not in json.loads(dawra("deal", other, "--book", book, "--json").out)["deals"][0]
    assert "Contradiction: if the stake was for this money alone" in dawra("deal", stake, "--book", book).out
    assert "تناقض" in dawra("deal", stake, "--book", book, "--lang", "ar").out
    assert "Worth, if" not in dawra("deal", other, "--book", book).out
