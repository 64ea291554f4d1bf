"""The real Rasa server and action server, started once for all conversations."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests

from scripts.processes import action_server, endpoints_file, stop, wait_until_answers
from scripts.rasa import QUIET
from serving.web import free_port

TODAY = "2026-11-23"
BUILD = Path(".build")


class Assistant:
    """The running servers, as a program talks to them."""

    def __init__(self, url: str, actions: subprocess.Popen) -> None:
        self.url = url
        self.actions = actions

    def send(self, sender: str, text: str) -> list[dict[str, Any]]:
        answer = requests.post(
            f"{self.url}/webhooks/rest/webhook", json={"sender": sender, "message": text}, timeout=30
        )
        answer.raise_for_status()
        return answer.json()

    def slot(self, sender: str) -> dict[str, Any]:
        tracker = requests.get(f"{self.url}/conversations/{sender}/tracker", timeout=30).json()
        return tracker["slots"]["conversation"] or {}

    def age(self, sender: str, hours: float) -> None:
        """Make the last turn of a conversation as old as that."""
        memory = self.slot(sender)
        memory["last_turn"] -= hours * 3600
        event = {"event": "slot", "name": "conversation", "value": memory}
        requests.post(
            f"{self.url}/conversations/{sender}/tracker/events", json=event, timeout=30
        ).raise_for_status()


@pytest.fixture(scope="session")
def assistant() -> Iterator[Assistant]:
    os.environ["ASSISTANT_TODAY"] = TODAY
    with action_server() as (action_url, actions):
        endpoints = endpoints_file(action_url)
        port = free_port(0)
        log = BUILD / "rasa-tests.log"
        arguments = [
            "run",
            "--model",
            "models/assistant.tar.gz",
            "--endpoints",
            str(endpoints),
            "--enable-api",
        ]
        arguments += ["--credentials", "credentials.yml", "-i", "127.0.0.1", "--port", str(port)]
        process = subprocess.Popen(
            [sys.executable, "-m", "scripts.rasa", *arguments],
            env={**os.environ, **QUIET},
            stdin=subprocess.DEVNULL,
            stdout=log.open("wb"),
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
        try:
            wait_until_answers(f"http://127.0.0.1:{port}/status", process, "Rasa", log, timeout=180)
            yield Assistant(f"http://127.0.0.1:{port}", actions)
        finally:
            stop(process)
            endpoints.unlink(missing_ok=True)
