"""Punctuation that a telephone wrote in words: « virgule », « point d'interrogation »."""

from __future__ import annotations

import re

from .lexicon import lists

_LISTS = lists("dictation")
# Longest first: « point d'interrogation » before « point ».
_NAMES = sorted(_LISTS["marks"], key=len, reverse=True)
_MARK = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, _NAMES))})(?!\w)", re.IGNORECASE)
_DECIMAL = re.compile(r"(\d) virgule (?=\d)", re.IGNORECASE)
# Before these, « point » and « deux points » are things and not marks.
_THING = re.compile(rf"(?:^|\W)(?:{'|'.join(map(re.escape, _LISTS['before_a_thing']))})[ ']?$", re.IGNORECASE)


def punctuated(text: str) -> str:
    """The text with the marks that were dictated, at the same length."""
    text = _DECIMAL.sub(lambda m: f"{m[1]},".ljust(len(m[0])), text)
    sure = [m for m in _MARK.finditer(text) if m.group().lower() in _LISTS["sure"]]
    return _MARK.sub(lambda mark: _written(text, mark, bool(sure)), text)


def _written(text: str, mark: re.Match[str], dictated: bool) -> str:
    """The mark itself; « point » is one only at an end or in a text that dictates other marks."""
    name = mark.group().lower()
    doubtful = name not in _LISTS["sure"]
    ends = not text[mark.end() :].strip() and len(text[: mark.start()].split()) > 1
    if doubtful and (not (dictated or ends) or _THING.search(text[: mark.start()])):
        return mark.group()
    return _LISTS["marks"][name].ljust(len(name))
