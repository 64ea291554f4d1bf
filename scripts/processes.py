"""Starting the action server beside Rasa, and leaving nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serving.web import free_port

from .rasa import QUIET

BUILD = Path(".build")
ACTION_PORT = 5055
RASA_PORT = 5005
_START_TIMEOUT = 60.0


class CannotStart(Exception):
    """A part did not start. The message is one clear sentence."""


@contextmanager
def action_server() -> Iterator[tuple[str, subprocess.Popen]]:
    """Run the action server while the block runs; gives the address of its webhook and its process."""
    port = free_port(ACTION_PORT)
    BUILD.mkdir(exist_ok=True)
    log = (BUILD / "actions.log").open("wb")
    process = subprocess.Popen(
        [sys.executable, "-m", "serving.action_server", "--port", str(port)],
        env={**os.environ, **QUIET, "PYTHONPATH": os.getcwd()},
        stdin=subprocess.DEVNULL,
        stdout=log,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    )
    try:
        wait_until_answers(
            f"http://127.0.0.1:{port}/health", process, "The action server", BUILD / "actions.log"
        )
        yield f"http://127.0.0.1:{port}/webhook", process
    finally:
        stop(process)
        log.close()


def wait_until_answers(
    url: str, process: subprocess.Popen, name: str, log: Path, timeout: float = _START_TIMEOUT
) -> None:
    """Wait for an address to answer.

    Raises:
        CannotStart: the process ended, or nothing answered within `timeout` seconds.
    """
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise CannotStart(f"{name} stopped as it started; its log is {log}.")
        try:
            with urllib.request.urlopen(url, timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.2)
    raise CannotStart(f"{name} did not answer within {timeout:.0f} s; its log is {log}.")


def stop(process: subprocess.Popen) -> None:
    """End a process and its children."""
    for sign in (signal.SIGTERM, signal.SIGKILL):
        try:
            os.killpg(process.pid, sign)
            process.wait(timeout=5)
        except (ProcessLookupError, subprocess.TimeoutExpired):
            continue


def endpoints_file(action_url: str) -> Path:
    """The endpoints for this run, endpoints.yml with the action server where it really is."""
    import yaml

    content = yaml.safe_load(Path("endpoints.yml").read_text(encoding="utf-8")) or {}
    content["action_endpoint"] = {**(content.get("action_endpoint") or {}), "url": action_url}
    path = BUILD / f"endpoints-{os.getpid()}.yml"
    path.write_text(yaml.safe_dump(content), encoding="utf-8")
    return path
