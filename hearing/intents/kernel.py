"""Kernel ridge over every training sentence, in a time that grows with their number.

Nearness of two sentences is the sum of the n-grams in common and of the closeness in meaning, linear and
Gaussian. What is linear needs a weight for each n-gram and each direction of meaning; the Gaussian part is
taken through its values at some sentences, the landmarks (Nyström); least_squares.py solves the rest.
What was measured: bench/nlu.md.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from . import least_squares
from .features import LINEAR, Rows, gaussian_closeness

# Weight of the n-grams in the nearness, chosen on held-out training sentences.
_N_GRAMS = 0.7
_LANDMARKS = 3_000
# Added to the nearness of each landmark to itself: two may mean the same.
_JITTER = 1e-3
# The steps stop when this share of the labels is left unexplained.
_LEFT = 0.05
_BLOCK = 2_048
_SEED = 7


@dataclass(frozen=True)
class Landmarks:
    """The sentences through which the Gaussian part is taken: their vectors as typed and as mended, and the
    weight of meaning."""

    typed: np.ndarray
    mended: np.ndarray
    weight: float

    def near(self, rows: Rows) -> np.ndarray:
        """The Gaussian closeness of each row to each landmark, as typed and as mended together."""
        if not rows.typed.shape[1]:
            return np.zeros((len(rows.typed), len(self.typed)), dtype=np.float32)
        closeness = gaussian_closeness(rows.typed, self.typed) + gaussian_closeness(rows.mended, self.mended)
        return self.weight * closeness


class KernelRidge:
    """A score for each label: linear in the n-grams (`of_n_grams`) and in meaning (`of_meaning`), and by the
    closeness to each landmark (`of_landmarks`); a label is a column of each."""

    def __init__(self, meaning_weight: float, regularisation: float) -> None:
        """meaning_weight: of meaning against n-grams. regularisation: larger is smoother."""
        self._meaning_weight = meaning_weight
        self._regularisation = regularisation

    def fit(self, rows: Rows, target: np.ndarray) -> KernelRidge:
        """Learn from rows and the numbers of their labels; every number from 0 on must be there."""
        count, linear = len(target), self._meaning_weight * LINEAR
        drawn = np.random.default_rng(_SEED).choice(count, min(_LANDMARKS, count), replace=False)
        self.landmarks = Landmarks(rows.typed[drawn], rows.mended[drawn], self._meaning_weight)
        basis = whitening(self.landmarks.near(rows.part(drawn)))
        near = np.empty((count, len(drawn)), dtype=np.float32)
        for start in range(0, count, _BLOCK):
            block = np.arange(start, min(start + _BLOCK, count))
            near[block] = self.landmarks.near(rows.part(block)) @ basis
        dense = np.hstack([np.float32(np.sqrt(linear)) * rows.meaning, near])
        wanted = np.full((count, int(target.max()) + 1), -1, dtype=np.float32)
        wanted[np.arange(count), target] = 1
        weighted = rows.n_grams * np.float32(np.sqrt(_N_GRAMS))
        pulls = least_squares.solved(weighted, dense, wanted, self._regularisation, _LEFT)
        self.of_n_grams = _N_GRAMS * (rows.n_grams.T @ pulls)
        self.of_meaning = linear * (rows.meaning.T @ pulls)
        self.of_landmarks = basis @ (near.T @ pulls)
        return self

    def scores(self, rows: Rows) -> np.ndarray:
        """Array of shape (rows, labels)."""
        linear: np.ndarray = rows.n_grams @ self.of_n_grams + rows.meaning @ self.of_meaning
        return linear + self.landmarks.near(rows) @ self.of_landmarks


def whitening(among: np.ndarray) -> np.ndarray:
    """What makes of the nearness to the landmarks vectors whose products are the nearness of sentences.

    among: the nearness of the landmarks to each other.
    """
    # Only training needs it, here and below: half a second of each start.
    from scipy.linalg import cholesky, solve_triangular

    root = cholesky(among.astype(np.float64) + _JITTER * np.eye(len(among)), lower=True)
    inverse = solve_triangular(root, np.eye(len(root)), lower=True)
    return np.ascontiguousarray(inverse.T, dtype=np.float32)
