"""Starts the real servers for the tests: the web service, PostgreSQL, Redis, and a wire that can be cut."""

from __future__ import annotations

import contextlib
import hashlib
import itertools
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import psycopg2
import pytest
import requests

ROOT = Path(__file__).resolve().parents[2]
BOT = Path(__file__).parent / "bot"
LOCAL = "127.0.0.1"
START_SECONDS = 120
PATIENCE_SECONDS = 30
KEY = "key-of-the-tests-0123456789-abcdefghijklmnop"
ORIGIN = "https://coach.example"
ACTIONS = "tests.web.bot.actions"


def train_bot(bot: Path = BOT) -> Path:
    """Train a little bot once for its sources, whose hash is its name, and return its model."""
    sources = sorted(path for path in bot.rglob("*.yml"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder = ROOT / ".build" / f"{bot.parent.name}-tests-bot"
    file = folder / f"{digest}.tar.gz"
    if not file.is_file():
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", digest, "--out", str(folder)]
        command += ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
        subprocess.run(command, cwd=bot, check=True, capture_output=True, timeout=300)
    return file


def free_port() -> int:
    """Return a port nobody listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return probe.getsockname()[1]


def wait_until(condition: Callable[[], Any], seconds: float, what: str) -> Any:
    """Return the first true value of ``condition``."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        value = condition()
        if value:
            return value
        time.sleep(0.1)
    raise AssertionError(f"{what}: not within {seconds} s")


def new_id() -> str:
    """Return a message id."""
    return str(uuid.uuid4())


class Talk:
    """One conversation of one browser."""

    def __init__(self, base: str) -> None:
        self.base = base
        self.token = requests.post(f"{base}/sessions", timeout=PATIENCE_SECONDS).json()["token"]

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.token}"}

    def send(self, text: str | None = None, **fields: Any) -> requests.Response:
        """Send a message; ``id`` and ``payload`` may be given."""
        body = {"id": new_id(), **({"text": text} if text is not None else {}), **fields}
        return requests.post(
            f"{self.base}/messages", json=body, headers=self.headers, timeout=PATIENCE_SECONDS
        )

    def say(self, text: str | None = None, **fields: Any) -> list[dict[str, Any]]:
        """Send a message that must be answered, and return the messages."""
        answer = self.send(text, **fields)
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    def history(self) -> list[dict[str, Any]]:
        answer = requests.get(f"{self.base}/history", headers=self.headers, timeout=PATIENCE_SECONDS)
        assert answer.status_code == 200, answer.text
        return answer.json()["messages"]

    def begin(self) -> None:
        """Start the little form of the bot: the city is asked."""
        self.say("bonjour")
        assert self.say(payload="/begin")[0]["text"] == "Dans quelle ville ?"


class Service:
    """The web server as a real process, with the actions inside or in a server of their own.

    Args:
        model: the bot's model.
        folder: where this service keeps its files.
        apart: whether the actions have a server of their own.
        actions: package of the actions.
        settings: environment variables.
    """

    def __init__(
        self, model: Path, folder: Path, apart: bool = False, actions: str = ACTIONS, **settings: str
    ) -> None:
        self.model, self.folder, self.apart, self.package = model, folder, apart, actions
        self.port, self.action_port = free_port(), free_port()
        self.fault_file = folder / "fault"
        self.log_file = folder / "web.log"
        self.action_log_file = folder / "actions.log"
        self.settings = {
            "CHAT_SIGNING_KEY": KEY,
            "CHAT_ALLOWED_ORIGINS": ORIGIN,
            "DATABASE_URL": f"sqlite:///{folder}/conversations.db",
            "REDIS_URL": "",
            "ACTION_ENDPOINT_URL": f"http://{LOCAL}:{self.action_port}/webhook" if apart else "",
            "CHAT_MESSAGES_PER_MINUTE": "100000",
            "CHAT_ADDRESS_REQUESTS_PER_MINUTE": "100000",
            "CHAT_SESSIONS_PER_MINUTE": "100000",
            **settings,
        }
        self.server: subprocess.Popen | None = None
        self.actions: subprocess.Popen | None = None

    @property
    def base(self) -> str:
        return f"http://{LOCAL}:{self.port}/chat"

    @property
    def logs(self) -> str:
        """Everything the servers wrote."""
        files = [file for file in (self.log_file, self.action_log_file) if file.exists()]
        return "".join(file.read_text() for file in files)

    def start(self) -> Service:
        """Start and wait until the web server answers, healthy or not."""
        if self.apart:
            self.start_actions(wait=False)
        self.start_server()
        if self.apart:
            self._wait_for_actions()
        return self

    def start_actions(self, wait: bool = True) -> None:
        arguments = ["--actions", self.package, "--port", str(self.action_port)]
        self.actions = self._run("serving.action_server", arguments, self.action_log_file)
        if wait:
            self._wait_for_actions()

    def _wait_for_actions(self) -> None:
        address = f"http://{LOCAL}:{self.action_port}/health"
        wait_until(lambda: _status(address) == 200, START_SECONDS, "action server")

    def start_server(self) -> None:
        arguments = ["--model", str(self.model), "--port", str(self.port), "--actions", self.package]
        arguments += ["--running", str(self.folder / "running")]
        self.server = self._run("serving.server", arguments, self.log_file)
        wait_until(
            lambda: self.server.poll() is not None or _status(f"{self.base}/health"),
            START_SECONDS,
            "web server",
        )
        assert self.server.poll() is None, self.log_file.read_text()[-3000:]

    def fault(self, order: str = "") -> None:
        """Tell the bot's actions how to fail from now on; nothing: not at all."""
        self.fault_file.write_text(order)

    def seconds_of_cpu(self) -> float:
        """How long the web server has computed so far."""
        fields = Path(f"/proc/{self.server.pid}/stat").read_text().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def stop(self) -> None:
        for process in (self.server, self.actions):
            kill(process, signal.SIGTERM)

    def _run(self, module: str, arguments: list[str], log: Path) -> subprocess.Popen:
        environment = {**os.environ, **self.settings, "BOT_FAULT_FILE": str(self.fault_file)}
        environment |= {"PYTHONPATH": str(ROOT), "OMP_NUM_THREADS": "1"}
        with log.open("ab") as output:
            return subprocess.Popen(
                [sys.executable, "-m", module, *arguments],
                cwd=self.folder,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
            )


def kill(process: subprocess.Popen | None, number: int = signal.SIGKILL) -> None:
    """Send a signal to a process and wait for its end."""
    if process is None:
        return
    if process.poll() is None:
        process.send_signal(number)
    try:
        process.wait(15)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


class Wire:
    """A TCP relay to a server, that can be cut or frozen."""

    def __init__(self, target_port: int) -> None:
        self.port = free_port()
        self._target_port = target_port
        self._flows = threading.Event()
        self._flows.set()
        self._pairs: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self.mend()

    def cut(self) -> None:
        """Close every connection and refuse new ones."""
        listener, self._listener = self._listener, None
        if listener:
            # Shutdown wakes the thread that accepts, which close alone does not.
            with contextlib.suppress(OSError):
                listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for end in self._pairs:
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)
        self._pairs.clear()

    def mend(self) -> None:
        """Relay again."""
        self._flows.set()
        if self._listener is None:
            self._listener = socket.socket()
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            self._listener.bind((LOCAL, self.port))
            self._listener.listen(64)
            threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def freeze(self) -> None:
        """Keep every connection open and let nothing through."""
        self._flows.clear()

    def _target(self) -> int:
        return self._target_port

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            try:
                target = socket.create_connection((LOCAL, self._target()))
            except OSError:
                client.close()
                continue
            self._pairs += [client, target]
            for source, sink in ((client, target), (target, client)):
                threading.Thread(target=self._relay, args=(source, sink), daemon=True).start()

    def _relay(self, source: socket.socket, sink: socket.socket) -> None:
        with contextlib.suppress(OSError):
            while data := source.recv(65536):
                self._flows.wait()
                sink.sendall(data)
        for end in (source, sink):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)


