"""What people read, in both languages."""

import re
import tomllib
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from dawra.flows.leg import MARKS
from dawra.values import CONDITIONS, KINDS, METRICS, PERS, QUALIFIERS, STATUSES, UNITS
from dawra.views.wording import (
    amount_words,
    belief_words,
    caption,
    clean,
    counted,
    date_words,
    deal_sentence,
    fact_sentence,
    fill,
    full_caption,
    headline,
    interval,
    isolate,
    join,
    money,
    notice_words,
    period_words,
    plain,
    plural,
    quantity,
    sentence_case,
    share_words,
    short_money,
    term_words,
    visible,
    word,
)
from dawra.views.wording.words import table

BILLION = 10**9


def amount(low: float | None, high: float | None, qualifier: str = "exact", per: str = "total") -> dict[str, Any]:
    """An amount record in dollars."""
    return {"low": low, "high": high, "currency": "USD", "per": per, "qualifier": qualifier}


@pytest.mark.parametrize(
    ("count", "form"),
    [
        *((0, "zero"), (1, "one"), (2, "two"), (3, "few"), (10, "few"), (11, "many"), (99, "many")),
        *((100, "other"), (101, "other"), (102, "other"), (103, "few"), (111, "many"), (1.5, "other")),
    ],
)
def test_arabic_has_six_plural_forms(count: float, form: str) -> None:
    """The forms of Unicode CLDR; decimals take the last."""
    assert plural(count, "ar") == form


@pytest.mark.parametrize(
    ("count", "said"),
    [(0, "لا صفقات"), (1, "صفقة واحدة"), (2, "صفقتان"), (3, "3 صفقات"), (11, "11 صفقة"), (100, "100 صفقة")],
)
def test_arabic_nouns_agree_with_their_count(count: int, said: str) -> None:
    """One and two stand in the noun itself."""
    assert counted(count, "deal", "ar") == said


def test_english_nouns_have_two_forms() -> None:
    """Only one is singular, and thousands are separated."""
    assert [counted(n, "deal", "en") for n in (0, 1, 2, 1100)] == [
        "0 deals",
        "1 deal",
        "2 deals",
        "1,100 deals",
    ]


@pytest.mark.parametrize(
    ("billions", "said"),
    [
        (0, "0 دولار"),
        (1, "مليار دولار"),
        (2, "مليارا دولار"),
        (3, "3 مليارات دولار"),
        (11, "11 مليار دولار"),
        (100, "100 مليار دولار"),
        (103, "103 مليارات دولار"),
        (1.5, "1.5 مليار دولار"),
        (2000, "تريليونا دولار"),
    ],
)
def test_arabic_money_declines_scale_and_currency(billions: float, said: str) -> None:
    """In construct the dual loses its nun and the tanween falls away."""
    assert money(billions * BILLION, "USD", "ar") == said


def test_two_billions_are_oblique_after_a_preposition() -> None:
    """Every qualifier but the exact governs its number."""
    assert money(2 * BILLION, "USD", "ar", oblique=True) == "ملياري دولار"
    assert amount_words(amount(None, 2 * BILLION, "up_to"), "ar") == "ما يصل إلى ملياري دولار"
    assert amount_words(amount(2 * BILLION, 2 * BILLION), "ar") == "مليارا دولار"


@pytest.mark.parametrize(
    ("dollars", "said"),
    [
        (1, "دولار واحد"),
        (2, "دولاران"),
        (3, "3 دولارات"),
        (11, "11 دولارًا"),
        (100, "100 دولار"),
        (0.5, "0.5 دولار"),
    ],
)
def test_small_sums_in_arabic_count_dollars(dollars: float, said: str) -> None:
    """Without a scale the currency itself is counted."""
    assert money(dollars, "USD", "ar") == said


def test_alone_the_arabic_scale_takes_its_tanween_and_its_nun() -> None:
    """Where no currency follows, the scale is the noun."""
    assert [short_money(n * BILLION, "USD", "ar") for n in (1, 2, 3, 11, 100)] == [
        "مليار",
        "ملياران",
        "3 مليارات",
        "11 مليارًا",
        "100 مليار",
    ]


def test_english_money_has_sign_and_scale() -> None:
    """A currency without a sign is named by its code."""
    said = [money(n, "USD", "en") for n in (0, 0.01, 600, 600_000, 1_400_000, 38 * BILLION, 1_350 * BILLION)]
    assert said == ["$0", "$0.01", "$600", "$600,000", "$1.4 million", "$38 billion", "$1.35 trillion"]
    assert money(5 * BILLION, "SAR", "en") == "SAR 5 billion"
    assert short_money(38 * BILLION, "USD", "en") == "$38bn"


