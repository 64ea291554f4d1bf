"""``python -m serving.web``: one command, a free port, a server kept alive, nothing left behind."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path

import pytest
import requests
from service import KEY, LOCAL, ROOT, Talk, free_port, kill, wait_until


def launch(model: Path, folder: Path, port: int, **settings: str) -> subprocess.Popen:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CHAT_SIGNING_KEY": KEY, "REDIS_URL": ""}
    environment |= {"DATABASE_URL": f"sqlite:///{folder}/base.db", "OMP_NUM_THREADS": "1", **settings}
    # The launcher gives its working folder to the server, which finds the code of the tests there.
    arguments = ["--model", str(model), "--actions", "tests.web.bot.actions", "--port", str(port)]
    with (folder / "output").open("wb") as output:
        return subprocess.Popen(
            [sys.executable, "-m", "serving.web", *arguments],
            cwd=ROOT,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
        )


def children(launcher: subprocess.Popen) -> dict[str, int]:
    """Return the process ids of the launcher's children by module name."""
    found = {}
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status = (entry / "stat").read_text()
            words = (entry / "cmdline").read_bytes().split(b"\0")
        except OSError:
            continue
        if int(status.rsplit(")", 1)[1].split()[1]) == launcher.pid and b"-m" in words:
            found[words[words.index(b"-m") + 1].decode()] = int(entry.name)
    return found


def healthy(base: str) -> bool:
    try:
        return requests.get(f"{base}/health", timeout=10).status_code == 200
    except requests.RequestException:
        return False


def alive(process_id: int) -> bool:
    try:
        return "Z" not in Path(f"/proc/{process_id}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="reads /proc")
def test_one_command_starts_watches_and_stops_everything(model: Path, tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind((LOCAL, 0))
        taken.listen(1)
        launcher = launch(model, tmp_path, taken.getsockname()[1])
        try:
            page = wait_until(
                lambda: re.search(r"http://\S+/demo/", (tmp_path / "output").read_text()), 120, "the address"
            ).group()
            answer = requests.get(page, timeout=10)
            assert answer.status_code == 200 and "widget.js" in answer.text
            base = page.removesuffix("/demo/")
            origin = base.removesuffix("/chat")
            opened = requests.post(f"{base}/sessions", headers={"Origin": origin}, timeout=10)
            assert opened.status_code == 201
            Talk(base).begin()

            running = children(launcher)
            assert set(running) == {"serving.server"}
            os.kill(running["serving.server"], signal.SIGKILL)
            wait_until(
                lambda: children(launcher).get("serving.server") not in (None, running["serving.server"]),
                20,
                "the dead server is started again",
            )
            wait_until(lambda: healthy(base), 60, "healthy again")
            running = children(launcher)
            launcher.send_signal(signal.SIGINT)
            assert launcher.wait(20) == 0
            assert not [process for process in running.values() if alive(process)]
            output = (tmp_path / "output").read_text()
            assert "Traceback" not in output and output.rstrip().endswith("Au revoir.")
        finally:
            kill(launcher)


@pytest.mark.skipif(sys.platform != "linux", reason="the kernel of Linux ends the server")
def test_a_killed_launcher_leaves_nothing_behind(model: Path, tmp_path: Path) -> None:
    launcher = launch(model, tmp_path, free_port())
    try:
        running = wait_until(lambda: children(launcher), 30, "the server")
        time.sleep(0.5)
    finally:
        kill(launcher, signal.SIGKILL)
    wait_until(lambda: not any(alive(process) for process in running.values()), 20, "nothing is left")


def test_no_model_is_one_sentence(tmp_path: Path) -> None:
    launcher = launch(tmp_path / "nothing", tmp_path, free_port())
    assert launcher.wait(60) == 1
    (line,) = (tmp_path / "output").read_text().splitlines()
    assert "Aucun modèle" in line and "make train" in line


def test_a_database_that_is_down_is_named_and_the_rest_starts(model: Path, tmp_path: Path) -> None:
    address = f"postgresql://postgres@{LOCAL}:{free_port()}/postgres"
    launcher = launch(model, tmp_path, free_port(), DATABASE_URL=address)
    try:
        output = wait_until(
            lambda: "/demo/" in (text := (tmp_path / "output").read_text()) and text, 150, "the address"
        )
        assert "Ne répond pas : l'enregistrement des conversations." in output
    finally:
        kill(launcher, signal.SIGTERM)
