"""The proxy of deploy/, as a process."""

from __future__ import annotations

import functools
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


@functools.lru_cache(maxsize=1)
def program() -> str | None:
    """The proxy's program, got from Debian's packages if it is not installed; None where it cannot be had."""
    subprocess.run([ROOT / "scripts" / "caddy.sh"], capture_output=True, timeout=300)
    unpacked = ROOT / ".build" / "caddy" / "usr" / "bin"
    return shutil.which("caddy", path=f"{os.environ['PATH']}:{unpacked}")


@contextmanager
def caddy(ports: Sequence[int], folder: Path) -> Iterator[str]:
    """Run the proxy in front of servers; gives the address of the service."""
    name = program()
    if name is None:
        pytest.skip("THE PROXY IS NOT TESTED, Caddy is not installed")
    port = free_port()
    environment = {
        **os.environ,
        "SITE": f"http://{LOCAL}:{port}",
        "SERVERS": " ".join(f"{LOCAL}:{server}" for server in ports),
        "XDG_DATA_HOME": str(folder),
        "XDG_CONFIG_HOME": str(folder),
    }
    command = [name, "run", "--adapter", "caddyfile", "--config", str(ROOT / "deploy" / "Caddyfile")]
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
