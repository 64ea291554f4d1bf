"""The web channel in a process of its own, with conversations that the tests write."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from channels.tokens import Tokens
from serving.database import EVENTS, Database
from serving.settings import Settings
from tests.dossier.plans import LAWFUL_PLANS, TODAY

KEY = "key-of-the-tests-0123456789-abcdefghijklmnop"
ORIGIN = "https://coach.example"
LOCAL = "127.0.0.1"
DAY_SECONDS = 24 * 3600.0


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return probe.getsockname()[1]


class Service:
    """The web channel, started with some settings."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.port = free_port()
        self.root = f"http://{LOCAL}:{self.port}"
        self.base = f"{self.root}/chat"
        self.url = f"sqlite:///{folder}/conversations.db"
        self.log = folder / "server.log"
        self.settings = Settings(signing_key=KEY, public_url=self.root)
        environment = {
            "CHAT_SIGNING_KEY": KEY,
            "CHAT_ALLOWED_ORIGINS": ORIGIN,
            "DATABASE_URL": self.url,
            "REDIS_URL": "",
            "PUBLIC_URL": self.root,
            "ASSISTANT_TODAY": TODAY.isoformat(),
            "CHAT_MESSAGES_PER_MINUTE": "100000",
            "CHAT_ADDRESS_REQUESTS_PER_MINUTE": "100000",
            "CHAT_SESSIONS_PER_MINUTE": "100000",
            **settings,
        }
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.dossier.server", str(self.port)],
            env={**os.environ, **environment},
            stdout=self.log.open("wb"),
            stderr=subprocess.STDOUT,
        )
        deadline = time.monotonic() + 120
        while time.monotonic() < deadline:
            assert self.process.poll() is None, self.log.read_text()
            try:
                requests.get(f"{self.base}/health", timeout=5)
                return
            except requests.ConnectionError:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def stop(self) -> None:
        self.process.terminate()
        self.process.wait(20)

    def run(self, work: Any) -> Any:
        """Run `work(connection)` in the base of the service."""
        return Database(self.url, 5).run_now(work)


class Talk:
    """A conversation of one browser, with a plan in it."""

    def __init__(self, service: Service, plan: dict[str, Any] | None = None, **memory: Any) -> None:
        self.service = service
        answer = requests.post(f"{service.base}/sessions", timeout=20)
        assert answer.status_code == 201, answer.text
        self.token = answer.json()["token"]
        self.sender = Tokens(KEY, DAY_SECONDS).sender_of(self.token)
        if plan is not None:
            self.remember({"plan": plan, **memory})

    def remember(self, memory: dict[str, Any]) -> None:
        self.add({"event": "slot", "timestamp": time.time(), "name": "conversation", "value": memory}, "slot")

    def add(self, event: dict[str, Any], kind: str) -> None:
        row = {"sender_id": self.sender, "type_name": kind, "timestamp": event["timestamp"]}
        self.service.run(
            lambda connection: connection.execute(sa.insert(EVENTS).values(**row, data=json.dumps(event)))
        )

    def call(self, method: str, path: str, body: Any = None, token: str | None = None) -> requests.Response:
        headers = {"Authorization": f"Bearer {token or self.token}", "Origin": ORIGIN}
        return requests.request(method, self.service.base + path, json=body, headers=headers, timeout=20)


@pytest.fixture(scope="session")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A service where nothing is configured to reach a person."""
    service = Service(tmp_path_factory.mktemp("papers"))
    yield service
    service.stop()


@pytest.fixture
def talk(service: Service) -> Talk:
    """A conversation with a lawful plan."""
    return Talk(service, LAWFUL_PLANS["adult"])
