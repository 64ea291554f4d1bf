"""The department where somebody is accompanied: its code, read from a number or a name."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

_CODE = re.compile(r"\b(2[ab]|97[1-8]|\d{5}|\d{1,2})\b", re.IGNORECASE)
_LEAST_LIKENESS = 88.0
_POSTCODE_DIGITS = 5
_LITTLE_WORDS = re.compile(
    r"\b(departement|dept|dans|en|au|aux|de|du|des|la|le|les|l|d|suis|suivi|suivie|je)\b"
)


@lru_cache
def departments() -> dict[str, str]:
    """Return the names of the departments by code ("62", "2A", "974")."""
    return yaml.safe_load((Path(__file__).parent / "departments.yml").read_text(encoding="utf-8"))


def read(text: str) -> str | None:
    """Return the code of the department that a text names, or None.

    Args:
        text: a number, a postcode or a name, with or without accents: "62", "62300", "pas de calais".
    """
    for found in _CODE.findall(text):
        if code := _of_digits(found.upper()):
            return code
    words = _plain(text)
    if not words:
        return None
    names = {_plain(name): code for code, name in departments().items()}
    best = process.extractOne(words, list(names), scorer=fuzz.ratio, score_cutoff=_LEAST_LIKENESS)
    return names[best[0]] if best else None


def _of_digits(found: str) -> str | None:
    if len(found) == _POSTCODE_DIGITS:
        if found.startswith("20"):
            return "2A" if found < "20200" else "2B"
        found = found[:3] if found.startswith("97") else found[:2]
    code = found.zfill(2)
    return code if code in departments() else None


def _plain(text: str) -> str:
    plain = unicodedata.normalize("NFD", text.lower())
    letters = "".join(char if char.isalpha() else " " for char in plain if not unicodedata.combining(char))
    return " ".join(_LITTLE_WORDS.sub(" ", letters).split())
