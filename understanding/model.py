"""The classifier itself, without Rasa: n-grams and sentence vectors into one linear model."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.sparse import csr_matrix, hstack
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedKFold
from sklearn.svm import LinearSVC

from .encoder import Encoder
from .normalise import normalise

_FOLDS = 3
_SEED = 7


class SentenceModel:
    """Linear one-against-all scores over words, characters and meaning, calibrated by a temperature."""

    def __init__(self, encoder: Encoder, dense_weight: float = 1.0, regularisation: float = 0.3) -> None:
        self.encoder = encoder
        self.dense_weight = dense_weight
        self.regularisation = regularisation
        self.words = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, token_pattern=r"[^\W_]+|\?")
        self.characters = TfidfVectorizer(analyzer="char_wb", ngram_range=(2, 5), sublinear_tf=True, min_df=2)
        self.labels: list[str] = []
        self.temperature = 1.0

    def fit(self, texts: Sequence[str], labels: Sequence[str]) -> None:
        """Learn from sentences and their labels (same length)."""
        normal = [normalise(text) for text in texts]
        self.words.fit(normal)
        self.characters.fit(normal)
        features, target = self._features(texts), np.asarray(labels)
        self.classifier = self._new_classifier().fit(features, target)
        self.labels = list(self.classifier.classes_)
        self.temperature = self._calibrate(features, target)

    def probabilities(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), len(labels)); rows sum to one."""
        return softmax(self.classifier.decision_function(self._features(texts)) * self.temperature, axis=1)

    def _new_classifier(self) -> LinearSVC:
        return LinearSVC(C=self.regularisation, class_weight="balanced", random_state=_SEED)

    def _features(self, texts: Sequence[str]) -> csr_matrix:
        normal = [normalise(text) for text in texts]
        dense = self.encoder.encode(list(texts)) * self.dense_weight
        sparse = [self.words.transform(normal), self.characters.transform(normal)]
        return hstack([*sparse, csr_matrix(dense)], format="csr")

    def _calibrate(self, features: csr_matrix, target: np.ndarray) -> float:
        """The temperature under which held-out sentences get their most likely probabilities."""
        scores = np.zeros((len(target), len(self.labels)))
        for train, held_out in StratifiedKFold(_FOLDS, shuffle=True, random_state=_SEED).split(
            features, target
        ):
            scores[held_out] = (
                self._new_classifier()
                .fit(features[train], target[train])
                .decision_function(features[held_out])
            )
        right = np.searchsorted(self.labels, target)

        def loss(temperature: float) -> float:
            return -float(log_softmax(scores * temperature, axis=1)[np.arange(len(right)), right].mean())

        return float(minimize_scalar(loss, bounds=(0.2, 30), method="bounded").x)
