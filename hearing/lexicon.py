"""Lists of expressions that anyone can lengthen (`hearing/words/*.yml`), and how they are looked up.

An expression is plain French without accents or punctuation, one a line:
    (le|la|les)   one of these words        (bien|tres)?   one of these words, or nothing
    ...           up to three words         ..              up to one word        annul*   any ending
    TRADE         who has a trade, « fleuriste » (hearing/details/trades.py)
    NAME          a first name (first_names.yml)
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import yaml

from .details.trades import FORM
from .intents.normalise import canonical, normalise

FOLDER = Path(__file__).parent / "words"
# The C loader reads in a tenth of the time of the pure Python one.
_Loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
_NO_WORD = re.compile(r"[^a-z0-9]+")
_PART = re.compile(r"\(([^()]*)\)(\?)?|(\.\.\.?)(?=\s|$)|([^\s()]+)")
_GAPS = {"..": r"(?:\w+ )?", "...": r"(?:\w+ ){0,3}"}


# The lists of a dozen readers look at the same parts of a message.
@lru_cache(maxsize=64)
def words(text: str) -> str:
    """The words of a text as lists write them: lower case, no accent, SMS in full, one space between."""
    return plain(canonical(normalise(text)))


def plain(normal: str) -> str:
    """A normalised text without its punctuation."""
    return _NO_WORD.sub(" ", normal).strip()


@cache
def lists(name: str) -> Any:
    """The content of one file of lists; every scalar is text, « no » and « yes » too."""
    return yaml.load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"), Loader=_Loader)


class Expressions:
    """Expressions of one list, looked up in `words(text)`."""

    def __init__(self, expressions: Iterable[str] | None) -> None:
        regexes = [_regex(str(expression)) for expression in expressions or ()]
        either = "|".join(regexes) if regexes else r"(?!)"
        self._anywhere = re.compile(rf"\b(?:{either})")
        self._whole = re.compile(rf"(?:{either})$")
        self._first = re.compile(rf"(?:{either})")
        self._last = re.compile(rf"\b(?:{either})$")

    def are_in(self, said: str) -> bool:
        """Whether one of them stands anywhere in the words."""
        return bool(self._anywhere.search(f"{said} "))

    def place_in(self, said: str) -> int | None:
        """Where the first of them begins, None when there is none."""
        found = self._anywhere.search(f"{said} ")
        return found.start() if found else None

    def are(self, said: str) -> bool:
        """Whether the words are one of them and nothing else."""
        return bool(self._whole.match(f"{said} "))

    def begin(self, said: str) -> bool:
        """Whether the words begin with one of them."""
        return bool(self._first.match(f"{said} "))

    def end(self, said: str) -> bool:
        """Whether the words end with one of them."""
        return bool(self._last.search(f"{said} "))

    def blanked(self, said: str) -> str:
        """The words without any of them."""
        return self._anywhere.sub("| ", f"{said} ").strip()

    def without(self, said: str) -> str:
        """The words without those that stand at either end."""
        text, before = f"{said} ", None
        while text != before:
            before = text
            first = self._first.match(text)
            text = self._last.sub("", text[first.end() :] if first else text, count=1)
        return text.strip()


def _regex(expression: str) -> str:
    """The expression as a regular expression over words that are each followed by a space."""
    result = ""
    for group, optional, dots, word in _PART.findall(expression):
        if group:
            result += f"(?:{_either(group)}){optional}"
        else:
            result += _GAPS[dots] if dots else _words(word)
    return result


def _either(group: str) -> str:
    return "|".join(_words(part) for part in group.split("|"))


def _words(part: str) -> str:
    return "".join(f"{_word(word)} " for word in re.split(r"[\s'-]+", part) if word)


def _word(word: str) -> str:
    kind = _kinds().get(word)
    return f"(?:{kind})" if kind else re.escape(word).replace(r"\*", r"\w*")


@cache
def _kinds() -> dict[str, str]:
    """What the words in capitals stand for, as regular expressions."""
    return {"TRADE": FORM, "NAME": "|".join(name.replace("-", " ") for name in lists("first_names"))}
