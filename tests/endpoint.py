"""A language model's endpoint on this machine that plays replies written for the test, and a text to read."""

import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from dawra.documents import Document
from dawra.settings import LlmSettings

TEXT = (
    "Harbour Grid to buy turbines from Vestas\n"
    "On Monday Nvidia signed an agreement to invest up to $10 billion in OpenAI, a company statement said.\n"
    "OpenAI, valued at $500 billion, is in talks to rent 2 gigawatts from Oracle over five years."
)


@dataclass
class Endpoint:
    """What it was asked, and what it will answer: (status, headers, body) each, the last one for ever."""

    url: str = ""
    asked: list[dict[str, Any]] = field(default_factory=list)
    headers: list[dict[str, str]] = field(default_factory=list)
    plays: list[tuple[int, dict[str, str], bytes]] = field(default_factory=list)

    def play(self, *replies: object, tokens: tuple[int, int] = (1_000, 100)) -> None:
        """Answer with these replies, a string as it stands and anything else as JSON."""
        for reply in replies:
            content = reply if isinstance(reply, str) else json.dumps(reply, ensure_ascii=False)
            usage = {"prompt_tokens": tokens[0], "completion_tokens": tokens[1]}
            body = {"choices": [{"message": {"content": content}}], "usage": usage}
            self.plays.append((200, {}, json.dumps(body).encode()))

    def fail(self, status: int, **headers: str) -> None:
        """Answer with an error."""
        self.plays.append((status, {name.replace("_", "-"): value for name, value in headers.items()}, b"{}"))


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    """A server on a free port."""
    played = Endpoint()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            played.asked.append(json.loads(self.rfile.read(int(self.headers["content-length"]))))
            played.headers.append({name.lower(): value for name, value in self.headers.items()})
            status, headers, body = played.plays.pop(0) if len(played.plays) > 1 else played.plays[0]
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *args: object) -> None:
            """Nothing on the error stream."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    played.url = f"http://127.0.0.1:{server.server_address[1]}/v1"
    yield played
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture(name="llm_settings")
def llm_settings(endpoint: Endpoint, tmp_path: Path) -> Callable[..., LlmSettings]:
    """Settings of a reader that asks the endpoint."""

    def make(**changes: Any) -> LlmSettings:  # noqa: ANN401 - any setting
        return LlmSettings(**{"url": endpoint.url, "model": "played", "cache": tmp_path / "cache", **changes})

    return make


@pytest.fixture(name="told_document")
def told_document() -> Document:
    """A text with two deals, printed on a Wednesday."""
    return Document(text=TEXT, language="en", published="2025-12-17")


@pytest.fixture(name="deal_said", scope="session")
def deal_said() -> Callable[..., dict[str, Any]]:
    """A deal as a model writes it, by default the investment of the text."""

    def make(**changes: Any) -> dict[str, Any]:  # noqa: ANN401 - any field
        return {
            "quote": "Nvidia signed an agreement to invest up to $10 billion in OpenAI",
            "kind": "equity_investment",
            "status": "signed",
            "status_quote": "signed an agreement",
            "parties": [
                {"role": "investor", "name": "Nvidia", "named": True},
                {"role": "investee", "name": "OpenAI", "named": True},
            ],
            "amount": total("up to $10 billion", None, 10e9, "up_to"),
            **dict.fromkeys(
                ("increase", "valuation", "years", "start", "end", "stake_percent", "percent", "shares", "exclusive")
            ),
            **dict.fromkeys(("date", "closing", "source")),
            "capacity": [],
            "products": [],
            "conditions": [],
            **changes,
        }

    return make


def total(quote: str, low: float | None, high: float | None, qualifier: str = "exact") -> dict[str, Any]:
    """A sum in dollars as a model writes it."""
    return {"quote": quote, "low": low, "high": high, "currency": "USD", "qualifier": qualifier, "per": "total"}


@pytest.fixture(name="total", scope="session")
def total_fixture() -> Callable[..., dict[str, Any]]:
    """Makes sums."""
    return total
