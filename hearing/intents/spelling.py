"""Typing errors mended with the words of the training sentences, and with those words alone.

A general spell checker turns "pmsmp" into something else; here an unknown word becomes the nearest
known one, when there is one near enough in letters or in sound, and otherwise stays as it is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from .packed import Packed
from .sounds import sounds

_WORD = re.compile(r"[a-z]+")
_SHORTEST = 4
_COMMON = 3
_ELIDED = ("qu", "l", "d", "s", "n", "m", "t", "c")
_VOWELS = "aeiouyh"
_REMEMBERED = 20_000


class Speller(Packed):
    """Mends words seen neither twice in the training sentences nor in a general vocabulary."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()
        self._known: set[str] = set()
        self._by_length: dict[int, list[str]] = {}
        self._mended: dict[str, str] = {}

    def fit(self, texts: Sequence[str], vocabulary: Iterable[str] = ()) -> Speller:
        """Learn the words of canonical texts; `vocabulary`: words that exist, without accents."""
        self._counts = Counter(word for text in texts for word in set(_WORD.findall(text)))
        self._known = {word for word, count in self._counts.items() if count > 1} | set(vocabulary)
        by_length = defaultdict(list)
        for word, count in sorted(self._counts.items()):
            if count >= _COMMON and len(word) >= _SHORTEST:
                by_length[len(word)].append(word)
        self._by_length, self._mended = dict(by_length), {}
        return self

    def mend(self, text: str) -> str:
        """The text with its unknown words replaced by near known ones."""
        return _WORD.sub(lambda match: self._mend_word(match[0]), text)

    def _mend_word(self, word: str) -> str:
        if len(word) < _SHORTEST or len(word) > 25 or word in self._known:
            return word
        if word not in self._mended:
            if len(self._mended) > _REMEMBERED:
                self._mended.clear()
            self._mended[word] = (
                self._unglued(word) or self._nearest(word) or self._unglued(word, True) or word
            )
        return self._mended[word]

    def _unglued(self, word: str, mending: bool = False) -> str | None:
        """ "jcherche" is "je cherche", "limmersion" is "l immersion"."""
        if word[0] == "j":
            rest = self._whole(word[1:], mending)
            return rest and ("j " if rest[0] in _VOWELS else "je ") + rest
        for particle in _ELIDED:
            rest = word.removeprefix(particle)
            if rest != word and len(rest) >= _SHORTEST and rest[0] in _VOWELS:
                rest = self._whole(rest, mending)
                if rest:
                    return f"{particle} {rest}"
        return None

    def _whole(self, word: str, mending: bool) -> str | None:
        if self._counts[word] > 1:
            return word
        return self._nearest(word) if mending and len(word) >= _SHORTEST else None

    def _nearest(self, word: str) -> str | None:
        furthest = 2 if len(word) >= 6 else 1
        heard = sounds(word)
        best, best_rank = None, (99.0, 0)
        for length in range(len(word) - furthest, len(word) + furthest + 1):
            near = process.extract(
                word,
                self._by_length.get(length, []),
                scorer=DamerauLevenshtein.distance,
                score_cutoff=furthest,
                limit=8,
            )
            for other, distance, _ in near:
                same_sound = sounds(other) == heard
                close = (distance == 1 and len(word) >= 5) or (distance == 2 and len(word) >= 9)
                if not (same_sound or close):
                    continue
                rank = (distance - 0.5 * (other[0] == word[0]) - 0.6 * same_sound, -self._counts[other])
                if rank < best_rank:
                    best, best_rank = other, rank
        return best
