"""The real server, started once for all conversations with the actions inside, then once with a server of
their own.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

import law
from serving.web import free_port

TODAY = "2026-11-23"
BUILD = Path(".build")
LOCAL = "127.0.0.1"
START_SECONDS = 180


class Assistant:
    """The running server, as a program talks to it."""

    def __init__(self, url: str, actions: subprocess.Popen | None = None) -> None:
        self.url = url
        self.actions = actions

    def send(self, sender: str, text: str) -> list[dict[str, Any]]:
        answer = requests.post(
            f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=30
        )
        answer.raise_for_status()
        return answer.json()

    def slots(self, sender: str) -> dict[str, Any]:
        """The slots of a conversation that hold something."""
        tracker = requests.get(f"{self.url}/conversations/{sender}/tracker", timeout=30).json()
        return {name: value for name, value in tracker["slots"].items() if value is not None}

    def plan(self, sender: str) -> dict[str, Any]:
        """What is held of the plan of a conversation."""
        return {name: value for name, value in self.slots(sender).items() if name in law.FIELDS}

    def age(self, sender: str, hours: float) -> None:
        """Make the last turn of a conversation as old as that."""
        memory = self.slots(sender)["dialogue"]
        memory["last_turn"] -= hours * 3600
        event = {"event": "slot", "name": "dialogue", "value": memory}
        requests.post(
            f"{self.url}/conversations/{sender}/tracker/events", json=event, timeout=30
        ).raise_for_status()


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    """The assistant in one process, as it runs by default."""
    with _rasa("inside") as url:
        yield Assistant(url)


@pytest.fixture(scope="session")
def apart() -> Iterator[Assistant]:
    """The assistant with its actions in a server of their own."""
    port = free_port(0)
    with (
        _running(
            ["serving.action_server", "--port", str(port)], f"http://{LOCAL}:{port}/health", "actions"
        ) as actions,
        _rasa("apart", ACTION_ENDPOINT_URL=f"http://{LOCAL}:{port}/webhook") as url,
    ):
        yield Assistant(url, actions)


@contextlib.contextmanager
def _rasa(place: str, **settings: str) -> Iterator[str]:
    port = free_port(0)
    command = ["scripts.rasa", "run", "--model", "models/assistant.tar.gz", "--enable-api"]
    command += ["--credentials", "credentials.yml", "--port", str(port)]
    with _running(command, f"http://{LOCAL}:{port}/status", f"rasa-{place}", **settings):
        yield f"http://{LOCAL}:{port}"


@contextlib.contextmanager
def _running(module: list[str], address: str, name: str, **settings: str) -> Iterator[subprocess.Popen]:
    """Run a Python module until the block ends, once an address answers."""
    BUILD.mkdir(exist_ok=True)
    log = BUILD / f"{name}-tests.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            [sys.executable, "-m", *module],
            env={**os.environ, "ASSISTANT_TODAY": TODAY, "ACTION_ENDPOINT_URL": "", **settings},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )
    try:
        deadline = time.monotonic() + START_SECONDS
        while not _answers(address):
            assert process.poll() is None and time.monotonic() < deadline, f"{name} did not start, see {log}"
            time.sleep(0.2)
        yield process
    finally:
        process.terminate()
        process.wait(30)


def _answers(address: str) -> bool:
    try:
        return requests.get(address, timeout=2).ok
    except requests.RequestException:
        return False
