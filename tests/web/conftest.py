"""The model of the little bot, trained once for its sources, and the service that most tests share."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path

import pytest
from service import ROOT, Service, Talk, running

BOT = Path(__file__).parent / "bot"


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained bot. Its name holds a hash of its sources: unchanged sources are not trained again."""
    sources = sorted(path for path in BOT.rglob("*.yml"))
    digest = hashlib.sha256(b"".join(path.read_bytes() for path in sources)).hexdigest()[:16]
    folder = ROOT / ".build" / "web-tests-bot"
    file = folder / f"{digest}.tar.gz"
    if not file.is_file():
        command = [sys.executable, "-m", "rasa", "train", "--fixed-model-name", digest, "--out", str(folder)]
        command += ["--config", "config.yml", "--domain", "domain.yml", "--data", "data"]
        subprocess.run(command, cwd=BOT, check=True, capture_output=True, timeout=300)
    return file


@pytest.fixture(scope="session")
def shared(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Service:
    """A healthy service with SQLite. Tests that break it mend it."""
    with running(Service(model, tmp_path_factory.mktemp("shared"))) as service:
        yield service


@pytest.fixture
def service(shared: Service) -> Service:
    """The shared service, without any fault left by another test."""
    shared.fault()
    return shared


@pytest.fixture
def talk(service: Service) -> Talk:
    """A new conversation."""
    return Talk(service.base)
