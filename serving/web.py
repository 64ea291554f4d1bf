"""Everything on one machine: ``python -m serving.web``.

Starts Rasa with the web channel, prints the address of the demonstration page, starts it again when it died,
and leaves no process behind, however it is stopped.
"""

from __future__ import annotations

import argparse
import contextlib
import ctypes
import json
import math
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass, field
from pathlib import Path

from serving.running import FOLDER
from serving.settings import SettingsError, load_settings

LOCAL = "127.0.0.1"
WEB_PORT = 5005
START_SECONDS = 120.0
UNHEALTHY_SECONDS = 15.0
STOP_SECONDS = 8.0
POLL_SECONDS = 0.25
RESTARTS_PER_MINUTE = 5
LOG_FOLDER = Path(".build")

_PR_SET_PDEATHSIG = 1


class Stopped(Exception):
    """The person or the system asked to stop."""


@dataclass
class Server:
    """The server process, started again when it dies. By hand: a laptop has no supervisor that is everywhere.

    ``log`` is the file of its output, or ``None`` for the terminal.
    """

    command: list[str]
    environment: dict[str, str]
    log: Path | None
    process: subprocess.Popen | None = None
    starts: list[float] = field(default_factory=list)

    def start(self) -> None:
        """Start the process; it ends with this one, even if this one is killed."""
        now = time.monotonic()
        self.starts = [*(start for start in self.starts if now - start < 60), now]
        with contextlib.ExitStack() as stack:
            output = stack.enter_context(self.log.open("ab")) if self.log else None
            self.process = subprocess.Popen(
                self.command,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=output,
                # A Ctrl-C reaches this process only, which then stops the other gently.
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    def keep_alive(self) -> None:
        """Start the process again if it died.

        Raises:
            SettingsError: it dies again and again.
        """
        if self.process is None or self.process.poll() is None:
            return
        if len(self.starts) > RESTARTS_PER_MINUTE:
            raise SettingsError(f"Le serveur s'arrête sans cesse.{self.hint()}")
        print("• Le serveur s'est arrêté, nouveau démarrage…", flush=True)
        self.start()

    def stop(self) -> None:
        """Stop the process, gently then not."""
        if self.process is None or self.process.poll() is not None:
            return
        self.process.terminate()
        try:
            self.process.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def hint(self) -> str:
        """Say where to look for the reason of a failure."""
        return f" Voir {self.log}." if self.log else ""


def free_port(wanted: int, host: str = LOCAL) -> int:
    """Return ``wanted`` when nobody listens there, else any free port."""
    for port in (wanted, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise SettingsError("Aucun port n'est libre sur cette machine.")


def server(options: argparse.Namespace, port: int) -> Server:
    """Return the server process that the options describe, not started."""
    addresses = [f"http://{name}:{port}" for name in (LOCAL, "localhost")]
    origins = [*load_settings().allowed_origins, *addresses]
    if not options.logs:
        LOG_FOLDER.mkdir(exist_ok=True)
    return Server(
        [
            *(sys.executable, "-m", "serving.server", "--model", options.model, "--actions", options.actions),
            *("--host", options.host, "--port", str(port), "--running", str(FOLDER)),
        ],
        {
            **os.environ,
            "PYTHONPATH": os.getcwd(),
            "PYTHONWARNINGS": "ignore",
            "CHAT_ALLOWED_ORIGINS": " ".join(origins),
        },
        None if options.logs else LOG_FOLDER / "web.log",
    )


def run(options: argparse.Namespace) -> None:
    """Start the server and keep it alive until stopped.

    Raises:
        SettingsError: a setting is wrong, or the server does not start.
        Stopped: asked to stop.
    """
    settings = load_settings()
    if not Path(options.model).exists():
        raise SettingsError(f"Aucun modèle dans « {options.model} ». Entraînez-en un d'abord : make train")
    port = free_port(options.port, options.host)
    running = server(options, port)
    try:
        print("• Démarrage (une dizaine de secondes)…", flush=True)
        running.start()
        _wait_until_healthy(f"http://{LOCAL}:{port}/chat/health", running)
        _announce(port, settings.demo)
        while True:
            time.sleep(POLL_SECONDS)
            running.keep_alive()
    finally:
        running.stop()


def main(arguments: list[str] | None = None) -> int:
    """Run until Ctrl-C; a problem ends it with one sentence and status 1."""
    parser = argparse.ArgumentParser(description="L'assistant sur une page web")
    parser.add_argument("--model", default="models", help="modèle ou dossier de modèles")
    parser.add_argument("--actions", default="actions", help="paquet des actions")
    parser.add_argument("--host", default=LOCAL, help="interface du serveur web")
    parser.add_argument("--port", type=int, default=WEB_PORT, help="port voulu ; un autre s'il est pris")
    parser.add_argument(
        "--logs", action="store_true", help="journaux dans ce terminal plutôt que dans .build/"
    )
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, _stop)
    try:
        run(parser.parse_args(arguments))
    except SettingsError as problem:
        print(str(problem), file=sys.stderr)
        return 1
    except Stopped:
        print("\nAu revoir.")
    return 0


def _wait_until_healthy(address: str, running: Server) -> None:
    """Wait until all answers; a part that stays down (a database) is named, and the rest goes on."""
    deadline = time.monotonic() + START_SECONDS
    tolerated_until = math.inf
    while time.monotonic() < deadline:
        if running.process is None or running.process.poll() is not None:
            raise SettingsError(f"Le serveur n'a pas démarré.{running.hint()}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except urllib.error.HTTPError as error:
            tolerated_until = min(tolerated_until, time.monotonic() + UNHEALTHY_SECONDS)
            if time.monotonic() > tolerated_until:
                print(f"• Attention. {json.load(error)['error']['message']}", flush=True)
                return
        except OSError:
            pass
        time.sleep(POLL_SECONDS)
    raise SettingsError(f"Le service n'a pas démarré en {START_SECONDS:g} secondes.{running.hint()}")


def _announce(web_port: int, demo: bool) -> None:
    address = f"http://{LOCAL}:{web_port}/chat"
    if demo:
        print(f"• Page de démonstration : {address}/demo/")
    print(f"• État du service : {address}/health")
    print("Ctrl-C pour arrêter.", flush=True)


def _stop(_number: int, _frame: object) -> None:
    for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(number, signal.SIG_IGN)
    raise Stopped


def _die_with_parent() -> None:
    # Linux only; elsewhere a killed parent may leave the server, a stopped one never does.
    with contextlib.suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())
