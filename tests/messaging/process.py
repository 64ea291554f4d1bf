"""The real server as a process, reached by the providers' servers over HTTP, and killed like one."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import requests

from tests.law.plans import TODAY

ROOT = Path(__file__).parents[2]
LOCAL = "127.0.0.1"
START_SECONDS = 90
KEY = "key-of-the-tests-0123456789-abcdefghijklmnop"


class Process:
    """The server of the little bot.

    Args:
        model: the bot.
        folder: where it keeps its files.
        variables: settings of the channels.
    """

    def __init__(self, model: Path, folder: Path, variables: dict[str, str]) -> None:
        self._model, self._folder = model, folder
        with socket.socket() as probe:
            probe.bind((LOCAL, 0))
            self.port = probe.getsockname()[1]
        self._environment = {
            **os.environ,
            "PYTHONPATH": str(ROOT),
            "OMP_NUM_THREADS": "1",
            "CHAT_SIGNING_KEY": KEY,
            "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
            "REDIS_URL": "",
            "ACTION_ENDPOINT_URL": "",
            "CHAT_MESSAGES_PER_MINUTE": "100000",
            "BOT_FAULT_FILE": "",
            "ASSISTANT_TODAY": TODAY.isoformat(),
            **variables,
        }
        self.log = folder / "server.log"
        self._process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.port}"

    def start(self) -> Process:
        """Start and wait until it answers."""
        command = [sys.executable, "-m", "serving.server", "--model", str(self._model)]
        command += ["--port", str(self.port), "--actions", "tests.messaging.bot.actions"]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                command, cwd=self._folder, env=self._environment, stdout=log, stderr=log
            )
        deadline = time.monotonic() + START_SECONDS
        while time.monotonic() < deadline:
            assert self._process.poll() is None, self.log.read_text()[-2000:]
            try:
                requests.get(f"{self.url}/chat/health", timeout=5)
                return self
            except requests.RequestException:
                time.sleep(0.1)
        raise AssertionError("the server did not start")

    def kill(self) -> None:
        """Kill it as a power cut would."""
        self._end(signal.SIGKILL)

    def stop(self) -> None:
        """Stop it as an update does."""
        self._end(signal.SIGTERM)

    def _end(self, number: int) -> None:
        if self._process and self._process.poll() is None:
            self._process.send_signal(number)
            self._process.wait()

    def health(self) -> dict:
        """The report of the channels."""
        return requests.get(f"{self.url}/chat/health", timeout=10).json()["channels"]