class Balancer(Wire):
    """A Service of Kubernetes: each new connection goes to the next of the servers that are ready.

    Args:
        ports: the ready servers, which may change.
    """

    def __init__(self, ports: list[int]) -> None:
        self.ports = ports
        self._turn = itertools.count()
        super().__init__(ports[0])

    def _target(self) -> int:
        ready = list(self.ports)
        return ready[next(self._turn) % len(ready)]


class Postgres:
    """A PostgreSQL of our own, on a free port, that can be stopped and started."""

    def __init__(self) -> None:
        self.port = free_port()
        # Not under pytest's folders, which only root may enter when root runs the tests.
        self._folder = Path(tempfile.mkdtemp(prefix="postgres-of-the-tests-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres")
        self._call("initdb", "-D", self._folder, "-A", "trust", "-U", "postgres", "--no-sync")

    def remove(self) -> None:
        """Stop it and remove its files."""
        self.stop()
        shutil.rmtree(self._folder, ignore_errors=True)

    @staticmethod
    def binaries() -> Path | None:
        """Folder of PostgreSQL's programs, ``None`` when it is not installed here."""
        found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"))
        if os.geteuid() == 0 and "postgres" not in [user.pw_name for user in pwd.getpwall()]:
            return None
        return found[-1].parent if found else None

    def url(self, port: int | None = None, base: str = "postgres") -> str:
        return f"postgresql://postgres@{LOCAL}:{port or self.port}/{base}"

    def create(self, base: str) -> str:
        """Make an empty base and return its address."""
        connection = psycopg2.connect(self.url())
        connection.autocommit = True
        connection.cursor().execute(f"CREATE DATABASE {base}")
        connection.close()
        return self.url(base=base)

    def start(self) -> None:
        options = f"-p {self.port} -c listen_addresses={LOCAL} -c fsync=off -c unix_socket_directories="
        self._call("pg_ctl", "-D", self._folder, "-o", options, "-l", self._folder / "log", "-w", "start")

    def stop(self) -> None:
        self._call("pg_ctl", "-D", self._folder, "-m", "immediate", "-w", "stop", check=False)

    def _call(self, program: str, *arguments: object, check: bool = True) -> None:
        command = [str(self.binaries() / program), *map(str, arguments)]
        if os.geteuid() == 0:
            command = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups", *command]
        subprocess.run(command, check=check, stdout=subprocess.DEVNULL, cwd="/", timeout=60)


class Redis:
    """A Redis of our own, on a free port."""

    def __init__(self) -> None:
        self.port = free_port()
        self.process: subprocess.Popen | None = None

    @property
    def url(self) -> str:
        return f"redis://{LOCAL}:{self.port}/0"

    def start(self) -> None:
        self.process = subprocess.Popen(
            ["redis-server", "--port", str(self.port), "--bind", LOCAL, "--save", "", "--appendonly", "no"],
            stdout=subprocess.DEVNULL,
        )
        wait_until(self._answers, 20, "redis")

    def stop(self) -> None:
        kill(self.process, signal.SIGKILL)

    def _answers(self) -> bool:
        try:
            socket.create_connection((LOCAL, self.port), 1).close()
        except OSError:
            return False
        return True


@contextlib.contextmanager
def running(service: Service) -> Iterator[Service]:
    """Start a service for a block."""
    try:
        yield service.start()
    finally:
        service.stop()


def _status(address: str) -> int | None:
    try:
        return requests.get(address, timeout=5).status_code
    except requests.RequestException:
        return None


@contextlib.contextmanager
def a_postgres() -> Iterator[Postgres]:
    """A PostgreSQL of our own, not started; the test is skipped where none is installed."""
    if Postgres.binaries() is None:
        pytest.skip("PostgreSQL is not installed")
    server = Postgres()
    try:
        yield server
    finally:
        server.remove()


@contextlib.contextmanager
def a_redis() -> Iterator[Redis]:
    """A Redis of our own, started; the test is skipped where none is installed."""
    if shutil.which("redis-server") is None:
        pytest.skip("Redis is not installed")
    server = Redis()
    server.start()
    try:
        yield server
    finally:
        server.stop()
