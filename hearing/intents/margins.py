"""A second opinion: linear support vectors over the same rows, which err elsewhere than the kernel."""

from __future__ import annotations

import os

import numpy as np
from scipy.sparse import csr_matrix, hstack

from .features import Rows, main_directions

_SEED = 7
_DIRECTIONS = 96
_REGULARISATION = 0.3
_TOLERANCE = 0.02
# Each copies what it learns from, 300 MB.
_MOST_PROCESSES = 4


class LinearMargins:
    """One margin for each label; meaning is first brought to its main directions, to train in seconds."""

    def fit(self, rows: Rows, target: np.ndarray) -> LinearMargins:
        """Learn from rows and the numbers of their labels; every number from 0 on must be there."""
        # Only training needs it: half a second of each start.
        from joblib import Parallel, delayed

        directions = main_directions(rows.meaning, _DIRECTIONS)
        reduced = csr_matrix(rows.meaning @ directions, dtype=np.float64)
        cells = hstack([rows.n_grams, reduced], format="csr", dtype=np.float64)
        counts = np.bincount(target)
        weights = len(target) / (len(counts) * counts)
        each = (delayed(_margin)(cells, target == label, weight) for label, weight in enumerate(weights))
        found = Parallel(n_jobs=min(os.cpu_count() or 1, _MOST_PROCESSES))(each)
        n_grams = rows.n_grams.shape[1]
        coefficients = np.array([of for of, _ in found], np.float32).T
        self.of_n_grams = np.ascontiguousarray(coefficients[:n_grams])
        self.of_meaning = directions @ coefficients[n_grams:]
        self.offset = np.array([offset for _, offset in found], np.float32)
        return self

    def scores(self, rows: Rows) -> np.ndarray:
        """Array of shape (rows, labels)."""
        return rows.n_grams @ self.of_n_grams + rows.meaning @ self.of_meaning + self.offset


def _margin(cells: csr_matrix, wanted: np.ndarray, weight: float) -> tuple[np.ndarray, float]:
    """The margin of one label against all others: weights of the columns of `cells`, and offset.

    wanted: for each row, whether it has the label. weight: of such rows, so that rare labels count too.
    """
    from sklearn.svm import LinearSVC

    machine = LinearSVC(C=_REGULARISATION, class_weight={True: weight}, tol=_TOLERANCE, random_state=_SEED)
    machine.fit(cells, wanted)
    return machine.coef_[0].astype(np.float32), float(machine.intercept_[0])
