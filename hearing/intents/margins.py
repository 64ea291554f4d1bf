"""A second opinion: linear support vectors over the same rows, which err elsewhere than the kernel."""

from __future__ import annotations

import numpy as np
from scipy.sparse import csr_matrix, hstack

from .features import Rows, main_directions

_SEED = 7
_DIRECTIONS = 96
_REGULARISATION = 0.3
_TOLERANCE = 0.02


class LinearMargins:
    """One margin for each label; meaning is first brought to its main directions, to train in seconds."""

    def fit(self, rows: Rows, target: np.ndarray) -> LinearMargins:
        """Learn from rows and the numbers of their labels; every number from 0 on must be there."""
        # Only training needs it: half a second of each start.
        from sklearn.svm import LinearSVC

        meaning = rows.meaning
        self._directions = main_directions(meaning, _DIRECTIONS)
        reduced = csr_matrix(meaning @ self._directions)
        machine = LinearSVC(C=_REGULARISATION, class_weight="balanced", tol=_TOLERANCE, random_state=_SEED)
        machine.fit(hstack([rows.n_grams, reduced], format="csr"), target)
        n_grams = rows.n_grams.shape[1]
        self.of_n_grams = machine.coef_[:, :n_grams].T.astype(np.float32)
        self.of_meaning = (self._directions @ machine.coef_[:, n_grams:].T).astype(np.float32)
        self.offset = machine.intercept_.astype(np.float32)
        return self

    def scores(self, rows: Rows) -> np.ndarray:
        """Array of shape (rows, labels)."""
        return rows.n_grams @ self.of_n_grams + rows.meaning @ self.of_meaning + self.offset
