"""One spelling for the many ways in which people type French."""

from __future__ import annotations

import re
import unicodedata

MAX_CHARACTERS = 1000
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "œ": "oe"}
)
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+")


def normalise(text: str) -> str:
    """Lower case, no accents, plain apostrophes, no letter more than twice in a row, one space."""
    text = text[:MAX_CHARACTERS].translate(_APOSTROPHES).lower()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    text = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text)
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\1", text)).strip()
