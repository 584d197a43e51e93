"""One question to an OpenAI-compatible endpoint: its address, its patience and what its answers mean."""

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from dawra.errors import EndpointError, UsageError
from dawra.settings import LlmSettings

MOST_OUT: Final = 8_000
"""The tokens that one answer may have."""
_TRIES: Final = 4
_LONGEST_WAIT: Final = 60.0
_LARGEST_ANSWER: Final = 4_000_000
_PASSING: Final = frozenset({408, 409, 425, 429, 500, 502, 503, 504})
_OK: Final = 200
_ADVICE: Final = {
    400: "The model may not know JSON schemas; choose one that does.",
    401: "Check DAWRA_LLM_KEY.",
    403: "Check DAWRA_LLM_KEY and what it may use.",
    404: "Check llm.url and llm.model.",
    429: "Wait, or ask for a higher rate.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the model wrote, and the tokens that it took by the endpoint's own count; None where it does not say."""

    text: str
    tokens_in: int | None
    tokens_out: int | None


class Client:
    """Asks one endpoint. It follows no redirect, so the key goes nowhere else, and no message repeats it."""

    def __init__(self, settings: LlmSettings) -> None:
        if not settings.url or not settings.model:
            raise UsageError(
                "the reader llm needs an endpoint and a model: set llm.url and llm.model in dawra.toml, or "
                "DAWRA_LLM_URL and DAWRA_LLM_MODEL. Without a model use --reader offline."
            )
        if not settings.url.startswith(("http://", "https://")):
            raise UsageError(f"llm.url {settings.url!r}: write an address such as http://127.0.0.1:8080/v1.")
        self._settings = settings
        self.url, self.model = settings.url.rstrip("/"), settings.model

    def ask(self, messages: Sequence[Mapping[str, str]], schema: Mapping[str, Any]) -> Answer:
        """The model's answer in the form of a JSON schema; what passes is tried again.

        Raises:
            EndpointError: no connection, a refusal, or an answer that is none.
        """
        import httpx2  # noqa: PLC0415 - only where a model reads

        request = {
            "model": self.model,
            "messages": list(messages),
            "temperature": 0,
            "max_tokens": MOST_OUT,
            "response_format": {
                "type": "json_schema",
                "json_schema": {"name": "reading", "strict": True, "schema": schema},
            },
        }
        headers = {"Authorization": f"Bearer {self._settings.key}"} if self._settings.key else {}
        found = ""
        for attempt in range(_TRIES):
            wait = min(2.0**attempt, _LONGEST_WAIT)
            try:
                with (
                    httpx2.Client(timeout=float(self._settings.seconds), follow_redirects=False) as client,
                    client.stream("POST", f"{self.url}/chat/completions", json=request, headers=headers) as response,
                ):
                    status = response.status_code
                    if status == _OK:
                        return _answer(self.url, self._body(response.iter_bytes()))
                    found = f"answered {status}"
                    if status not in _PASSING:
                        break
                    wait = _asked_to_wait(response.headers.get("retry-after"), wait)
            except (httpx2.HTTPError, httpx2.InvalidURL) as error:
                status, found = 0, f"cannot be reached ({type(error).__name__})"
            if attempt + 1 < _TRIES:
                time.sleep(wait)
        raise EndpointError(f"{self.url}: {found}. {_ADVICE.get(status, 'Check llm.url and the connection.')}")

    def _body(self, pieces: Iterable[bytes]) -> bytes:
        """The whole answer; one that never ends is cut by the clock or by its size."""
        body, last = bytearray(), time.monotonic() + float(self._settings.seconds)
        for piece in pieces:
            body += piece
            if len(body) > _LARGEST_ANSWER:
                raise EndpointError(
                    f"{self.url}: an answer of more than {_LARGEST_ANSWER} bytes. Choose another model."
                )
            if time.monotonic() > last:
                raise EndpointError(f"{self.url}: no end after {self._settings.seconds} s. Raise llm.seconds.")
        return bytes(body)


def _asked_to_wait(header: str | None, otherwise: float) -> float:
    """The seconds of a Retry-After header, within reason."""
    try:
        return max(0.0, min(float(header or otherwise), _LONGEST_WAIT))
    except ValueError:
        return otherwise


def _answer(url: str, body: bytes) -> Answer:
    try:
        record = json.loads(body)
        choice = record["choices"][0]
        text = choice["message"]["content"]
        usage = record.get("usage") or {}
        tokens = [usage.get(name) for name in ("prompt_tokens", "completion_tokens")]
    except (ValueError, KeyError, IndexError, TypeError, AttributeError, RecursionError) as error:
        raise EndpointError(f"{url}: the answer is no chat completion. Check llm.url.") from error
    counted = [token if type(token) is int and token >= 0 else None for token in tokens]
    return Answer(text=text if isinstance(text, str) else "", tokens_in=counted[0], tokens_out=counted[1])
