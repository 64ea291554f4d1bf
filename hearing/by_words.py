"""What words and letters alone tell, learned from examples: a logistic regression, read in no time."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.sparse import csr_matrix

from .intents.features import softmax
from .intents.ngrams import NGrams, beside
from .lexicon import words

_STEPS = 300


class ByWords:
    """The probability of each label of a text, from its words and letters."""

    def fit(self, texts: Sequence[str], labels: Sequence[str], regularisation: float) -> ByWords:
        """Learn from texts and their labels (same length).

        regularisation: smaller is smoother.
        """
        # Only training needs it: a second of each start.
        from sklearn.linear_model import LogisticRegression

        said = [words(text) for text in texts]
        self._words = NGrams.fit(said, ngram_range=(1, 2), token_pattern=r"[a-z0-9]+")
        self._letters = NGrams.fit(said, analyzer="char_wb", ngram_range=(2, 5), min_df=2)
        fitted = LogisticRegression(C=regularisation, max_iter=_STEPS).fit(self._n_grams(said), labels)
        self.labels: list[str] = list(fitted.classes_)
        weights, bias = np.asarray(fitted.coef_, np.float32), np.asarray(fitted.intercept_, np.float32)
        if len(weights) == 1:
            # Of two labels only the second has weights.
            weights, bias = np.vstack([np.zeros_like(weights), weights]), np.append(np.zeros_like(bias), bias)
        self._weights, self._bias = np.ascontiguousarray(weights.T), bias
        return self

    def likely(self, said: Sequence[str]) -> np.ndarray:
        """Array of shape (texts, labels); rows sum to one. said: as `lexicon.words` gives them."""
        return softmax(self._n_grams(said) @ self._weights + self._bias)

    def _n_grams(self, said: Sequence[str]) -> csr_matrix:
        return beside([self._words.transform(said), self._letters.transform(said)])