def test_other_currencies_have_arabic_names_or_their_code() -> None:
    """A currency without an Arabic name keeps its code and the right number form."""
    assert money(5 * BILLION, "SAR", "ar") == "5 مليارات ريال سعودي"
    assert money(3, "AED", "ar") == "3 دراهم إماراتية"
    assert money(5 * BILLION, "THB", "ar") == "5 مليارات THB"
    assert money(2 * BILLION, "THB", "ar") == "مليارا THB"
    assert money(7, "THB", "ar") == "7 THB"


def test_computed_figures_are_rounded_and_stated_ones_are_not() -> None:
    """Three digits, and never a thousand billions."""
    assert money(5_424_325_381.31, "USD", "en", rounded=True) == "$5.42 billion"
    assert money(999_960_000_000, "USD", "en", rounded=True) == "$1 trillion"
    assert money(6_250_000_000, "USD", "en") == "$6.25 billion"
    assert money(0, "USD", "en", rounded=True) == "$0"


@pytest.mark.parametrize(
    ("record", "english", "arabic"),
    [
        (amount(None, 100e9, "up_to"), "up to $100 billion", "ما يصل إلى 100 مليار دولار"),
        (amount(38e9, 38e9, "about"), "about $38 billion", "نحو 38 مليار دولار"),
        (amount(3e9, None, "at_least"), "at least $3 billion", "ما لا يقل عن 3 مليارات دولار"),
        (amount(3e9, None, "more_than"), "more than $3 billion", "أكثر من 3 مليارات دولار"),
        (amount(None, 3e9, "less_than"), "less than $3 billion", "أقل من 3 مليارات دولار"),
        (
            amount(2e9, 14e9, "range"),
            "between $2 billion and $14 billion",
            "ما بين ملياري دولار و14 مليار دولار",
        ),
        (amount(15e9, 15e9, per="year"), "$15 billion a year", "15 مليار دولار سنويًا"),
    ],
)
def test_amounts_keep_qualifier_and_period(record: dict[str, Any], english: str, arabic: str) -> None:
    """What the source hedges stays hedged."""
    assert amount_words(record, "en") == english
    assert amount_words(record, "ar") == arabic


def test_intervals_say_when_they_are_unbounded() -> None:
    """An interval of one value is that value."""
    assert interval(1e9, "unbounded", "USD", "en") == "at least $1 billion"
    assert interval(2e9, 3.14159e9, "USD", "ar") == "من ملياري دولار إلى 3.14 مليار دولار"
    assert interval(2e9, 2e9, "USD", "en") == "$2 billion"


@pytest.mark.parametrize(
    ("iso", "english", "arabic"),
    [
        ("2025-10-28", "28 October 2025", "28 أكتوبر 2025"),
        ("2025-10", "October 2025", "أكتوبر 2025"),
        ("2027-Q3", "third quarter of 2027", "الربع الثالث من 2027"),
        ("2026-H2", "second half of 2026", "النصف الثاني من 2026"),
        ("2027", "2027", "2027"),
        ("soon", "soon", "soon"),
    ],
)
def test_dates_keep_their_precision(iso: str, english: str, arabic: str) -> None:
    """A quarter stays a quarter; what is no date is shown as it is."""
    assert date_words(iso, "en") == english
    assert date_words(iso, "ar") == arabic


def test_periods_and_terms() -> None:
    """Spans of time in both languages."""
    assert period_words("2025/2030", "en") == "2025 to 2030"
    assert period_words("2025-Q3", "ar") == "الربع الثالث من 2025"
    assert term_words({"years": 7, "start": None, "end": "2032"}, "en") == "7 years, to 2032"
    assert term_words({"years": 2, "start": "2027", "end": None}, "ar") == "سنتان، من 2027"
    assert term_words({"years": 1.5, "start": None, "end": None}, "en") == "1.5 years"


def test_quantities_have_scales() -> None:
    """Shares and chips are counted in millions."""
    assert quantity(160_000_000, "en") == "160 million"
    assert quantity(160_000_000, "ar") == "160 مليونًا"
    assert quantity(1200, "en") == "1,200"


def test_lists_are_joined_as_people_join_them() -> None:
    """The Arabic conjunction leans on the next word."""
    assert plain(join(["A", "B", "C"], "en")) == "A, B and C"
    assert plain(join(["أ", "ب", "ج"], "ar")) == "أ وب وج"
    assert plain(join(["A"], "en")) == "A"
    assert join([], "en") == ""


def test_a_name_cannot_turn_the_line_or_leave_its_isolates() -> None:
    """Controls in a value go before it is isolated, and once is enough."""
    assert isolate("a\u2069b\u202ec\x1b") == "\u2068a b c\u2069"
    assert clean("Evil\u202e\u0000Corp\u200b") == "Evil Corp"
    assert visible("ok\x1b]0;x\x07\u202e\nnext") == "ok\\x1b]0;x\\x07\\u202e\nnext"
    assert isolate(isolate("once")) == isolate("once")


