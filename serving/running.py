"""Which servers run on this machine: each writes a file once it answers, and removes it at its end."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

FOLDER = Path(".build") / "running"


@dataclass(frozen=True)
class Running:
    """A server: its process, where it answers, the model file or folder that it was started with."""

    pid: int
    base: str
    model: str

    def write(self, folder: Path) -> None:
        """Tell that it runs."""
        folder.mkdir(parents=True, exist_ok=True)
        self._file(folder).write_text(json.dumps(asdict(self)), encoding="utf-8")

    def remove(self, folder: Path) -> None:
        """Tell that it ends."""
        self._file(folder).unlink(missing_ok=True)

    def _file(self, folder: Path) -> Path:
        return folder / f"{self.pid}.json"


def servers(folder: Path) -> Iterator[Running]:
    """The servers that run; what a killed one left is removed."""
    for file in sorted(folder.glob("*.json")):
        server = Running(**json.loads(file.read_text(encoding="utf-8")))
        try:
            os.kill(server.pid, 0)
        except ProcessLookupError:
            file.unlink(missing_ok=True)
            continue
        yield server
