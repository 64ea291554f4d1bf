"""How easy a French text is to read: the longest sentence, and the ease of Kandel and Moles (1958).

The ease is that of Flesch for French: 100 and more for the words of a child, 60 for a newspaper, under 30 for
a thesis. Syllables are counted as groups of vowels, without the mute e at the end of a word.
"""

from __future__ import annotations

import re

_SENTENCE = re.compile(r"(?<=[.!?:;])\s+|\n+")
_WORD = re.compile(r"[^\W\d_]+")
_VOWELS = re.compile(r"[aàâeéèêëiîïoôœuùûüyæ]+")
_MUTE = re.compile(r"(?<=[^aàâeéèêëiîïoôuùûüy])(?:e|es|ent)$")


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence; items of a list and what a colon or a semicolon parts are sentences."""
    found = [_WORD.findall(part) for part in _SENTENCE.split(text)]
    return [words for words in found if words]


def syllables(word: str) -> int:
    """At least one."""
    return max(1, len(_VOWELS.findall(_MUTE.sub("", word.lower()))))


def ease(text: str) -> float:
    """207 - 1.015 words a sentence - 73.6 syllables a word."""
    found = sentences(text)
    words = [word for sentence in found for word in sentence]
    return 207 - 1.015 * len(words) / len(found) - 73.6 * sum(map(syllables, words)) / len(words)
