"""How an endpoint is asked, and what each kind of failure means."""

from collections.abc import Callable
from typing import TYPE_CHECKING

import pytest

from dawra.claims.llm.client import Client
from dawra.claims.llm.reply import schema
from dawra.errors import EndpointError, UsageError
from dawra.settings import LlmSettings

if TYPE_CHECKING:
    from tests.endpoint import Endpoint

Make = Callable[..., LlmSettings]
MESSAGES = [{"role": "user", "content": "read"}]
EMPTY: dict[str, list[object]] = {"deals": [], "facts": []}


@pytest.fixture(autouse=True)
def no_waiting(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """The seconds that would have been slept."""
    waits: list[float] = []
    monkeypatch.setattr("dawra.claims.llm.client.time.sleep", waits.append)
    return waits


def test_the_form_of_the_reply_is_asked_for(endpoint: "Endpoint", llm_settings: Make) -> None:
    """The JSON schema goes with the question, strictly."""
    endpoint.play(EMPTY)
    Client(llm_settings()).ask(MESSAGES, schema())
    form = endpoint.asked[0]["response_format"]["json_schema"]
    assert form["strict"] is True
    assert form["schema"] == schema()


def test_the_key_goes_in_the_header_alone(endpoint: "Endpoint", llm_settings: Make) -> None:
    """Never in the body."""
    endpoint.play(EMPTY)
    Client(llm_settings(key="hidden-word")).ask(MESSAGES, schema())
    assert endpoint.headers[0]["authorization"] == "Bearer hidden-word"
    assert "hidden-word" not in str(endpoint.asked)


@pytest.mark.parametrize("status", [429, 500, 503])
def test_what_passes_is_tried_again(
    endpoint: "Endpoint", llm_settings: Make, no_waiting: list[float], status: int
) -> None:
    """As long as the endpoint asks to wait, within reason."""
    endpoint.fail(status, retry_after="7")
    endpoint.fail(status, retry_after="86400")
    endpoint.play(EMPTY)
    assert Client(llm_settings()).ask(MESSAGES, schema()).tokens_in == 1_000
    assert no_waiting == [7.0, 60.0]


def test_it_gives_up_after_a_few_tries(endpoint: "Endpoint", llm_settings: Make) -> None:
    """With the address and the last answer."""
    endpoint.fail(503)
    with pytest.raises(EndpointError, match=r"answered 503"):
        Client(llm_settings()).ask(MESSAGES, schema())
    assert len(endpoint.asked) == 4


@pytest.mark.parametrize(("status", "advice"), [(401, "DAWRA_LLM_KEY"), (404, "llm.model"), (400, "JSON schemas")])
def test_a_refusal_is_told_at_once(endpoint: "Endpoint", llm_settings: Make, status: int, advice: str) -> None:
    """Without another try, without the key, and with what would help."""
    endpoint.fail(status)
    with pytest.raises(EndpointError, match=advice) as caught:
        Client(llm_settings(key="hidden-word")).ask(MESSAGES, schema())
    assert len(endpoint.asked) == 1
    assert "hidden-word" not in str(caught.value)


def test_no_redirect_is_followed(endpoint: "Endpoint", llm_settings: Make) -> None:
    """The key and the article go nowhere else."""
    endpoint.fail(302, location=f"{endpoint.url}/elsewhere")
    with pytest.raises(EndpointError, match="302"):
        Client(llm_settings()).ask(MESSAGES, schema())
    assert len(endpoint.asked) == 1


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b'{"choices": []}', b'{"choices": [{"message": null}]}'])
def test_an_answer_that_is_none(endpoint: "Endpoint", llm_settings: Make, body: bytes) -> None:
    """Says what the address may lack."""
    endpoint.plays.append((200, {}, body))
    with pytest.raises(EndpointError, match="no chat completion"):
        Client(llm_settings()).ask(MESSAGES, schema())


def test_nobody_there(llm_settings: Make) -> None:
    """A closed port is an endpoint error, after a few tries."""
    with pytest.raises(EndpointError, match="cannot be reached"):
        Client(llm_settings(url="http://127.0.0.1:9/v1")).ask(MESSAGES, schema())


@pytest.mark.parametrize("changes", [{"url": None}, {"model": None}, {"url": "file:///etc/hosts"}])
def test_an_endpoint_must_be_named(llm_settings: Make, changes: dict[str, str | None]) -> None:
    """By a web address and a model."""
    with pytest.raises(UsageError, match="llm"):
        Client(llm_settings(**changes))


def test_settings_do_not_show_the_key() -> None:
    """Not even where they are printed."""
    assert "hidden-word" not in repr(LlmSettings(key="hidden-word"))
