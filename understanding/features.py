"""What is looked at in a sentence: its words, its letters, its sounds and its meaning."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from .encoder import Encoder
from .normalise import canonical, normalise
from .sounds import sounds

_WORD = r"[^\W_]+|\?"


class Features:
    """Turns sentences into one sparse row (words, letters, sounds) and one dense unit vector (meaning)."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder = encoder
        self.words = TfidfVectorizer(
            ngram_range=(1, 2), sublinear_tf=True, token_pattern=_WORD, dtype=np.float32
        )
        self.letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        self.sounds = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 4), sublinear_tf=True, min_df=2, dtype=np.float32
        )

    def fit(self, texts: Sequence[str]) -> Features:
        """Learn the vocabularies."""
        full = self._full(texts)
        self.words.fit(full)
        self.letters.fit(full)
        self.sounds.fit([sounds(text) for text in full])
        return self

    def sparse(self, texts: Sequence[str]) -> csr_matrix:
        """Rows of word, letter and sound n-grams, each block of unit length."""
        full = self._full(texts)
        blocks = [
            self.words.transform(full),
            self.letters.transform(full),
            self.sounds.transform([sounds(text) for text in full]),
        ]
        return hstack(blocks, format="csr", dtype=np.float32)

    def dense(self, texts: Sequence[str]) -> np.ndarray:
        """Rows of sentence vectors, of unit length; no column when there is no encoder."""
        vectors = self.encoder.encode([text[:1000] for text in texts])
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return (vectors / np.maximum(lengths, 1e-9)).astype(np.float32)

    @staticmethod
    def _full(texts: Sequence[str]) -> list[str]:
        return [canonical(normalise(text)) for text in texts]
