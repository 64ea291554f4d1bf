"""A new model takes the place of the one that answers; one that is not fit does not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.web.service import ACTIONS, ROOT, Service, Talk, running, train_bot

from .models import variant

OLD, NEW = "Bonjour, voici ce que je sais faire.", "Bonjour, voici du nouveau."


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    folder = tmp_path_factory.mktemp("service")
    (folder / "models").mkdir()
    shutil.copy(train_bot(), folder / "models" / "assistant.tar.gz")
    with running(Service(folder / "models", folder)) as service:
        yield service


@pytest.fixture
def talk(service: Service) -> Talk:
    return Talk(service.base)


def deploy(service: Service, model: Path) -> subprocess.CompletedProcess:
    command = [sys.executable, "-m", "serving.deploy_model", str(model), "--actions", ACTIONS]
    command += ["--running", str(service.folder / "running")]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=300)


def greeting(talk: Talk) -> str:
    return talk.say("bonjour")[0]["text"]


def test_a_model_that_is_not_fit_changes_nothing(service: Service, talk: Talk, tmp_path: Path) -> None:
    held = (service.folder / "models" / "assistant.tar.gz").read_bytes()
    garbage = tmp_path / "garbage.tar.gz"
    garbage.write_bytes(b"not a model")
    stranger = variant(
        train_bot(), tmp_path / "stranger.tar.gz", lambda domain: domain["actions"].append("action_of_later")
    )
    for model, reason in ((garbage, "n'est pas"), (stranger, "action_of_later")):
        done = deploy(service, model)
        assert done.returncode == 1 and reason in done.stderr, done.stderr
        assert (service.folder / "models" / "assistant.tar.gz").read_bytes() == held
        assert greeting(talk) == OLD


def test_a_new_model_answers_and_conversations_go_on(service: Service, talk: Talk, tmp_path: Path) -> None:
    talk.begin()

    def change(domain: dict[str, Any]) -> None:
        domain["responses"]["utter_greet"][0]["text"] = NEW

    done = deploy(service, variant(train_bot(), tmp_path / "new.tar.gz", change))
    assert done.returncode == 0, done.stderr
    assert talk.say("Lens")[0]["text"] == "Quel métier ?"
    assert talk.say("vitrier")[0]["custom"]["plan"] == {"city": "Lens", "trade": "vitrier"}
    assert greeting(talk) == NEW


def test_without_a_server_nothing_is_replaced(service: Service, tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "serving.deploy_model", str(train_bot()), "--running", str(tmp_path)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 1 and "Aucun serveur" in done.stderr
