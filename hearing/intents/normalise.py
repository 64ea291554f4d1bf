"""One spelling for the many ways in which people type French."""

from __future__ import annotations

import re
import unicodedata

from .spellings import PHRASES, WORDS

MAX_CHARACTERS = 1000
_APOSTROPHES = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "\u00a0": " ", "\u202f": " ", "œ": "oe", "Œ": "oe", "æ": "ae"}
)
_EMOJIS = str.maketrans(
    {
        **dict.fromkeys("👍👌✅✔", " oui "),
        **dict.fromkeys("👎❌✖", " non "),
        **dict.fromkeys("🙏", " merci "),
        **dict.fromkeys("👋", " bonjour "),
        **dict.fromkeys("🤷", " je sais pas "),
        **dict.fromkeys("😡🤬🖕💩", " nul "),
        **dict.fromkeys("🏻🏼🏽🏾🏿\ufe0f", ""),
    }
)
_REPEATED = re.compile(r"([^\W\d])\1{2,}")
_SPACES = re.compile(r"\s+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_TOKEN = re.compile(r"[a-z0-9]+(?:'(?=[a-z]))?")


def readable(text: str) -> str:
    """The text as typed, without control characters or halves of characters, at most 1,000 characters."""
    kept = "".join(c if unicodedata.category(c)[0] != "C" else " " for c in text[:MAX_CHARACTERS])
    return _SPACES.sub(" ", kept).strip()


def normalise(text: str) -> str:
    """Lower case, no accents, plain apostrophes, no letter more than twice in a row, one space; the
    emojis that answer are words."""
    text = readable(text).translate(_APOSTROPHES).translate(_EMOJIS).lower()
    text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
    return _SPACES.sub(" ", _REPEATED.sub(r"\1\1", text)).strip()


def canonical(normal: str) -> str:
    """A normalised text with SMS spellings written in full and every number written 0."""
    text = _TOKEN.sub(lambda match: WORDS.get(match[0], match[0]), normal)
    for pattern, full in PHRASES:
        text = pattern.sub(full, text)
    return _SPACES.sub(" ", _NUMBER.sub("0", text)).strip()
