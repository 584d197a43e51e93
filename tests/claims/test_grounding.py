"""Every value has its words: what holds for any text at all."""

from hypothesis import given
from hypothesis import strategies as st

from dawra.claims import deal_from_json, fact_from_json, read
from dawra.documents import Document

WORDS = st.sampled_from(
    [
        "Amazon",
        "OpenAI",
        "Nvidia",
        "invest",
        "invested",
        "in",
        "$10",
        "billion",
        "up",
        "to",
        "talks",
        "of",
        "buy",
        "chips",
        "from",
        "The",
        "company",
        "it",
        "will",
        "27%",
        "stake",
        ".",
        ",",
        "\n",
        "أمازون",
        "أوبن",
        "إيه",
        "آي",
        "وشركة",
        "لـ«إنفيديا»",
        "تستثمر",
        "10",
        "مليارات",
        "دولار",
        "في",
        "من",
        "محادثات",
        "ملياري",
        "شرائح",
        "،",
        "(",
        ")",
        "GW",
        "6",
        "seven",
        "years",
        "2027",
        "on",
        "Monday",
        "\u200f",
        "\u202e",
        "ﷺ",
        "é",
        "😀",
        "SR1",
        "3SBio",
        "نصف",
        "تريليون",
        "و",
    ]
)
TEXTS = st.one_of(st.lists(WORDS, max_size=60).map(" ".join), st.text(max_size=200))


@given(TEXTS)
def test_evidence_is_the_documents_own_slice(text: str) -> None:
    """Reading any text raises nothing, and every quote stands where it says."""
    reading = read(Document(text=text, language="en", published="2026-01-05"))
    assert reading.ungrounded() == []


@given(TEXTS)
def test_claims_survive_the_way_through_json(text: str) -> None:
    """Records and JSON are two forms of one thing."""
    reading = read(Document(text=text, language="ar"))
    assert all(deal_from_json(deal.to_json()) == deal for deal in reading.deals)
    assert all(fact_from_json(fact.to_json()) == fact for fact in reading.facts)


@given(TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    """The same text, the same claims and ids."""
    document = Document(text=text, language="en")
    assert read(document).to_json() == read(document).to_json()
