"""The proxy of deploy/, as a process."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import pytest
import requests

from tests.web.service import LOCAL, ROOT, free_port, kill, wait_until


@contextmanager
def caddy(ports: Sequence[int], folder: Path) -> Iterator[str]:
    """Run the proxy in front of servers; gives the address of the service."""
    if shutil.which("caddy") is None:
        pytest.skip("THE PROXY IS NOT TESTED, Caddy is not installed")
    port = free_port()
    environment = {
        **os.environ,
        "SITE": f"http://{LOCAL}:{port}",
        "SERVERS": " ".join(f"{LOCAL}:{server}" for server in ports),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = ["caddy", "run", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile")]
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
    base = f"http://{LOCAL}:{port}/chat"

    def answers() -> bool:
        try:
            return requests.get(f"{base}/ready", timeout=10).status_code == 200
        except requests.RequestException:
            return False

    try:
        wait_until(answers, 20, "the proxy")
        yield base
    finally:
        kill(process, signal.SIGTERM)
