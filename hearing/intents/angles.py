"""The choice inside a topic: which of its angles a sentence asks about, or none of them.

Each topic has its own linear support vectors over the rows that the classifier has already made of the
sentence, so that the choice costs a fraction of a millisecond. One temperature for all topics, found on
held-out sentences, turns their margins into probabilities (bench/nlu.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, hstack

from .features import Rows, softmax
from .model import temperature

_NONE = ""
_REGULARISATION, _TOLERANCE = 0.3, 0.02
_HELD_OUT = 1 / 3
_SEED = 7
_TWO = 2


@dataclass(frozen=True)
class _Inside:
    """The margins of one topic: `names` of its angles and of none; weights of the n-grams that its sentences
    have, whose places are in `columns`, and of meaning."""

    names: tuple[str, ...]
    columns: np.ndarray
    of_n_grams: np.ndarray
    of_meaning: np.ndarray
    offset: np.ndarray

    @classmethod
    def fit(cls, rows: Rows, names: np.ndarray) -> _Inside:
        """Learn from the sentences of a topic and the angle of each."""
        # Only training needs it, here and below: half a second of each start.
        from sklearn.svm import LinearSVC

        columns = np.unique(rows.n_grams.indices)
        machine = LinearSVC(C=_REGULARISATION, class_weight="balanced", tol=_TOLERANCE, random_state=_SEED)
        machine.fit(hstack([rows.n_grams[:, columns], csr_matrix(rows.meaning)], format="csr"), names)
        weights, offset = machine.coef_.T.astype(np.float32), machine.intercept_.astype(np.float32)
        if len(machine.classes_) == _TWO:
            # Two names share one margin.
            weights, offset = np.hstack([-weights, weights]), np.hstack([-offset, offset])
        # Half precision halves what is kept and changes no choice.
        of_n_grams = weights[: len(columns)].astype(np.float16)
        return cls(tuple(machine.classes_), columns, of_n_grams, weights[len(columns) :], offset)

    def margins(self, rows: Rows) -> np.ndarray:
        """Array of shape (rows, names)."""
        margins = rows.meaning @ self.of_meaning + self.offset
        for place, (columns, values) in enumerate(rows.cells()):
            found = np.minimum(np.searchsorted(self.columns, columns), len(self.columns) - 1)
            known = self.columns[found] == columns
            margins[place] += values[known] @ self.of_n_grams[found[known]].astype(np.float32)
        return margins


class AngleModel:
    """Chooses inside a topic; topics without angles have nothing to choose."""

    def __init__(self) -> None:
        self._inside: dict[str, _Inside] = {}
        self._temperature = 1.0

    def fit(self, rows: Rows, labels: Sequence[str], angles: Sequence[str | None]) -> AngleModel:
        """Learn from rows, the label of each, and its angle; one without angle is an example of none."""
        label_of, angle_of = np.array(labels), np.array([angle or _NONE for angle in angles])
        held_out = []
        for label in sorted(set(label_of[angle_of != _NONE])):
            places = np.flatnonzero(label_of == label)
            part, names = rows.part(places), angle_of[places]
            self._inside[label] = _Inside.fit(part, names)
            held_out.append(_held_out(part, names))
        if held_out:
            self._temperature = temperature(*_stacked(held_out))
        return self

    def likely(self, label: str, rows: Rows) -> list[tuple[str, float]]:
        """(angle, probability) of one sentence of a topic, best first; what is missing to one is for none."""
        inside = self._inside.get(label)
        if inside is None:
            return []
        sure = softmax(self._temperature * inside.margins(rows)[0])
        found = [(name, float(p)) for name, p in zip(inside.names, sure, strict=True) if name != _NONE]
        return sorted(found, key=lambda item: -item[1])


def _held_out(rows: Rows, names: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Margins of sentences that were not learnt, and the numbers of their names.

    A name with one sentence is learnt and never held out.
    """
    from sklearn.model_selection import train_test_split

    kinds, counts = np.unique(names, return_counts=True)
    several = np.isin(names, kinds[counts > 1])
    places = np.flatnonzero(several)
    known, unseen = train_test_split(places, test_size=_HELD_OUT, random_state=_SEED, stratify=names[places])
    known = np.sort(np.concatenate([known, np.flatnonzero(~several)]))
    inside = _Inside.fit(rows.part(known), names[known])
    return inside.margins(rows.part(unseen)), np.searchsorted(inside.names, names[unseen])


def _stacked(held_out: Sequence[tuple[np.ndarray, np.ndarray]]) -> tuple[np.ndarray, np.ndarray]:
    """The margins of topics that have not as many angles, as one array."""
    most = max(margins.shape[1] for margins, _ in held_out)
    rows = [
        np.pad(margins, [(0, 0), (0, most - margins.shape[1])], constant_values=-np.inf)
        for margins, _ in held_out
    ]
    return np.vstack(rows), np.concatenate([right for _, right in held_out])