def test_a_part_in_brackets_vanishes_without_its_value() -> None:
    """A value is never read as a template."""
    assert plain(fill("{a}[ for {b}]", {"a": "x", "b": None})) == "x"
    assert plain(fill("{a}[ for {b}]", {"a": "x", "b": "{a}"})) == "x for {a}"


def test_sentence_case_looks_behind_isolates() -> None:
    """The first letter counts, not the first character."""
    assert sentence_case("\u2068about\u2069") == "\u2068About\u2069"
    assert sentence_case("...") == "..."


def test_a_name_with_its_large_letters_elsewhere_stays() -> None:
    """Nobody is called XAI."""
    assert sentence_case("xAI raises") == "xAI raises"


def deal(kind: str, *parties: tuple[str, str | None], **fields: object) -> dict[str, Any]:
    """As much of a deal record as a sentence needs."""
    named = [{"role": role, "id": party, "name": party} for role, party in parties]
    return {"kind": kind, "parties": named, **fields}


def test_a_deal_is_a_sentence_in_both_languages() -> None:
    """The English verb agrees; the Arabic noun needs not."""
    told = deal(
        "equity_investment",
        ("investor", "nvidia"),
        ("investor", "microsoft"),
        ("investee", "openai"),
        amount=amount(None, 100e9, "up_to"),
    )
    assert plain(deal_sentence(told, "en")) == "Nvidia and Microsoft invest up to $100 billion in OpenAI"
    assert plain(deal_sentence(told, "ar")) == ("استثمار إنفيديا ومايكروسوفت ما يصل إلى 100 مليار دولار في أوبن إيه آي")


def test_a_needed_party_without_a_name_is_said_to_have_none() -> None:
    """A role that may be empty is left out instead."""
    unnamed = deal("compute_purchase", ("provider", "oracle"))
    assert plain(deal_sentence(unnamed, "en")) == "a party not named buys computing capacity from Oracle"
    assert plain(deal_sentence(deal("debt_financing", ("borrower", "coreweave")), "en")) == "CoreWeave borrows"


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("kind", sorted(KINDS))
def test_every_kind_has_a_sentence_with_all_its_parties(kind: str, language: str) -> None:
    """No slot and no bracket is left over."""
    roles = KINDS[kind].roles
    told = deal(kind, *((role.name, f"company-{role.name}") for role in roles), amount=amount(1e9, 1e9))
    sentence = deal_sentence(told, language)
    shown = [role.name for role in roles if role.name != "arranger"]
    assert all(f"company-{role}" in sentence for role in shown)
    assert "{" not in sentence
    assert "[" not in sentence


def test_a_fact_is_a_line() -> None:
    """A figure of one party, with what it is of and when."""
    fact = {
        "party": {"id": "openai", "name": "OpenAI"},
        "metric": "revenue",
        "amount": amount(13e9, 13e9, "about"),
        "percent": None,
        "of": None,
        "period": "2025",
    }
    assert plain(fact_sentence(fact, "en")) == "OpenAI: revenue about $13 billion, 2025"
    stake = {
        **fact,
        "metric": "stake",
        "amount": None,
        "percent": 27,
        "of": {"id": "openai", "name": ""},
        "period": None,
    }
    assert plain(fact_sentence(stake, "ar")) == "أوبن إيه آي: الحصة في أوبن إيه آي 27%"


@pytest.mark.parametrize(
    ("ratio", "english", "arabic"),
    [
        (1 / 3, "$1 of every $3", "دولار واحد من كل 3 دولارات"),
        (0.5, "$1 of every $2", "دولار واحد من كل دولارين"),
        (1 / 11, "$1 of every $11", "دولار واحد من كل 11 دولارًا"),
        (0.01, "$1 of every $100", "دولار واحد من كل 100 دولار"),
        (0.2969, "about 30 cents of every dollar", "نحو 30 سنتًا من كل دولار"),
        (0.62, "62 cents of every dollar", "62 سنتًا من كل دولار"),
    ],
)
def test_a_share_is_said_as_people_say_it(ratio: float, english: str, arabic: str) -> None:
    """One of so many where that is near, else cents of a dollar."""
    assert share_words(ratio, "USD", "en") == english
    assert share_words(ratio, "USD", "ar") == arabic
    assert share_words(ratio, "EUR", "en").endswith("% of the money")


