"""Public services that answer a person (numbers.yml)."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from law.yaml_files import load_yaml


@lru_cache
def numbers() -> list[dict[str, str | None]]:
    """Return {"label", "phone", "url"} for each service; a phone or an address may be None."""
    return load_yaml(Path(__file__).parent / "numbers.yml")


def as_text() -> str:
    """Return one line for each service."""
    lines = []
    for one in numbers():
        ends = [end for end in (one["phone"], (one["url"] or "").removeprefix("https://")) if end]
        lines.append(f"- {one['label']}" + (f" : {', '.join(ends)}" if ends else ""))
    return "\n".join(lines)
