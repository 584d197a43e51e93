"""What a licence in a text allows, where words of the taxonomies stand beside it."""

import pytest

from dawra.claims import Right, read
from dawra.documents import Document


@pytest.mark.parametrize(
    ("text", "right"),
    [
        (
            "Microsoft has the exclusive right to sell OpenAI's models through its cloud until the early 2030s.",
            Right(mode="exclusive", action=("sell",), object=("openai-models",), channel=("cloud",)),
        ),
        (
            "OpenAI gave Amazon a non-exclusive license to host its open-weight models.",
            Right(mode="non_exclusive", action=("host",), object=("gpt-oss",)),
        ),
        (
            "Disney licensed its characters to OpenAI for use in Sora.",
            Right(action=("use",), object=("disney-characters",)),
        ),
        (
            "منحت أوبن إيه آي شركة مايكروسوفت حقوقا حصرية لبيع نماذجها عبر السحابة.",
            Right(mode="exclusive", action=("sell",), object=("openai-models",), channel=("cloud",)),
        ),
    ],
)
def test_the_words_beside_a_licence_say_what_it_allows(text: str, right: Right) -> None:
    """Each proved by its own words; what is not said stays open."""
    reading = read(Document(text=text, language="en" if text.isascii() else "ar", published="2025-12-17"))
    (claim,) = [claim for claim in reading.deals if claim.kind == "licence"]
    assert claim.right == right
    assert reading.ungrounded() == []
    told = {item.field.partition("/")[2] for item in claim.evidence if item.field.startswith("right/")}
    assert told == {name for name in ("mode", "action", "object", "channel") if getattr(right, name)}


def test_the_end_in_a_part_of_a_decade_is_kept() -> None:
    """One of four years."""
    text = "Microsoft has the exclusive right to sell OpenAI's models until the early 2030s."
    (claim,) = read(Document(text=text, language="en", published="2025-12-17")).deals
    assert claim.term
    assert claim.term.end
    assert claim.term.end.iso == "2030/2033"


def test_a_purchase_has_no_right() -> None:
    """Rights are of licences."""
    text = "OpenAI signed a contract to buy $38 billion of cloud computing from Amazon."
    (claim,) = read(Document(text=text, language="en", published="2025-12-17")).deals
    assert claim.right is None
