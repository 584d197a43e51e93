"""The words of rights: how they lie in one another, what they are called, and a user's own."""

from pathlib import Path

import pytest

from dawra.claims.taxonomy import AXES, EVENT, Taxonomy, Word, extended, taxonomies
from dawra.errors import NotFoundError, TableError
from dawra.parties import registry


def word(name: str, *parents: str, owner: str | None = None) -> Word:
    """A word that is called by its id."""
    return Word(id=name, en=name, ar=f"ال{name}", parents=parents, owner=owner)


def test_a_word_stands_for_all_that_lies_in_it() -> None:
    """A thing may lie in two; nothing above is in it."""
    taxonomy = Taxonomy("object", [word("a"), word("b", "a"), word("c"), word("d", "b", "c")])
    assert [taxonomy.below([name]) for name in "acd"] == [{"a", "b", "d"}, {"c", "d"}, {"d"}]
    assert taxonomy.tops(frozenset("abd")) == ("a",)
    assert taxonomy.tops(frozenset("bcd")) == ("b", "c")


def test_the_nearest_owner_counts() -> None:
    """A word without an owner takes that of what it lies in."""
    taxonomy = Taxonomy("object", [word("a", owner="x"), word("b", "a"), word("c", "b", owner="y"), word("d")])
    assert [taxonomy.owner(name) for name in "abcd"] == ["x", "x", "y", None]
    assert taxonomy.grantable("x") == {"a", "b", "d"}


@pytest.mark.parametrize(
    ("words", "message"),
    [([word("a", "b"), word("b", "a")], "lies in itself"), ([word("a", "z")], "'z', which there is not")],
)
def test_words_that_lie_nowhere_are_refused(words: list[Word], message: str) -> None:
    """A ring, and a parent that there is not."""
    with pytest.raises(ValueError, match=message):
        Taxonomy("object", words)


@pytest.mark.parametrize("text", ["openai-models", "OpenAI's models", "نماذج أوبن إيه آي", "OPENAI-MODELS"])
def test_a_word_is_found_by_any_of_its_names(text: str) -> None:
    """Its id and its names in both languages, however they are written."""
    assert taxonomies()["object"].find(text) == "openai-models"


def test_an_unknown_word_names_the_nearest() -> None:
    """And how to see them all."""
    with pytest.raises(NotFoundError, match=r"no channel 'cloud-apis'.*cloud-api.*dawra rights words channel"):
        taxonomies()["channel"].find("cloud-apis")


@pytest.mark.parametrize("axis", [*AXES, EVENT])
def test_every_word_of_the_package_has_names_of_its_own(axis: str) -> None:
    """In both languages; an owner is a party of the registry."""
    words = list(taxonomies()[axis])
    for name in ("id", "en", "ar"):
        called = [getattr(one, name) for one in words]
        assert len(set(called)) == len(called)
    assert all(any("\u0600" <= char <= "\u06ff" for char in one.ar) for one in words if one.id != "gpt-3")
    assert [one.owner for one in words if one.owner and registry().get(one.owner) is None] == []


def test_a_users_table_adds_words_and_replaces_them(tmp_path: Path) -> None:
    """A new model, and another name for a customer group."""
    path = tmp_path / "mine.toml"
    path.write_text(
        '[object.our-models]\nen = "our models"\nar = "نماذجنا"\nin = ["models"]\nowner = "us"\n'
        '[segment.commercial]\nen = "all who pay"\nar = "كل من يدفع"\n',
        encoding="utf-8",
    )
    words = extended(path)
    assert "our-models" in words["object"].below(["models"])
    assert words["object"].owner("our-models") == "us"
    assert words["segment"].find("all who pay") == "commercial"
    assert words["channel"] is taxonomies()["channel"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[objects.x]\nen='x'\nar='x'", "unknown section 'objects'"),
        ("[object.x]\nen='x'", "needs its names, en and ar"),
        ("[object.x]\nen='x'\nar='x'\nin='models'", "in = 'models'"),
        ("[object.x]\nen='x'\nar='x'\nin=['y']", "'y', which there is not"),
        ("[object]\nx = 1", "'x' is no table"),
        ("[object", "no taxonomy"),
    ],
)
def test_a_malformed_table_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """With the file and what is wrong."""
    path = tmp_path / "mine.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(TableError, match=message):
        extended(path)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """As a table that cannot be read."""
    with pytest.raises(TableError, match="no taxonomy"):
        extended(tmp_path / "none.toml")
