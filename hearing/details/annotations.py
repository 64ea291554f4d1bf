"""Annotated sentences of `data/details/`: one file a voice, spans marked the way Rasa marks entities."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path("data/details")
_MARK = re.compile(r"\[(?P<span>[^\]]*)\](?P<said>\{[^}]*\}|\[\{.*?\}\])")
_LETTER = re.compile(r"[^\W\d_]")


@dataclass(frozen=True)
class Told:
    """A piece of a sentence and the details that it gives, such as ("status", "jobseeker")."""

    voice: str
    asked: str | None
    text: str
    details: frozenset[tuple[str, Any]]


@dataclass(frozen=True)
class Sentence:
    """A whole sentence of one voice, with its pieces in order."""

    voice: str
    asked: str | None
    text: str
    pieces: tuple[Told, ...]

    @property
    def details(self) -> set[tuple[str, Any]]:
        return {detail for piece in self.pieces for detail in piece.details}


def sentences(folder: Path = FOLDER) -> list[Sentence]:
    """Every annotated sentence; ValueError names the line that cannot be read."""
    return [sentence for path in sorted(folder.glob("*.yml")) for sentence in _of_file(path)]


def _of_file(path: Path) -> Iterator[Sentence]:
    content = yaml.safe_load(path.read_text(encoding="utf-8"))
    for group in content["told"]:
        for line in group["examples"].splitlines():
            if not line.startswith("- "):
                raise ValueError(f"{path}: « {line} » does not begin with a dash.")
            yield _sentence(path, line[2:].strip(), group["asked"])


def _sentence(path: Path, line: str, asked: str | None) -> Sentence:
    pieces: list[tuple[str, frozenset[tuple[str, Any]]]] = []
    position = 0
    for mark in _MARK.finditer(line):
        pieces.append((line[position : mark.start()], frozenset()))
        pieces.append((mark["span"], _details(path, mark["said"])))
        position = mark.end()
    pieces.append((line[position:], frozenset()))
    text = "".join(piece for piece, _ in pieces)
    if "{" in text or "[" in text:
        raise ValueError(f"{path}: « {line} » has a mark that is not closed.")
    told = tuple(Told(path.stem, asked, piece, said) for piece, said in pieces if _LETTER.search(piece))
    return Sentence(path.stem, asked, text, told)


def _details(path: Path, said: str) -> frozenset[tuple[str, Any]]:
    try:
        marks = json.loads(said)
    except json.JSONDecodeError as error:
        raise ValueError(f"{path}: {said} is not JSON.") from error
    values = {"true": True, "false": False}
    listed = marks if isinstance(marks, list) else [marks]
    return frozenset((mark["entity"], values.get(mark["value"], mark["value"])) for mark in listed)
