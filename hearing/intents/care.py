"""Distress is never missed because it was said in an unforeseen way; strangers' questions are set apart."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..distress import in_words

LABEL = "distress"
# Some errors are worse than their opposites: a person in distress not heard, a rule told about a question
# that has nothing to do with immersions. The odds of these labels count this much more.
_ODDS = {LABEL: 2.5, "out_of_scope": 4.0}
_SURE = 0.9


def watch(
    probabilities: np.ndarray, labels: Sequence[str], texts: Sequence[str], mended: Sequence[str]
) -> np.ndarray:
    """The probabilities with the labels that matter more raised, and distress sure when words say danger."""
    raised: np.ndarray = probabilities * np.array(
        [_ODDS.get(label, 1.0) for label in labels], dtype=np.float32
    )
    raised /= raised.sum(axis=1, keepdims=True)
    if LABEL not in labels:
        return raised
    column = list(labels).index(LABEL)
    for row, (text, correct) in enumerate(zip(texts, mended, strict=True)):
        if raised[row, column] < _SURE and in_words(text, correct).danger:
            raised[row] *= (1 - _SURE) / max(1 - raised[row, column], 1e-9)
            raised[row, column] = _SURE
    return raised
