"""Which of several plans is named: « le premier dossier », « reprends le dossier 2 »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .intents.normalise import normalise
from .lexicon import lists

_LISTS = lists("files")
_THING = "|".join(_LISTS["things"])
_ORDINAL = "|".join([*_LISTS["ordinals"], *_LISTS["last"]])
_NUMBERED = re.compile(rf"\b(?:{_THING})(?: n[°o]| numero)? ?(\d+)\b")
_BACK = r"(?:revien|reven|retour|repren|reprend|repass|repris)\w*"
_RANKED = re.compile(
    rf"\b({_ORDINAL}) (?:{_THING})\b|\b(?:{_THING}) ({_ORDINAL})\b"
    rf"|\b{_BACK} (?:au|a la|le|la|sur le|sur la) ({_ORDINAL})\b"
)
_MOST_WORDS = 9


def named(text: str, files: Sequence[str]) -> str | None:
    """The number of the file named in a message, by its rank in a short one; None when there is no such file.

    files: numbers of the files, in the order in which they were opened.
    """
    said = normalise(text)
    number = _NUMBERED.search(said)
    if number:
        return number[1] if number[1] in files else None
    ranked = _RANKED.search(said) if files and len(said.split()) <= _MOST_WORDS else None
    if not ranked:
        return None
    word = next(word for word in ranked.groups() if word)
    place = len(files) if word in _LISTS["last"] else int(_LISTS["ordinals"][word])
    return files[place - 1] if place <= len(files) else None
