"""The second reader: learned from annotated sentences, it gives each (field, value) a certainty.

One ridge regression for all the values over words and letter groups of a clause. A score near 1 is a clause
like those that say the value, near 0 one like those that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.feature_extraction.text import TfidfVectorizer

from .annotations import Told
from .normalise import normalise

Detail = tuple[str, Any]
_REGULARISATION = 0.6
_LETTER_WEIGHT = 0.7
_FEWEST_WORDS = 2  # a bare « oui » says nothing by itself


class SecondReader:
    """Certainties of details in clauses. Picklable; needs no encoder."""

    def __init__(self) -> None:
        self.details: list[Detail] = []
        self._words = TfidfVectorizer(ngram_range=(1, 2), token_pattern=r"[a-z0-9']+", sublinear_tf=True)
        self._letters = TfidfVectorizer(
            analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2, dtype=np.float32
        )
        self._weights = np.zeros((0, 0), np.float32)
        self._bias = np.zeros(0, np.float32)

    def fit(self, told: Iterable[Told]) -> SecondReader:
        """Learn from pieces of sentences; shorter ones than two words are left out."""
        pieces = [(normalise(piece.text), piece.details) for piece in told]
        pieces = [
            (text, said) for text, said in dict.fromkeys(pieces) if said or len(text.split()) >= _FEWEST_WORDS
        ]
        self.details = sorted({detail for _, said in pieces for detail in said}, key=str)
        texts = [text for text, _ in pieces]
        truth = np.array([[detail in said for detail in self.details] for _, said in pieces], np.float32)
        self._words.fit(texts)
        self._letters.fit(texts)
        features = self._features(texts)
        self._bias = truth.mean(axis=0)
        kernel = (features @ features.T).toarray()
        kernel[np.diag_indices_from(kernel)] += _REGULARISATION
        self._weights = np.asarray(features.T @ np.linalg.solve(kernel, truth - self._bias), np.float32)
        return self

    def scores(self, clauses: Sequence[str]) -> dict[Detail, tuple[float, int]]:
        """The best score of each detail and the index of its clause. clauses: normalised texts."""
        if not clauses:
            return {}
        found = self._features(clauses) @ self._weights + self._bias
        best = found.argmax(axis=0)
        return {
            detail: (float(found[best[column], column]), int(best[column]))
            for column, detail in enumerate(self.details)
        }

    def _features(self, texts: Sequence[str]) -> csr_matrix:
        return hstack(
            [self._words.transform(texts), self._letters.transform(texts) * _LETTER_WEIGHT], format="csr"
        )
