"""Distress is never missed because it was said in an unforeseen way."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..distress import in_words

LABEL = "distress"
# A person in distress who is not heard is worse than the opposite error: the odds count this much more.
_ODDS = 2.5
_SURE = 0.9


def watch(
    probabilities: np.ndarray, labels: Sequence[str], texts: Sequence[str], mended: Sequence[str]
) -> np.ndarray:
    """The probabilities with distress raised, and sure when words say danger."""
    raised = probabilities.copy()
    if LABEL not in labels:
        return raised
    column = list(labels).index(LABEL)
    raised[:, column] *= _ODDS
    raised /= raised.sum(axis=1, keepdims=True)
    for row, (text, correct) in enumerate(zip(texts, mended, strict=True)):
        if raised[row, column] < _SURE and in_words(text, correct).danger:
            raised[row] *= (1 - _SURE) / max(1 - raised[row, column], 1e-9)
            raised[row, column] = _SURE
    return raised
