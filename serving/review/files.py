"""Writes a sentence at the end of its block of examples: all the rest of the file stays as it is."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from .homes import Home

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_NEW_FILE = "voice: Des phrases relues après coup\ntold:\n"
_NEW_BLOCK = "  - asked: {asked}\n    examples: |\n"


@dataclass(frozen=True)
class Mark:
    """Words of a sentence and the detail of a plan that they say."""

    words: str
    field: str
    value: str


def marked(sentence: str, mark: Mark | None) -> str:
    """The sentence as the files of details hold it; without a mark it says nothing."""
    if mark is None:
        return sentence
    said = json.dumps({"entity": mark.field, "value": mark.value}, ensure_ascii=False)
    start, end = place_of(mark.words, sentence) or (0, len(sentence))
    return f"{sentence[:start]}[{sentence[start:end]}]{said}{sentence[end:]}"


def place_of(words: str, sentence: str) -> tuple[int, int] | None:
    """Where whole words stand in a sentence, None when they do not."""
    found = re.search(rf"(?<!\w){re.escape(words)}(?!\w)", sentence)
    return found.span() if found else None


def write(root: Path, home: Home, line: str) -> None:
    """Add a line to its block; the file and the block of details are made when they are missing.

    Raises:
        OSError: the file cannot be read or written.
        ValueError: the file has no such block, or would not be the same otherwise.
    """
    path = root / home.file
    text = path.read_text(encoding="utf-8") if path.exists() or not home.is_of_details else _NEW_FILE
    path.write_text(with_line(text, home, line), encoding="utf-8", newline="\n")


def with_line(text: str, home: Home, line: str) -> str:
    """The text of a file with a line at the end of a block.

    Raises:
        ValueError: the text has no such block, or something else in it would be read otherwise.
    """
    text = text if text.endswith("\n") else f"{text}\n"
    if _place(text, home) is None and home.is_of_details:
        text += _NEW_BLOCK.format(asked=home.block or "null")
    place = _place(text, home)
    if place is None:
        raise ValueError(f"{home.file} has no block {home.block or 'without a name'}.")
    longer = _insert(text, home, place, line)
    if yaml.load(longer, Loader=_LOADER) != _expected(text, home, place, line):
        raise ValueError(f"« {line} » would change more of {home.file} than its block.")
    return longer


def _place(text: str, home: Home) -> int | None:
    """The rank of the block in its section; None when there is none."""
    blocks = yaml.load(text, Loader=_LOADER)[home.section] or []
    return next((rank for rank, block in enumerate(blocks) if home.holds(block)), None)


def _insert(text: str, home: Home, place: int, line: str) -> str:
    """Put the line after the last one of the block, under the others."""
    block = _entry(yaml.compose(text, Loader=_LOADER), home.section)[1].value[place]
    key, examples = _entry(block, "examples")
    lines = text.splitlines(keepends=True)
    end = max(examples.end_mark.line, key.start_mark.line + 1)
    while not lines[end - 1].strip():
        end -= 1
    lines.insert(end, f"{' ' * (key.start_mark.column + 2)}- {line}\n")
    return "".join(lines)


def _entry(mapping: yaml.Node | None, name: str) -> tuple[yaml.Node, yaml.Node]:
    entries = mapping.value if mapping else ()
    return next((key, value) for key, value in entries if key.value == name)


def _expected(text: str, home: Home, place: int, line: str) -> dict[str, Any]:
    """What the file must say once the line is in it."""
    content = copy.deepcopy(yaml.load(text, Loader=_LOADER))
    content[home.section][place]["examples"] += f"- {line}\n"
    return content
