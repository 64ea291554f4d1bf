"""What a person has already decided, so that it is asked once: hashes alone, no word of anybody."""

from __future__ import annotations

import hashlib
from pathlib import Path

FILE = Path(".build/reviewed")


class Treated:
    """The items decided so far, kept in a file."""

    def __init__(self, path: Path = FILE) -> None:
        self._path = path
        self._known = set(path.read_text(encoding="ascii").split()) if path.exists() else set()

    def __contains__(self, item: str) -> bool:
        return _hash(item) in self._known

    def add(self, item: str) -> None:
        """Remember an item at once: a session may be left at any moment."""
        self._known.add(_hash(item))
        self._path.parent.mkdir(parents=True, exist_ok=True)
        with self._path.open("a", encoding="ascii") as file:
            file.write(f"{_hash(item)}\n")


def _hash(item: str) -> str:
    return hashlib.sha256(item.encode()).hexdigest()
