"""A language model as a reader: it is asked, its reply is checked against the text, and what holds is the reading."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Final, TypeVar

from dawra.claims.claim import DealClaim, FactClaim, Notice, Reader, Reading
from dawra.claims.llm.budget import Budget, estimate
from dawra.claims.llm.cache import Cache, key_of
from dawra.claims.llm.client import MOST_OUT, Client
from dawra.claims.llm.ground import Grounds
from dawra.claims.llm.prompt import VERSION, question, repair
from dawra.claims.llm.reply import Reply, parse, schema
from dawra.documents import Document
from dawra.settings import LlmSettings
from dawra.values import Span

REFUSED: Final = "llm-reply-refused"
_LONGEST_PIECE: Final = 12_000
"""Characters that are asked about at once; longer texts are cut between paragraphs."""

Claim = TypeVar("Claim", DealClaim, FactClaim)


class LlmReader:
    """Reads by asking a model. One reader keeps one budget.

    Raises:
        UsageError: no endpoint, no model, or a limit on money without prices.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._client = Client(settings)
        self.budget = Budget(settings)
        self._cache = Cache(settings.cache or _default_cache())
        self.reader = Reader(name="llm", version=f"{VERSION} {self._client.model}")

    def read(self, document: Document) -> Reading:
        """All that the model says of a document and the document says too.

        Raises:
            EndpointError: the model cannot be reached.
            BudgetError: the next question might cost more than is left.
        """
        grounds = Grounds(document)
        deals: list[DealClaim] = []
        facts: list[FactClaim] = []
        for start, piece in _pieces(document.text):
            reply = self._reply(document, piece)
            if reply is None:
                grounds.notices.append(Notice(code=REFUSED, span=Span.cut(document.text, start, start)))
                continue
            deals += filter(None, map(grounds.deal, reply.deals))
            facts += filter(None, map(grounds.fact, reply.facts))
        return Reading(
            document=document,
            reader=self.reader,
            deals=tuple(_once(deals, _deal_key)),
            facts=tuple(_once(facts, _fact_key)),
            notices=tuple(dict.fromkeys(sorted(grounds.notices, key=lambda item: (item.span.start, item.code)))),
        )

    def _reply(self, document: Document, piece: str) -> Reply | None:
        """The reply for one piece, kept or asked for, mended once; None where it is none even then."""
        messages = question(document, piece)
        key = key_of(document.id, piece, VERSION, self._client.model, self._client.url, document.published or "")
        kept = self._cache.get(key)
        if kept is not None and isinstance(reply := parse(kept), Reply):
            return reply
        answer = self._ask(messages)
        found = parse(answer)
        if isinstance(found, str):
            answer = self._ask(repair(messages, answer, found))
            found = parse(answer)
        if isinstance(found, str):
            return None
        self._cache.put(key, answer)
        return found

    def _ask(self, messages: list[dict[str, str]]) -> str:
        size = estimate("".join(message["content"] for message in messages))
        self.budget.check(size, MOST_OUT)
        answer = self._client.ask(messages, schema())
        out = estimate(answer.text) if answer.tokens_out is None else answer.tokens_out
        self.budget.spend(size if answer.tokens_in is None else answer.tokens_in, out)
        return answer.text


def _pieces(text: str) -> Iterator[tuple[int, str]]:
    """The text in pieces that end with a paragraph, or with a word where one paragraph is too long."""
    start = 0
    while len(text) - start > _LONGEST_PIECE:
        window = text[start : start + _LONGEST_PIECE]
        end = max(window.rfind("\n"), window.rfind(" ") if "\n" not in window else -1) + 1 or _LONGEST_PIECE
        yield start, window[:end]
        start += end
    yield start, text[start:]


def _once(claims: list[Claim], key: Callable[[Claim], object]) -> Iterator[Claim]:
    """Each claim once; of two tellings that agree the one with more proof."""
    best: dict[object, Claim] = {}
    for claim in claims:
        other = best.setdefault(key(claim), claim)
        if len(claim.evidence) > len(other.evidence):
            best[key(claim)] = claim
    yield from best.values()


def _deal_key(claim: DealClaim) -> object:
    parties = frozenset((party.role, party.id or party.name) for party in claim.parties)
    amount = claim.amount and (claim.amount.low, claim.amount.high, claim.amount.currency)
    return claim.kind, parties, amount


def _fact_key(claim: FactClaim) -> object:
    amount = claim.amount and (claim.amount.low, claim.amount.high, claim.amount.currency)
    return claim.party.id or claim.party.name, claim.metric, claim.period, amount, claim.percent


def _default_cache() -> Path:
    import platformdirs  # noqa: PLC0415 - only where no folder was named

    return Path(platformdirs.user_cache_dir("dawra", appauthor=False)) / "llm"
