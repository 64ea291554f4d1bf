"""Rate limits, expiry and proxies, on a service that is strict about them."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from service import PATIENCE_SECONDS, Service, Talk, running

MESSAGES, SESSIONS, REQUESTS = 4, 8, 60


@pytest.fixture(scope="module")
def service(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    strict = {
        "CHAT_MESSAGES_PER_MINUTE": str(MESSAGES),
        "CHAT_SESSIONS_PER_MINUTE": str(SESSIONS),
        "CHAT_ADDRESS_REQUESTS_PER_MINUTE": str(REQUESTS),
        "CHAT_TRUSTED_PROXIES": "1",
        "CHAT_SESSION_HOURS": str(6 / 3600),
    }
    with running(Service(model, tmp_path_factory.mktemp("limits"), **strict)) as service:
        yield service


def call(service: Service, method: str, path: str, address: str, **keywords: object) -> requests.Response:
    headers = {"X-Forwarded-For": f"203.0.113.99, {address}", **keywords.pop("headers", {})}
    return requests.request(
        method, f"{service.base}/{path}", headers=headers, timeout=PATIENCE_SECONDS, **keywords
    )


def assert_too_many(answer: requests.Response) -> None:
    assert answer.status_code == 429
    assert answer.json()["error"]["code"] == "too_many_requests"
    assert 1 <= int(answer.headers["Retry-After"]) <= 60


def test_messages_of_one_session(service: Service) -> None:
    talk, other = Talk(service.base), Talk(service.base)
    assert [talk.send("bonjour").status_code for _ in range(MESSAGES)] == [200] * MESSAGES
    assert_too_many(talk.send("bonjour"))
    assert other.send("bonjour").status_code == 200


def test_sessions_of_one_address(service: Service) -> None:
    answers = [call(service, "POST", "sessions", "203.0.113.1") for _ in range(SESSIONS + 1)]
    assert [answer.status_code for answer in answers[:-1]] == [201] * SESSIONS
    assert_too_many(answers[-1])
    assert call(service, "POST", "sessions", "203.0.113.2").status_code == 201


def test_requests_of_one_address(service: Service) -> None:
    statuses = [call(service, "GET", "history", "203.0.113.3").status_code for _ in range(REQUESTS)]
    assert set(statuses) == {401}
    assert_too_many(call(service, "GET", "history", "203.0.113.3"))
    assert call(service, "GET", "history", "203.0.113.4").status_code == 401


def test_a_client_cannot_choose_its_address(service: Service) -> None:
    """Only the last hop was written by our proxy."""
    for number in range(SESSIONS):
        headers = {"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.5"}
        requests.post(f"{service.base}/sessions", headers=headers, timeout=PATIENCE_SECONDS)
    assert_too_many(call(service, "POST", "sessions", "203.0.113.5"))


def test_a_session_expires(service: Service) -> None:
    token = call(service, "POST", "sessions", "203.0.113.6").json()["token"]
    bearer = {"Authorization": f"Bearer {token}"}
    assert call(service, "GET", "history", "203.0.113.6", headers=bearer).status_code == 200
    time.sleep(7)
    answer = call(service, "GET", "history", "203.0.113.6", headers=bearer)
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "session_expired")
