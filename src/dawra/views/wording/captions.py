"""The name under which a page shows a party: in the page's language wherever one is known."""

from datetime import date

from dawra.parties import registry
from dawra.views.wording.isolates import clean
from dawra.views.wording.words import word


def caption(party_id: str | None, written: str | None, language: str, on: date | None = None) -> str:
    """The registry's name in ``language``, today's or a day's, else that as written, else the id; ``*`` is outside."""
    if party_id == "*":
        return word("text", "outside", language)
    if party := registry().get(party_id):
        return party.caption(language, on)
    return clean(written or party_id or "") or word("text", "unnamed", language)


def full_caption(party_id: str | None, written: str | None, language: str, on: date | None = None) -> str:
    """On an Arabic page with the Latin name behind it: «إنفيديا (Nvidia)»."""
    short = caption(party_id, written, language, on)
    latin = caption(party_id, written, "en", on)
    return f"{short} ({latin})" if registry().get(party_id) and language == "ar" and latin != short else short
