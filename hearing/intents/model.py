"""The classifier itself, without Rasa: a kernel ridge and linear margins over n-grams and meaning.

Linear margins (margins.py) learn from every sentence. Kernel ridge gives a second opinion: each sentence
that it keeps pulls towards its label in proportion to how near it is. Nearness is the sum of the n-grams in
common (linear) and of the closeness in meaning (linear and Gaussian). Least squares on that kernel has a
closed form whose cost grows with the cube of the sentences: it keeps at most KEPT of them, most of which are
those that the margins find hardest. Both opinions are calibrated on held-out sentences and averaged; each
choice was measured (bench/nlu.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from . import care
from .encoder import Encoder
from .features import Features, Rows, closeness, softmax
from .margins import LinearMargins

# Sentences that the kernel keeps at most, and the share of them chosen because they are hard.
KEPT, _HARD = 20_000, 0.7
_HELD_OUT = 0.25
_BLOCK = 512
_SEED = 7
# Weight of the n-grams in the kernel, chosen on held-out training sentences (bench/nlu.md).
_N_GRAMS = 0.7


class SentenceModel:
    """Probability of each label for a sentence; the probabilities of a sentence sum to one."""

    def __init__(self, encoder: Encoder, dense_weight: float = 1.0, regularisation: float = 0.6) -> None:
        """`dense_weight` weighs meaning against n-grams; `regularisation` smooths (larger: smoother)."""
        self.features = Features(encoder)
        self.dense_weight = dense_weight
        self.regularisation = regularisation
        self.labels: list[str] = []

    @property
    def encoder(self) -> Encoder | None:
        """The sentence encoder; None while the model is on disk."""
        return self.features.encoder

    @encoder.setter
    def encoder(self, encoder: Encoder | None) -> None:
        self.features.encoder = encoder

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> Rows:
        """Learn from sentences and their labels (same length); gives the rows of these texts."""
        rows = self.features.fit(texts)
        self.labels = sorted(set(labels))
        target = np.searchsorted(self.labels, labels)
        ridge_scale, margin_scale = self._calibrate(rows, target)
        margins = LinearMargins().fit(rows, target)
        kept = _hardest(margins.scores(rows), target, KEPT)
        near = rows.part(kept)
        self._weights = ridge_scale * self._solve(near, target[kept])
        # The n-gram part is linear: one weight an n-gram and label replaces all the sentences. Half
        # precision halves a table of tens of megabytes and changes no choice.
        of_n_grams = _N_GRAMS * (near.n_grams.T @ self._weights) + margin_scale * margins.of_n_grams
        self._of_n_grams = of_n_grams.astype(np.float16)
        self._of_meaning = margin_scale * margins.of_meaning
        self._offset = margin_scale * margins.offset
        self._typed, self._mended = near.typed, near.mended
        return rows

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), len(labels)); rows sum to one."""
        return self.understood(texts)[0]

    def understood(self, texts: Sequence[str]) -> tuple[np.ndarray, Rows]:
        """The probabilities of the labels, and the rows that they were read from."""
        rows = self.features.rows(texts)
        likely = softmax(self._scores(rows))
        return care.watch(likely, self.labels, texts, rows.corrected), rows

    def _scores(self, rows: Rows) -> np.ndarray:
        nearness = self._meaning(rows.typed, self._typed) + self._meaning(rows.mended, self._mended)
        scores = nearness @ self._weights + self._offset
        scores += np.hstack([rows.typed, rows.mended]) @ self._of_meaning
        for i, (columns, values) in enumerate(rows.cells()):
            scores[i] += values @ self._of_n_grams[columns].astype(np.float32)
        return scores

    def _kernel(self, rows: Rows) -> np.ndarray:
        """Nearness of each pair of training sentences; made by blocks, because it is large."""
        count = rows.n_grams.shape[0]
        kernel = np.empty((count, count), dtype=np.float32)
        transposed = rows.n_grams.T.tocsr()
        for start in range(0, count, _BLOCK):
            part = slice(start, start + _BLOCK)
            kernel[part] = (rows.n_grams[part] @ transposed).toarray()
            kernel[part] *= _N_GRAMS
            kernel[part] += self._meaning(rows.typed[part], rows.typed)
            kernel[part] += self._meaning(rows.mended[part], rows.mended)
        return kernel

    def _meaning(self, left: np.ndarray, right: np.ndarray) -> np.ndarray:
        if not left.shape[1]:
            return np.zeros((len(left), len(right)), dtype=np.float32)
        return self.dense_weight * closeness(left, right)

    def _solve(self, rows: Rows, target: np.ndarray) -> np.ndarray:
        """Weights of the sentences for each label."""
        # Only training needs it, here and below: half a second of each start.
        from scipy.linalg import cho_factor, cho_solve

        kernel = self._kernel(rows)
        wanted = np.full((len(target), len(self.labels)), -1, dtype=np.float32)
        wanted[np.arange(len(target)), target] = 1
        kernel[np.diag_indices_from(kernel)] += self.regularisation
        # The transposed view is in the memory order of LAPACK: nothing is copied.
        return cho_solve(cho_factor(kernel.T, overwrite_a=True, check_finite=False), wanted)

    def _calibrate(self, rows: Rows, target: np.ndarray) -> tuple[float, float]:
        """The scales of the two opinions whose sum gives held-out sentences their right probabilities."""
        from sklearn.model_selection import train_test_split

        known, held_out = train_test_split(
            np.arange(len(target)), test_size=_HELD_OUT, random_state=_SEED, stratify=target
        )
        right, unseen = target[held_out], rows.part(held_out)
        linear = LinearMargins().fit(rows.part(known), target[known])
        kept = known[_hardest(linear.scores(rows.part(known)), target[known], int(KEPT * (1 - _HELD_OUT)))]
        near = rows.part(kept)
        weights = self._solve(near, target[kept])
        ridge = _N_GRAMS * (unseen.n_grams @ (near.n_grams.T @ weights))
        ridge += self._meaning(unseen.typed, near.typed) @ weights
        ridge += self._meaning(unseen.mended, near.mended) @ weights
        margins = linear.scores(unseen)
        ridge_scale, margin_scale = temperature(ridge, right) / 2, temperature(margins, right) / 2
        both = temperature(ridge_scale * ridge + margin_scale * margins, right)
        return both * ridge_scale, both * margin_scale


def _hardest(margins: np.ndarray, target: np.ndarray, most: int) -> np.ndarray:
    """Places of at most `most` sentences, in order: those hardest for the margins, and a draw of the rest.

    margins: shape (sentences, labels). target: the number of each sentence's label.
    """
    count = len(target)
    if count <= most:
        return np.arange(count)
    others = margins.copy()
    others[np.arange(count), target] = -np.inf
    order = np.argsort(margins[np.arange(count), target] - others.max(axis=1))
    hard = int(most * _HARD)
    rest = np.random.default_rng(_SEED).choice(order[hard:], most - hard, replace=False)
    return np.sort(np.concatenate([order[:hard], rest]))


def temperature(scores: np.ndarray, right: np.ndarray) -> float:
    """The factor under which the right labels are most likely."""
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    rows = np.arange(len(right))

    def loss(factor: float) -> float:
        return -float(log_softmax(scores * factor, axis=1)[rows, right].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 40), method="bounded").x)
