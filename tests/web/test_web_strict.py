"""The strict parts as the terminal uses them: inside Rasa's own agent, without the web channel."""

from __future__ import annotations

import asyncio
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa.core.actions.action import ActionExecutionRejection
from rasa.core.agent import Agent
from rasa.utils.endpoints import EndpointConfig
from service import LOCAL, free_port

from serving import strict
from serving.actions import StrictActionEndpoint
from serving.faults import TurnFailed
from serving.locks import StrictLockStore
from serving.stores import StrictTrackerStore


class Stub(http.server.ThreadingHTTPServer):
    """An action server that gives the same answer to everything."""

    status, body = 200, b""

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.server_port}/webhook"


class StubHandler(http.server.BaseHTTPRequestHandler):
    def do_POST(self) -> None:
        self.send_response(self.server.status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(self.server.body)))
        self.end_headers()
        self.wfile.write(self.server.body)

    def log_message(self, *_arguments: object) -> None:
        """Say nothing."""


@pytest.fixture
def stub() -> Iterator[Stub]:
    server = Stub((LOCAL, 0), StubHandler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield server
    server.shutdown()
    server.server_close()


def call(stub: Stub, status: int, body: bytes) -> dict:
    stub.status, stub.body = status, body
    return asyncio.run(StrictActionEndpoint(stub.url, timeout=5).request(json={"next_action": "a"}))


@pytest.mark.parametrize(
    "status, body",
    [
        (200, b""),
        (200, b"<html>"),
        (200, b"null"),
        (200, b"[]"),
        (200, b"\xff"),
        (200, b'{"events": 3}'),
        (200, b'{"events": ["slot"]}'),
        (200, b'{"events": [{"event": "no_such_event"}]}'),
        (200, b'{"events": [], "responses": "bonjour"}'),
        (302, b"{}"),
        (400, b'{"error": "Invalid body request"}'),
        (404, b'{"error": "x", "action_name": "a"}'),
        (500, b'{"error": "x", "request_body": {}}'),
    ],
)
def test_an_answer_that_is_not_one_undoes_the_turn(stub: Stub, status: int, body: bytes) -> None:
    with pytest.raises(TurnFailed) as failure:
        call(stub, status, body)
    assert failure.value.fault == "actions"


def test_a_whole_answer_is_returned(stub: Stub) -> None:
    answer = call(stub, 200, b'{"events": [{"event": "slot", "name": "a", "value": 1}], "responses": []}')
    assert answer["events"][0]["value"] == 1


def test_a_rejection_goes_on_as_rasa_expects(stub: Stub) -> None:
    with pytest.raises(ActionExecutionRejection) as rejection:
        call(stub, 400, b'{"error": "no", "action_name": "a"}')
    assert rejection.value.action_name == "a"


def test_the_strict_endpoint_keeps_how_to_call_the_server() -> None:
    lenient = EndpointConfig(
        "http://host/webhook", headers={"X-A": "b"}, token="secret", token_name="t", selective_domain=True
    )
    strict = StrictActionEndpoint.from_endpoint(lenient, 3)
    assert strict == lenient
    assert strict.kwargs == lenient.kwargs and strict.timeout == 3


def test_in_the_terminal_a_fault_is_a_sentence_and_undoes_the_turn(
    model: Path, stub: Stub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("REDIS_URL", "")
    strict.install()
    store = StrictTrackerStore(host=f"sqlite:///{tmp_path}/base.db")
    endpoint = EndpointConfig(f"http://{LOCAL}:{free_port()}/webhook")
    agent = Agent.load(
        str(model), tracker_store=store, lock_store=StrictLockStore(), action_endpoint=endpoint
    )

    async def talk() -> None:
        greeting = await agent.handle_text("bonjour", sender_id="one")
        assert greeting[0]["text"].startswith("Bonjour")
        # Rasa's collecting channel holds what was said: it is the channel that the terminal prints.
        from rasa.core.channels.channel import CollectingOutputChannel

        output = CollectingOutputChannel()
        await agent.handle_text("/begin", output, "one")
        assert [message["text"][:39] for message in output.messages] == [
            "Votre message n'a pas été traité : le s"
        ]
        tracker = await store.retrieve("one")
        assert tracker.latest_message.text == "bonjour"
        stub.body = b'{"events": [{"event": "slot", "name": "phase", "value": "city"}], "responses": []}'
        agent.processor.action_endpoint.url = stub.url
        await agent.handle_text("/begin", CollectingOutputChannel(), "one")
        assert (await store.retrieve("one")).get_slot("phase") == "city"

    asyncio.run(talk())
