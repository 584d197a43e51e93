"""To whom a claim owes its news (methods §10, "Origin")."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any
from urllib.parse import urlsplit

from dawra.claims import DealClaim
from dawra.claims.sourced import Sourced
from dawra.parties import Party, fold, registry, slug

_STATEMENT = re.compile(
    r"\b(filings?|statements?|press release|announcement|prospectus|8-k|10-[kq])\b|بيان|افصاح|نشره الاصدار"
)
_UNNAMED = re.compile(
    r"\b(people|persons?|someone|sources?|insiders?|officials?|executives?)\b|مصدر|مصادر|اشخاص|شخص|مطلع|مسوول"
)
_IN_BRACKETS = re.compile(r"\(([^()]+)\)")
_FILINGS = ("sec.gov", "saudiexchange.sa", "tadawul.com.sa")


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """One voice: ``kind`` is ``party`` (a filing or a party's own word), ``agency`` or ``other``."""

    id: str
    name: str
    kind: str
    denies: bool = False

    def to_json(self) -> dict[str, Any]:
        """``{id, name, kind, denies}``."""
        return {"id": self.id, "name": self.name, "kind": self.kind, "denies": self.denies}


def origin_of(claim: Sourced[DealClaim]) -> Origin:
    """Whom the document names as its source, else its publisher; reprints thus share an origin."""
    origin = _attributed(claim.claim) or _published(claim)
    return replace(origin, denies=True) if claim.claim.status == "denied" else origin


def voices(claims: Iterable[Sourced[DealClaim]]) -> tuple[Origin, ...]:
    """Each origin once, with what it said last, in the order of ids."""
    return last_words(origin_of(claim) for claim in sorted(claims, key=latest))


def last_words(origins: Iterable[Origin]) -> tuple[Origin, ...]:
    """Of origins in the order in which they spoke, each once, in the order of ids."""
    last = {origin.id: origin for origin in origins}
    return tuple(last[name] for name in sorted(last))


def latest(claim: Sourced[DealClaim]) -> tuple[str, str, str]:
    """What sorts the statements of one origin: the last one holds."""
    return claim.source.published or claim.known, claim.known, claim.id


def _attributed(claim: DealClaim) -> Origin | None:
    """The origin that the document names; None where it names nobody."""
    if not claim.source:
        return None
    if known := registry().find(claim.source):
        return _known(known, claim)
    folded = fold(claim.source)
    if _STATEMENT.search(folded):
        speaker = next((party.id for party in claim.parties if party.id), "")
        return Origin(id=f"statement:{speaker}", name=claim.source, kind="party")
    return None if _UNNAMED.search(folded) else Origin(id=slug(claim.source), name=claim.source, kind="other")


def _published(claim: Sourced[DealClaim]) -> Origin:
    source = claim.source
    host = _host(source.url) if source.url else ""
    if host.endswith(_FILINGS):
        return Origin(id=host, name=source.publisher or host, kind="party")
    if not source.publisher:
        return Origin(id=host or source.document, name=host, kind="other")
    publisher = _publisher(source.publisher)
    return _known(publisher, claim.claim) if isinstance(publisher, Party) else publisher


@lru_cache(maxsize=65536)
def _host(url: str) -> str:
    return urlsplit(url).netloc.lower().removeprefix("www.")


@lru_cache(maxsize=4096)
def _publisher(name: str) -> Party | Origin:
    """Who publishes under a name: "Newsmax (Reuters)" is Reuters told again."""
    found = (registry().find(part) for part in (*_IN_BRACKETS.findall(name), name))
    return next(filter(None, found), None) or Origin(id=slug(name), name=name, kind="other")


def _known(party: Party, claim: DealClaim) -> Origin:
    """A party of the registry as an origin: of its own deal it speaks as a party."""
    groups = {registry().group(other.id) for other in claim.parties if other.id}
    if registry().group(party.id) in groups:
        return Origin(id=party.id, name=party.en, kind="party")
    return Origin(id=party.id, name=party.en, kind="agency" if party.kind == "publisher" else "other")
