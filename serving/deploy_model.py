"""Puts a model in place of the one that answers, without a stop: ``python -m serving.deploy_model MODEL``.

The model is tried first, in a process of its own. Then its file replaces the old one and every server on this
machine takes it, between two turns. When one does not, the old file is put back and taken again.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tarfile
import time
import urllib.error
import urllib.request
from pathlib import Path

from serving.running import FOLDER, Running, servers
from serving.settings import SettingsError

DEFAULT_NAME = "assistant.tar.gz"
TAKEN_SECONDS = 120.0
POLL_SECONDS = 0.3


def deploy(model: Path, folder: Path, actions: str) -> int:
    """Put a model in place and return how many servers took it.

    Args:
        model: the new model.
        folder: where the servers say that they run.
        actions: package of the actions, as the servers were started.

    Raises:
        SettingsError: no server runs, or the model was refused; the old one answers.
    """
    running = list(servers(folder))
    if not running:
        raise SettingsError(f"Aucun serveur ne tourne ici (rien dans « {folder} »).")
    wanted = model_id(model)
    trial = subprocess.run([sys.executable, "-m", "serving.trial", str(model), "--actions", actions])
    if trial.returncode:
        raise SettingsError("Rien n'a changé : l'ancien modèle répond.")
    targets = sorted({_file(server) for server in running})
    kept = {target: target.with_name(target.name + ".previous") for target in targets}
    for target, previous in kept.items():
        if target.is_file():
            shutil.copy2(target, previous)
        _put(model, target)
    if all(_takes(server, wanted) for server in running):
        return len(running)
    for target, previous in kept.items():
        if previous.is_file():
            _put(previous, target)
        else:
            target.unlink()
    for server in running:
        _call(server)
    raise SettingsError("Le nouveau modèle n'a pas été pris partout : l'ancien est remis en place.")


def model_id(model: Path) -> str:
    """The id that a model was given when it was trained.

    Raises:
        SettingsError: this is no model.
    """
    try:
        with tarfile.open(model) as archive:
            name = next(name for name in archive.getnames() if Path(name).name == "metadata.json")
            metadata = archive.extractfile(name)
            if metadata is None:
                raise KeyError(name)
            return json.load(metadata)["model_id"]
    except (OSError, tarfile.TarError, StopIteration, ValueError, KeyError, TypeError):
        raise SettingsError(f"« {model} » n'est pas un modèle.") from None


def _file(server: Running) -> Path:
    model = Path(server.model)
    return model / DEFAULT_NAME if model.is_dir() else model


def _put(model: Path, target: Path) -> None:
    """Replace a file at once; of a folder, servers take the newest."""
    new = target.with_name(target.name + ".new")
    shutil.copyfile(model, new)
    os.replace(new, target)


def _takes(server: Running, wanted: str) -> bool:
    _call(server)
    deadline = time.monotonic() + TAKEN_SECONDS
    while time.monotonic() < deadline:
        if _model_of(server) == wanted:
            return True
        time.sleep(POLL_SECONDS)
    return False


def _model_of(server: Running) -> str | None:
    try:
        with urllib.request.urlopen(f"{server.base}/ready", timeout=5) as answer:
            return json.load(answer).get("model")
    except (urllib.error.URLError, OSError, ValueError):
        return None


def _call(server: Running) -> None:
    with contextlib.suppress(ProcessLookupError):
        os.kill(server.pid, signal.SIGHUP)


def main(arguments: list[str] | None = None) -> None:
    """Put the model in place and say so, or say why not."""
    parser = argparse.ArgumentParser(description="Remplace le modèle sans arrêter le service")
    parser.add_argument("model", type=Path)
    parser.add_argument("--running", type=Path, default=FOLDER, help="dossier où les serveurs se déclarent")
    parser.add_argument("--actions", default="actions", help="paquet des actions")
    options = parser.parse_args(arguments)
    try:
        count = deploy(options.model, options.running, options.actions)
    except SettingsError as error:
        sys.exit(str(error))
    print(f"{count} serveur(s) répondent avec le nouveau modèle. L'ancien reste à côté, en « .previous ».")


if __name__ == "__main__":
    main()
