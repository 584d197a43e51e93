"""The words of rights as people read them: scopes, exceptions, events."""

from collections.abc import Iterable

from dawra.claims.taxonomy import AXES, Taxonomies, Word, taxonomies
from dawra.views.wording import caption, clean, join, plain


def scope_words(axis: str, ids: Iterable[str], language: str, words: Taxonomies | None = None) -> str:
    """Words of one scope by their names: «OpenAI's models and Sora»."""
    return plain(join([_name(_known(axis, one, words), one, language) for one in ids], language))


def exception_words(ids: Iterable[str], language: str, words: Taxonomies | None = None) -> str:
    """What a right leaves out: words of any scope, else parties."""
    names = []
    for one in ids:
        found = next((word for axis in AXES if (word := _known(axis, one, words))), None)
        names.append(_name(found, one, language) if found else caption(one, None, language))
    return plain(join(names, language))


def _known(axis: str, word_id: str, words: Taxonomies | None) -> Word | None:
    return (words or taxonomies())[axis].get(word_id)


def _name(word: Word | None, written: str, language: str) -> str:
    if word is None:
        return clean(written)
    return clean(word.ar if language == "ar" else word.en)
