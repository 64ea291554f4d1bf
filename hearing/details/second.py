"""The second reader: learned from annotated sentences, it gives each (field, value) a certainty.

One kernel ridge regression for all the values, over the words, the letter groups and the meaning of a clause.
A score near 1 is a clause like those that say the value, near 0 one like those that do not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix

from ..intents.encoder import Encoder
from ..intents.features import closeness, main_directions, unit
from ..intents.kernel import whitening
from ..intents.least_squares import solved
from ..intents.ngrams import NGrams, beside
from .annotations import Told
from .normalise import normalise

Detail = tuple[str, Any]
_REGULARISATION = 0.3
_N_GRAMS, _LETTER_WEIGHT = 0.7, 0.7
_DIRECTIONS = 128
_LANDMARKS = 2_000
# The steps stop when this share of the details is left unexplained.
_LEFT = 0.01
_SEED = 7
_FEWEST_WORDS = 2  # a bare « oui » says nothing by itself


class SecondReader:
    """Certainties of details in clauses. Picklable once its encoder is taken away."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder: Encoder | None = encoder  # None while the reader is on disk
        self.details: list[Detail] = []

    def fit(self, told: Iterable[Told]) -> SecondReader:
        """Learn from pieces of sentences; shorter ones than two words are left out."""
        pieces = [(normalise(piece.text), piece.details) for piece in told]
        pieces = [
            (text, said) for text, said in dict.fromkeys(pieces) if said or len(text.split()) >= _FEWEST_WORDS
        ]
        self.details = sorted({detail for _, said in pieces for detail in said}, key=str)
        texts = [text for text, _ in pieces]
        truth = np.array([[detail in said for detail in self.details] for _, said in pieces], np.float32)
        self._words = NGrams.fit(texts, ngram_range=(1, 2), token_pattern=r"[a-z0-9']+")
        self._letters = NGrams.fit(texts, analyzer="char_wb", ngram_range=(2, 5), min_df=2)
        vectors = self._reader.encode(texts)
        self._directions = main_directions(vectors, _DIRECTIONS, centre=False)
        n_grams, self._known = self._n_grams(texts), unit(vectors @ self._directions)
        self._bias = truth.mean(axis=0)
        self._of_meaning = self._pulls(n_grams, truth - self._bias)
        # The n-gram part is linear: one weight an n-gram replaces all the pieces.
        self._of_n_grams = np.asarray(_N_GRAMS * (n_grams.T @ self._of_meaning), np.float32)
        return self

    def _pulls(self, n_grams: csr_matrix, wanted: np.ndarray) -> np.ndarray:
        """The pull of each piece. The closeness in meaning of all to all is exact; landmarks lead to it."""
        near = closeness(self._known, self._known)
        drawn = np.random.default_rng(_SEED).choice(len(near), min(_LANDMARKS, len(near)), replace=False)
        dense = near[:, drawn] @ whitening(near[np.ix_(drawn, drawn)])
        weighted = n_grams * np.float32(np.sqrt(_N_GRAMS))
        return solved(weighted, dense, wanted, _REGULARISATION, _LEFT, lambda pulls: near @ pulls)

    def scores(self, clauses: Sequence[str]) -> np.ndarray:
        """How much each clause (a row) says each of `details` (a column). clauses: normalised texts."""
        return self.by_words(clauses) + self.by_meaning(clauses)

    def by_words(self, clauses: Sequence[str]) -> np.ndarray:
        """The part of the scores that the words and letters give; it costs little."""
        if not clauses:
            return np.empty((0, len(self.details)), np.float32)
        scores: np.ndarray = self._n_grams(clauses) @ self._of_n_grams + self._bias
        return scores

    def by_meaning(self, clauses: Sequence[str]) -> np.ndarray:
        """The part of the scores that the meaning gives."""
        if not clauses:
            return np.empty((0, len(self.details)), np.float32)
        meaning = unit(self._reader.encode(clauses) @ self._directions)
        scores: np.ndarray = closeness(meaning, self._known) @ self._of_meaning
        return scores

    @property
    def _reader(self) -> Encoder:
        if self.encoder is None:
            raise ValueError("This reader was read back without its encoder.")
        return self.encoder

    def _n_grams(self, texts: Sequence[str]) -> csr_matrix:
        return beside([self._words.transform(texts), self._letters.transform(texts) * _LETTER_WEIGHT])
