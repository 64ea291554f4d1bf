"""The classifier itself, without Rasa: a kernel ridge and linear margins over n-grams and meaning.

Both learn from every sentence and err on different ones (kernel.py, margins.py). They are calibrated on
held-out sentences and added up; each choice was measured (bench/nlu.md).
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from . import care
from .encoder import Encoder
from .features import Features, Rows, softmax
from .kernel import KernelRidge
from .margins import LinearMargins

# What is outside of our subject is asked more often than its sentences are many, and to answer something else
# misleads: its odds count this much more (bench/nlu.md).
_OUTSIDE, ODDS_OUTSIDE = "out_of_scope", 3.0
_HELD_OUT = 0.25
_SEED = 7


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
        ridge, margins = self._opinions(rows, target)
        # What is linear in both opinions is added up once. Half precision halves a table of tens of megabytes
        # and changes no choice.
        of_n_grams = ridge_scale * ridge.of_n_grams + margin_scale * margins.of_n_grams
        self._of_n_grams = of_n_grams.astype(np.float16)
        self._of_meaning = ridge_scale * ridge.of_meaning + margin_scale * margins.of_meaning
        self._of_landmarks = ridge_scale * ridge.of_landmarks
        self._landmarks = ridge.landmarks
        self._offset = margin_scale * margins.offset
        self._offset[[label == _OUTSIDE for label in self.labels]] += np.log(ODDS_OUTSIDE)
        return rows

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), len(labels)); rows sum to one."""
        return self.understood(texts)[0]

    def understood(self, texts: Sequence[str], besides: Sequence[str] = ()) -> tuple[np.ndarray, Rows]:
        """The probabilities of the labels, and the rows that they were read from.

        besides: as for Features.rows.
        """
        rows = self.features.rows(texts, besides)
        likely = softmax(self._scores(rows))
        return care.watch(likely, self.labels, texts, rows.corrected), rows

    def _scores(self, rows: Rows) -> np.ndarray:
        scores = self._landmarks.near(rows) @ self._of_landmarks + rows.meaning @ self._of_meaning
        scores += self._offset
        for i, (columns, values) in enumerate(rows.cells()):
            scores[i] += values @ self._of_n_grams[columns].astype(np.float32)
        return scores

    def _opinions(self, rows: Rows, target: np.ndarray) -> tuple[KernelRidge, LinearMargins]:
        ridge = KernelRidge(self.dense_weight, self.regularisation).fit(rows, target)
        return ridge, LinearMargins().fit(rows, target)

    def _calibrate(self, rows: Rows, target: np.ndarray) -> tuple[float, float]:
        """The scales of the two opinions whose sum gives held-out sentences their right probabilities."""
        from sklearn.model_selection import train_test_split

        known, held_out = train_test_split(
            np.arange(len(target)), test_size=_HELD_OUT, random_state=_SEED, stratify=target
        )
        right, unseen = target[held_out], rows.part(held_out)
        ridge, margins = (of.scores(unseen) for of in self._opinions(rows.part(known), target[known]))
        ridge_scale, margin_scale = temperature(ridge, right) / 2, temperature(margins, right) / 2
        both = temperature(ridge_scale * ridge + margin_scale * margins, right)
        return both * ridge_scale, both * margin_scale


def temperature(scores: np.ndarray, right: np.ndarray) -> float:
    """The factor under which the right labels are most likely."""
    from scipy.optimize import minimize_scalar
    from scipy.special import log_softmax

    rows = np.arange(len(right))

    def loss(factor: float) -> float:
        return -float(log_softmax(scores * factor, axis=1)[rows, right].mean())

    return float(minimize_scalar(loss, bounds=(0.2, 40), method="bounded").x)
