"""The sentences of the law's verdict, said to each speaker: they are written for the person of the plan."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from law.yaml_files import load_yaml

from .speech import PERSON, of_the_person


@lru_cache(maxsize=1)
def words_for_others() -> list[dict[str, str]]:
    """The words to replace, {"said", "others"}, perhaps with words for one speaker, longest first."""
    entries = load_yaml(Path(__file__).parent / "law_for_others.yml")
    return sorted(entries, key=lambda entry: -len(entry["said"]))


def told(text: str, speaker: str | None = None) -> str:
    """A sentence of the law as it is said to this speaker."""
    if speaker in (None, PERSON):
        return text
    for entry in words_for_others():
        if entry["said"] in text:
            words = entry.get(speaker) or of_the_person(entry["others"], speaker)
            text = text.replace(entry["said"], words)
    return text
