"""A claim as it stands in a ledger: with its id, its source and the day from which one could know it."""

from dataclasses import dataclass
from typing import Any, Generic, Self, TypeVar

from dawra.claims.claim import DealClaim, FactClaim, Reader
from dawra.documents.document import Document, DocumentKind, Language
from dawra.values import PartialDate

Claim_co = TypeVar("Claim_co", bound=DealClaim | FactClaim, covariant=True)


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Where a claim stands: a document without its text. None means that nobody says."""

    document: str
    kind: DocumentKind
    language: Language
    title: str | None = None
    url: str | None = None
    publisher: str | None = None
    published: str | None = None

    @classmethod
    def of(cls, document: Document) -> Self:
        """The source that ``document`` is."""
        return cls(
            document=document.id,
            kind=document.kind,
            language=document.language,
            title=document.title,
            url=document.url,
            publisher=document.publisher,
            published=document.published,
        )

    def to_json(self) -> dict[str, Any]:
        """The ``document`` object of a document result, and its kind."""
        return {
            "id": self.document,
            "kind": self.kind,
            "language": self.language,
            "title": self.title,
            "url": self.url,
            "publisher": self.publisher,
            "published": self.published,
        }


@dataclass(frozen=True, slots=True, kw_only=True)
class Sourced(Generic[Claim_co]):
    """One claim with its proof. ``known`` is the first day (ISO) on which one could know it."""

    id: str
    claim: Claim_co
    source: Source
    reader: Reader
    known: str

    @property
    def order(self) -> tuple[str, str]:
        """What sorts claims: the first known day, then the id."""
        return self.known, self.id

    @property
    def published(self) -> PartialDate | None:
        """The printed day, None where nobody says."""
        return None if self.source.published is None else PartialDate(self.source.published)
