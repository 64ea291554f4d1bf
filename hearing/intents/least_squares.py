"""Regularised least squares over nearness, by conjugate gradients: for what no closed form has the time.

Nearness of two sentences is the sum of the n-grams in common and of what is dense (meaning). Nothing but
products by the nearness is needed, so that the time grows with the sentences and not with their cube.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import numpy as np
from scipy.sparse import csr_matrix

# Main directions of the n-grams that the conditioner knows.
_DIRECTIONS = 100
_MOST_STEPS = 60
_SEED = 7

Product = Callable[[np.ndarray], np.ndarray]


def solved(
    n_grams: csr_matrix,
    dense: np.ndarray,
    wanted: np.ndarray,
    regularisation: float,
    left: float,
    nearness: Product | None = None,
) -> np.ndarray:
    """The pull of each sentence (a row) towards each column of `wanted`, all columns side by side.

    n_grams: weighted rows. dense: vectors whose products are the rest of the nearness, or nearly so when
    `nearness` gives that part itself. left: the share of `wanted` at which the steps stop.
    """
    near = nearness or (lambda pulls: dense @ (dense.T @ pulls))
    in_common = _in_common(n_grams)
    condition = _conditioner(n_grams, dense, regularisation)
    pulls, rest = np.zeros_like(wanted), wanted.copy()
    guess = condition(rest)
    step, agreement = guess, (rest * guess).sum(axis=0)
    for _ in range(_MOST_STEPS):
        moved = np.float32(regularisation) * step + in_common(step) + near(step)
        length = agreement / np.maximum((step * moved).sum(axis=0), np.float32(1e-12))
        pulls += length * step
        rest -= length * moved
        if np.linalg.norm(rest) <= left * np.linalg.norm(wanted):
            break
        guess = condition(rest)
        agreement, before = (rest * guess).sum(axis=0), agreement
        step = guess + (agreement / np.maximum(before, np.float32(1e-12))) * step
    return pulls


def _in_common(n_grams: csr_matrix) -> Product:
    """The product by the n-grams in common. The columns are shared out: a sparse product uses one core."""
    transposed = n_grams.T
    cores = os.cpu_count() or 1

    def product(pulls: np.ndarray) -> np.ndarray:
        return n_grams @ (transposed @ np.ascontiguousarray(pulls))

    def shared(pulls: np.ndarray) -> np.ndarray:
        with ThreadPoolExecutor(cores) as threads:
            return np.hstack(list(threads.map(product, np.array_split(pulls, cores, axis=1))))

    return shared


def _conditioner(n_grams: csr_matrix, dense: np.ndarray, regularisation: float) -> Product:
    """Nearly the solution of the least squares: exact for what is dense and for the main directions of the
    n-grams, the rest of which is taken as its mean."""
    # Only training needs it: half a second of each start.
    from scipy.linalg import cho_factor, cho_solve
    from sklearn.utils.extmath import randomized_svd

    most = min(_DIRECTIONS, *n_grams.shape)
    main, sizes, _ = randomized_svd(n_grams, most, n_iter=2, random_state=_SEED)
    known = np.hstack([dense, (main * sizes).astype(np.float32)])
    unknown = float((n_grams.data**2).sum() - (sizes**2).sum()) / len(dense)
    rest = regularisation + max(unknown, 0.0)
    factor = cho_factor((known.T @ known).astype(np.float64) + rest * np.eye(known.shape[1]))

    def condition(left: np.ndarray) -> np.ndarray:
        inside = cho_solve(factor, known.T @ left).astype(np.float32)
        return (left - known @ inside) / np.float32(rest)

    return condition