def test_a_spoken_share_is_never_far_from_the_truth() -> None:
    """Within three per cent of it, or half a cent."""
    for ratio in (n / 400 for n in range(4, 398)):
        said = share_words(ratio, "USD", "en").removeprefix("about ")
        if said.startswith("$1 of every $"):
            shown = 1 / float(said.removeprefix("$1 of every $").replace(",", ""))
        else:
            shown = float(said.split()[0]) / 100
        assert abs(shown - ratio) <= 0.03 * ratio + 0.005


def test_the_headline_states_its_condition() -> None:
    """No share is stated without the view that it holds in."""
    assert plain(headline(1 / 3, "announced", "USD", "en")) == (
        "$1 of every $3 that these companies pay one another goes round in a circle, if all that is announced is paid."
    )
    assert plain(headline(0, "paid", "USD", "ar")) == ("لا مال يدور في حلقة بين هذه الشركات، بحسب ما دُفع حتى الآن.")
    assert plain(headline(1, "committed", "USD", "en")).startswith("All that these companies pay")
    assert "fraud" not in headline(0.5, "announced", "USD", "en")


def test_belief_has_its_odds() -> None:
    """Words, and the odds that they stand for."""
    assert plain(belief_words(0.95, "en")) == "very likely (19 to 1)"
    assert plain(belief_words(0.5, "en")) == "as likely as not (1 to 1)"
    assert plain(belief_words(0.6, "ar")) == "أقرب إلى الصحة (1.5 مقابل 1)"
    assert plain(belief_words(0.2, "en")) == "unlikely (1 to 4)"
    assert plain(belief_words(1.0, "en")) == "almost certain (999 to 1)"


def test_captions_follow_the_language_of_the_page() -> None:
    """A name that nobody knows in a language is shown as written."""
    assert caption("nvidia", None, "ar") == "إنفيديا"
    assert full_caption("nvidia", None, "ar") == "إنفيديا (Nvidia)"
    assert full_caption("nvidia", None, "en") == "Nvidia"
    assert caption("acme-ltd", "Acme Ltd", "ar") == "Acme Ltd"
    assert caption("*", None, "en") == "others, not named"
    assert caption(None, None, "en") == "a party not named"


def test_every_notice_has_words() -> None:
    """A code that some figure tells stands in the table of notices, and every code there is told by some figure."""
    root = Path(str(files("dawra")))
    source = "".join(
        path.read_text(encoding="utf-8")
        for room in ("flows", "analyses", "views")
        for path in (root / room).rglob("*.py")
    )
    told = set(re.findall(r'(?:Notice\(code=|counted\()"([a-z-]+)"', source))
    worded = set(table("en")["notice"]) - {"other"}
    assert told <= worded
    made = {*(f"amount-{mark}" for mark in MARKS if mark), "no-fin", "no-pur"}
    assert {code for code in worded - made if f'"{code}"' not in source} == set()


def test_notices_have_words_and_an_unknown_one_shows_its_code() -> None:
    """Nothing that an analysis remarks is dropped."""
    notice = {"code": "outside", "count": 2, "amount": 5e9, "names": []}
    assert plain(notice_words(notice, "USD", "en")) == "Legs to or from the outside (*), left out: 2 ($5 billion)."
    assert (
        plain(notice_words({**notice, "amount": None}, None, "en")) == "Legs to or from the outside (*), left out: 2."
    )
    assert "brand-new" in notice_words({"code": "brand-new", "count": None, "amount": None, "names": ["a"]}, None, "ar")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_of_the_deal_record_has_words(language: str) -> None:
    """The closed vocabularies are covered in both languages."""
    for group, keys in {
        "kind": KINDS,
        "phrase": KINDS,
        "role": {role.name for spec in KINDS.values() for role in spec.roles},
        "status": STATUSES,
        "condition_of_deal": CONDITIONS,
        "metric": METRICS,
        "unit": UNITS,
        "qualifier": QUALIFIERS,
        "per": PERS,
    }.items():
        for key in keys:
            assert isinstance(word(group, key, language), str)


def test_both_tables_have_the_same_keys() -> None:
    """A word added to one language is missed in the other."""
    english, arabic = (
        tomllib.loads(files("dawra.views.wording").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
        for name in ("en", "ar")
    )
    # Signs and short scales are English only, declined scales and currencies Arabic only.
    shared = english.keys() - {"signs", "short"}
    assert shared == arabic.keys() - {"scales", "currencies"}
    for group in shared:
        assert english[group].keys() == arabic[group].keys(), group
    assert all({"zero", "one", "two", "few", "many", "other"} == set(forms) for forms in arabic["nouns"].values())


def test_no_arabic_word_is_stretched_or_slanted() -> None:
    """No tatweel, and Latin digits throughout."""
    text = files("dawra.views.wording").joinpath("ar.toml").read_text(encoding="utf-8")
    assert "\u0640" not in text
    assert not any(letter in text for letter in "٠١٢٣٤٥٦٧٨٩")
