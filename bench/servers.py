"""The servers that are measured beside each other, as real processes."""

from __future__ import annotations

import asyncio
import hashlib
import os
import signal
import socket
import subprocess
import sys
import tempfile
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import aiohttp

ROOT = Path(__file__).resolve().parents[1]
BOTS = ROOT / ".build" / "bench-bots"
LOCAL = "127.0.0.1"
PATIENCE_SECONDS = 90.0
ECHO = {
    "config.yml": """
recipe: default.v1
assistant_id: echo-bot
language: fr
pipeline: [{name: KeywordIntentClassifier}, {name: FallbackClassifier, threshold: 0.5}]
policies: [{name: RulePolicy}]
""",
    "domain.yml": """
version: "3.1"
intents: [greet]
responses: {utter_echo: [{text: "J'ai bien lu."}]}
""",
    "data/bot.yml": """
version: "3.1"
nlu: [{intent: greet, examples: "- bonjour\\n- salut\\n"}]
rules: [{rule: echo, steps: [{intent: nlu_fallback}, {action: utter_echo}]}]
""",
    "credentials.yml": "rest:\n",
}

Say = Callable[[str], Awaitable[list[dict[str, Any]]]]


class Server:
    """A server of a bot.

    Args:
        name: what it is called in the report.
        command: what starts it, `{port}` standing for its port.
        folder: where it runs.
        settings: environment variables.
    """

    def __init__(self, name: str, command: list[str], folder: Path, settings: dict[str, str]) -> None:
        self.name = name
        self._command, self._folder, self._settings = command, folder, settings
        self._process: subprocess.Popen | None = None
        self._port = 0
        self.base = ""

    def start(self) -> None:
        """Start it on a free port, the same each time, without waiting."""
        if not self._port:
            with socket.socket() as probe:
                probe.bind((LOCAL, 0))
                self._port = probe.getsockname()[1]
        self.base = f"http://{LOCAL}:{self._port}"
        self._process = subprocess.Popen(
            [word.format(port=self._port) for word in self._command],
            cwd=self._folder,
            env={**os.environ, **self._settings},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def kill(self) -> None:
        """End it as a power cut would."""
        if self._process:
            self._process.kill()
            self._process.wait()

    def stop(self) -> None:
        """Stop it and all that it started."""
        if self._process is None:
            return
        self._process.terminate()
        try:
            self._process.wait(20)
        except subprocess.TimeoutExpired:
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.wait()
        self._process = None

    def megabytes(self) -> float:
        """Memory of the process and of those it started."""
        return sum(map(_megabytes, _tree(self._process.pid if self._process else 0)))

    def seconds_of_cpu(self) -> float:
        """How long the process computed so far."""
        fields = Path(f"/proc/{self._process.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def first_answer(self, session: aiohttp.ClientSession) -> None:
        """Wait until a message is answered."""
        deadline = asyncio.get_running_loop().time() + PATIENCE_SECONDS
        while asyncio.get_running_loop().time() < deadline:
            try:
                say = await self.conversation(session)
                await say("Bonjour")
                return
            except aiohttp.ClientError:
                await asyncio.sleep(0.05)
        raise TimeoutError(f"{self.name} does not answer")

    async def conversation(self, session: aiohttp.ClientSession) -> Say:
        """Begin a conversation over Rasa's REST channel; gives what says a message in it."""
        sender = uuid.uuid4().hex

        async def say(text: str) -> list[dict[str, Any]]:
            body = {"sender": sender, "message": text}
            async with session.post(f"{self.base}/webhooks/rest/webhook", json=body) as answer:
                answer.raise_for_status()
                return await answer.json()

        return say


class WebServer(Server):
    """The product: its own web channel."""

    async def conversation(self, session: aiohttp.ClientSession) -> Say:
        """Begin a conversation as a browser does."""
        async with session.post(f"{self.base}/chat/sessions") as answer:
            answer.raise_for_status()
            token = (await answer.json())["token"]
        headers = {"Authorization": f"Bearer {token}"}

        async def say(text: str) -> list[dict[str, Any]]:
            body = {"id": str(uuid.uuid4()), "text": text}
            async with session.post(f"{self.base}/chat/messages", json=body, headers=headers) as answer:
                answer.raise_for_status()
                return (await answer.json())["messages"]

        return say


def product() -> Server:
    """The assistant as `make web` starts it, with a database of its own."""
    folder = Path(tempfile.mkdtemp(prefix="bench-"))
    limits = ("CHAT_MESSAGES_PER_MINUTE", "CHAT_ADDRESS_REQUESTS_PER_MINUTE", "CHAT_SESSIONS_PER_MINUTE")
    settings = {
        "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
        "REDIS_URL": "",
        "ACTION_ENDPOINT_URL": "",
        "ASSISTANT_TODAY": "2026-11-23",
        "OMP_NUM_THREADS": "1",
        **dict.fromkeys(limits, "1000000"),
    }
    return WebServer("product", [sys.executable, "-m", "serving.web", "--port", "{port}"], ROOT, settings)


def echo() -> Server:
    """The least that Rasa can do."""
    digest = hashlib.sha256(repr(ECHO).encode()).hexdigest()[:12]
    folder = BOTS / f"echo-{digest}"
    if not (folder / "models").is_dir():
        for name, text in ECHO.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, encoding="utf-8")
        _rasa(["train"], folder)
    return _plain("echo bot", folder)


def stock() -> Server:
    """What `rasa init` gives."""
    folder = BOTS / "stock"
    if not (folder / "models").is_dir():
        folder.mkdir(parents=True, exist_ok=True)
        _rasa(["init", "--no-prompt"], folder)
        # Its configuration is empty: Rasa's suggestions are then trained. Its actions are not run.
        (folder / "credentials.yml").write_text("rest:\n", encoding="utf-8")
    return _plain("stock pipeline", folder)


def _plain(name: str, folder: Path) -> Server:
    command = [sys.executable, "-m", "rasa", "run", "--port", "{port}", "--interface", LOCAL]
    command += ["--credentials", "credentials.yml"]
    return Server(name, command, folder, {"RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"})


def _rasa(words: list[str], folder: Path) -> None:
    environment = {**os.environ, "RASA_TELEMETRY_ENABLED": "false", "TF_CPP_MIN_LOG_LEVEL": "3"}
    subprocess.run(
        [sys.executable, "-m", "rasa", *words], cwd=folder, env=environment, check=True, capture_output=True
    )


def _tree(process_id: int) -> list[int]:
    found = [process_id]
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((entry / "stat").read_text().rsplit(")", 1)[1].split()[1])
        except OSError:
            continue
        if parent == process_id:
            found += _tree(int(entry.name))
    return found


def _megabytes(process_id: int) -> float:
    for line in Path(f"/proc/{process_id}/smaps_rollup").read_text().splitlines():
        if line.startswith("Rss:"):
            return int(line.split()[1]) / 1024
    return 0.0
