"""Punctuation that a telephone wrote in words: « virgule », « point d'interrogation »."""

from __future__ import annotations

import re

from .lexicon import lists

_LISTS = lists("dictation")
# Longest first: « point d'interrogation » before « point ».
_NAMES = sorted(_LISTS["marks"], key=len, reverse=True)
_EITHER = "|".join(re.escape(name).replace("'", "['’]") for name in _NAMES)
_MARK = re.compile(rf"(?<!\w)(?:{_EITHER})(?!\w)", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d) virgule (?=\d)", re.IGNORECASE)
# Before these, « point » and « deux points » are things and not marks.
_THING = re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, _LISTS['before_a_thing']))})[ ']?$", re.IGNORECASE)


def punctuated(text: str) -> str:
    """The text with the marks that were dictated, at the same length."""
    text = _DECIMAL.sub(lambda m: f"{m[1]},".ljust(len(m[0])), text)
    dictated = any(_name(mark) not in _LISTS["doubtful"] for mark in _MARK.finditer(text))
    return _MARK.sub(lambda mark: _written(text, mark, dictated), text)


def _name(mark: re.Match[str]) -> str:
    return mark.group().lower().replace("’", "'")


def _written(text: str, mark: re.Match[str], dictated: bool) -> str:
    """The mark itself; « point » is one only at an end or in a text that dictates other marks."""
    name = _name(mark)
    ends = not text[mark.end() :].strip() and len(text[: mark.start()].split()) > 1
    if name in _LISTS["doubtful"] and (not (dictated or ends) or _THING.search(text[: mark.start()])):
        return mark.group()
    return _LISTS["marks"][name].ljust(len(name))
