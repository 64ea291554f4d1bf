"""What a start need not work out again, kept beside a model: it unpacked, the compiled patterns.

    python -m serving.ready models/assistant.tar.gz

Without it a server starts as well, in twice the time.
"""

from __future__ import annotations

import importlib
import os
import shutil
import sys
from pathlib import Path

from serving import patterns

_FOLDER = ".ready"
# The present model and the one that it replaced: servers that still start may read it.
_MOST = 2
# A gzip file ends with the checksum and the length of what it holds.
_CHECKSUM_BYTES = 8
_UNFINISHED = "unfinished-"
_OPEN_TO_ALL = 0o755


def ready_folder(model: Path) -> Path:
    """The folder of what is kept beside a model. model: a model file, or a folder of models."""
    return (model if model.is_dir() else model.parent) / _FOLDER


def newest(model: Path) -> Path:
    """The model file that is meant. model: a model file, or a folder of models.

    Raises:
        ValueError: there is none.
    """
    return model if model.is_file() else max(model.glob("*.tar.gz"), key=lambda file: file.stat().st_mtime)


def unpacked(archive: Path) -> Path:
    """The folder of a model that was unpacked, which may not be there. archive: a model file."""
    with archive.open("rb") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(0, size - _CHECKSUM_BYTES))
        return ready_folder(archive) / f"{file.read().hex()}-{size}"


def unpack(archive: Path) -> Path:
    """Unpack a model beside itself, unless it is already, and return its folder.

    Raises:
        OSError: the folder cannot be written.
        tarfile.TarError: this is no model.
    """
    folder = unpacked(archive)
    if folder.is_dir():
        return folder
    folder.parent.mkdir(exist_ok=True)
    unfinished = folder.with_name(f"{_UNFINISHED}{os.getpid()}")
    try:
        unfinished.mkdir()
        _extract(archive, unfinished)
        unfinished.replace(folder)
    except OSError:
        # Another server may have unpacked it meanwhile.
        if not folder.is_dir():
            raise
    finally:
        shutil.rmtree(unfinished, ignore_errors=True)
    _forget_older(folder.parent)
    return folder


def _extract(archive: Path, folder: Path) -> None:
    # It refuses an archive that would write elsewhere; Rasa uses it as well.
    from tarsafe import TarSafe

    with TarSafe.open(archive, mode="r:gz") as tar:
        tar.extractall(folder)
    # Rasa trains in folders that are closed to all but their owner; another may serve.
    for path in (folder, *folder.rglob("*")):
        if path.is_dir():
            path.chmod(_OPEN_TO_ALL)
    os.utime(folder)


def _forget_older(folder: Path) -> None:
    """What servers have read of a model stays with them when its files are removed."""
    models = [path for path in folder.iterdir() if path.is_dir() and not path.name.startswith(_UNFINISHED)]
    for old in sorted(models, key=lambda path: path.stat().st_mtime)[:-_MOST]:
        shutil.rmtree(old, ignore_errors=True)


def main(arguments: list[str] | None = None) -> None:
    """Unpack a model, and keep the patterns that a server compiles until it has heard a message."""
    (name,) = arguments or sys.argv[1:]
    model = Path(name)
    unpack(model)
    with patterns.kept_in(ready_folder(model)):
        from serving.spared import components_of_model, spare_tensorflow

        spare_tensorflow(components_of_model(model))
        from components.assistant import Assistant
        from serving.hosting import CHANNEL, MESSAGING, WARM_UP_TEXT

        for path in (CHANNEL, MESSAGING):
            importlib.import_module(path.rpartition(".")[0])
        Assistant(model).parse(WARM_UP_TEXT)


if __name__ == "__main__":
    main()
