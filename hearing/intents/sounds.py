"""How French words sound, roughly: "convansion" and "convention" are then the same word."""

from __future__ import annotations

import re

_WORD = re.compile(r"[a-z0-9]+|\?")
_NOT_NASAL = r"(?![aeiouymn])"
# Applied in this order on a word in lower case without accents. Capitals and digits stand for sounds.
_RULES = [
    (re.compile(pattern), sound)
    for pattern, sound in [
        (r"tion", "sion"),
        (r"ph", "f"),
        (r"z", "s"),
        (r"qu|q|ck", "k"),
        (r"ch", "C"),
        (r"c(?=[eiy])", "s"),
        (r"c", "k"),
        (r"g(?=[eiy])", "j"),
        (r"gu(?=[eiy])", "g"),
        (r"h", ""),
        (r"eau|au", "o"),
        (r"oin" + _NOT_NASAL, "W1"),
        (r"oi|oy", "Wa"),
        (r"(?:ain|ein|aim|in|im|yn|ym|un|um)" + _NOT_NASAL, "1"),
        (r"(?:an|am|en|em)" + _NOT_NASAL, "2"),
        (r"(?:on|om)" + _NOT_NASAL, "3"),
        (r"(?:aient|ait|ais|ai|er|ees|ee|es|et|e)$", "e"),
        (r"ai|ei", "e"),
        (r"(.)\1+", r"\1"),
        (r"y", "i"),
        (r"(?<=..)[stdpx]+$", ""),
        (r"(?<=..)e$", ""),
    ]
]


def sounds(text: str) -> str:
    """The sounds of each word of a normalised text, silent endings left out, separated by spaces."""
    return " ".join(_sound(word) for word in _WORD.findall(text))


def _sound(word: str) -> str:
    if word.isdigit() or word == "?":
        return word
    heard = word
    for pattern, sound in _RULES:
        heard = pattern.sub(sound, heard)
    return heard or word
