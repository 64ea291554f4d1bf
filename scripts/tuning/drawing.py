"""Draws a sentence anew for each pass: as typed, without accents, in SMS spelling, with typing errors."""

from __future__ import annotations

import random
import unicodedata
from collections import defaultdict
from collections.abc import Sequence

from hearing.intents.spellings import WORDS

# Shares of the sentences: as typed, in small letters, without accents, in SMS spelling; the rest with errors.
_TYPED, _SMALL, _PLAIN, _SMS = 0.40, 0.15, 0.17, 0.14
_SMS_WORD, _NO_MARKS = 0.6, 0.5
# A question stands after something told in that share of the shorter ones.
_TOLD_BEFORE, _SHORTER = 0.12, 16
_WORDS_FOR_AN_ERROR, _SHORTEST = 8, 4
_JOINTS = (", ", ". ", " ")


class Drawing:
    """Draws with one source of chance, so that a run can be made again."""

    def __init__(self, told: Sequence[str], seed: int) -> None:
        """told: short messages that tell details and ask nothing."""
        self._chance, self._told = random.Random(seed), list(told)
        self._short: dict[str, list[str]] = defaultdict(list)
        for short, full in WORDS.items():
            self._short[full].append(short)

    def drawn(self, text: str, asks: bool) -> str:
        """The sentence as somebody else might type it."""
        if asks and len(text.split()) < _SHORTER and self._chance.random() < _TOLD_BEFORE:
            text = self._chance.choice(self._told).rstrip(" .,") + self._chance.choice(_JOINTS) + text
        which = self._chance.random()
        if which < _TYPED:
            return text
        text = text.lower()
        if which < _TYPED + _SMALL:
            return text
        text = plain(text)
        if which < _TYPED + _SMALL + _PLAIN:
            unmarked = self._chance.random() < _NO_MARKS
            return text.replace("?", "").replace(",", "") if unmarked else text
        text = self._in_sms(text)
        return text if which < _TYPED + _SMALL + _PLAIN + _SMS else self._with_errors(text)

    def _in_sms(self, text: str) -> str:
        def word(full: str) -> str:
            short = self._short.get(full)
            return self._chance.choice(short) if short and self._chance.random() < _SMS_WORD else full

        return " ".join(word(full) for full in text.split())

    def _with_errors(self, text: str) -> str:
        words = text.split()
        for _ in range(1 + len(words) // _WORDS_FOR_AN_ERROR if words else 0):
            place = self._chance.randrange(len(words))
            if len(words[place]) >= _SHORTEST:
                words[place] = self._mistyped(words[place])
        return " ".join(words)

    def _mistyped(self, word: str) -> str:
        at, which = self._chance.randrange(1, len(word) - 1), self._chance.random()
        if which < 0.35:
            return word[:at] + word[at + 1 :]
        if which < 0.65:
            return word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        if which < 0.80:
            return word[:at] + word[at] + word[at:]
        return word[:at] + self._chance.choice("aeirstnlou") + word[at + 1 :]


def plain(text: str) -> str:
    """The text without accents."""
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))
