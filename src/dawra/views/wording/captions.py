"""The name under which a page shows a party: in the page's language wherever one is known."""

from dawra.parties import registry
from dawra.views.wording.isolates import clean
from dawra.views.wording.words import word


def caption(party_id: str | None, written: str | None, language: str) -> str:
    """The registry's name in ``language``, else the name as written, else the id; ``*`` is the outside."""
    if party_id == "*":
        return word("text", "outside", language)
    if party := registry().get(party_id):
        return party.caption(language)
    return clean(written or party_id or "") or word("text", "unnamed", language)


def full_caption(party_id: str | None, written: str | None, language: str) -> str:
    """On an Arabic page with the Latin name behind it: «إنفيديا (Nvidia)»."""
    short = caption(party_id, written, language)
    party = registry().get(party_id)
    return f"{short} ({party.en})" if party and language == "ar" and party.en != short else short
