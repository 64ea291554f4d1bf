"""The opinion of the tuned encoder beside that of the models that `rasa train` fits.

They err on different sentences, so that their mean errs less than each (bench/nlu.md).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from ..intents.care import LABEL as DISTRESS
from ..intents.model import ODDS_OUTSIDE
from ..topics import OUTSIDE, PREFIX
from .reader import Tuned

# As certain as that of acts and topics, and of a choice inside one, the classifier needs no other opinion: it
# takes time.
_CERTAIN, _CERTAIN_INSIDE = 0.9, 0.6
# The weights of the other opinion, on acts and topics and on the choices inside one.
_LABELS, _CHOICES = 0.5, 0.3


def of_labels(likely: np.ndarray, labels: Sequence[str], texts: Sequence[str], tuned: Tuned) -> np.ndarray:
    """The probabilities of acts and topics, a row for each text; the other opinion is asked in doubt."""
    # Acts are told by the classifier alone: few words, on which the encoder is worse (bench/nlu.md).
    asks = np.array([label == OUTSIDE or label.startswith(PREFIX) for label in labels])
    both = likely.copy()
    for row in np.flatnonzero((likely.max(axis=1) < _CERTAIN) & asks[likely.argmax(axis=1)]):
        theirs = tuned.labels(texts[row])
        # Distress is heard by the classifier and by words: no mean takes it away, none raises a false alarm.
        theirs.pop(DISTRESS, None)
        if OUTSIDE in theirs:
            theirs[OUTSIDE] *= ODDS_OUTSIDE
        both[row] = mean(likely[row], labels, theirs)
    return both


def mean(likely: np.ndarray, labels: Sequence[str], other: Mapping[str, float]) -> np.ndarray:
    """The mean of two opinions; a label that the other one does not know keeps its probability.

    other: need not sum to one.
    """
    theirs = np.array([other.get(label, np.nan) for label in labels])
    unknown = np.isnan(theirs)
    theirs[unknown] = 0
    theirs *= (1 - likely[unknown].sum()) / max(theirs.sum(), 1e-9)
    theirs[unknown] = likely[unknown]
    both: np.ndarray = (1 - _LABELS) * likely + _LABELS * theirs
    return both


def of_choices(
    found: Sequence[tuple[str, float]], label: str, text: str, tuned: Tuned
) -> list[tuple[str, float]]:
    """The probabilities of the choices inside an act or topic, best first; what is missing is for none.

    found: those of the classifier, best first; the other opinion is asked in doubt.
    """
    if not found or found[0][1] >= _CERTAIN_INSIDE:
        return list(found)
    return mean_of_choices(dict(found), tuned.inside(text, label))


def mean_of_choices(ours: Mapping[str, float], other: Mapping[str, float]) -> list[tuple[str, float]]:
    """The mean of two opinions; a choice that the other one does not know keeps its probability.

    other: with "" for none; sums to one.
    """
    left = 1 - sum(p for name, p in ours.items() if name not in other)
    both = {
        name: (1 - _CHOICES) * p + _CHOICES * left * other[name] if name in other else p
        for name, p in ours.items()
    }
    return sorted(both.items(), key=lambda choice: -choice[1])
