"""How well sentences were understood: figures computed from rankings, without Rasa."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import yaml

OUT_OF_SCOPE, DISTRESS = "out_of_scope", "distress"
MISSPELT = ("sms", "typo")


@dataclass(frozen=True)
class Sentence:
    """A sentence to measure with: what it should be understood as, how it is said, and what else would do."""

    label: str
    style: str
    text: str
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class Understood:
    """A sentence and the labels found for it, best first, each with its probability."""

    sentence: Sentence
    ranking: Sequence[tuple[str, float]]

    @property
    def right(self) -> bool:
        return self.ranking[0][0] in (self.sentence.label, *self.sentence.also)

    def among(self, first: int) -> bool:
        """Whether the right label is one of the `first` best."""
        return self.sentence.label in [label for label, _ in self.ranking[:first]]

    def probability(self, label: str) -> float:
        return dict(self.ranking).get(label, 0.0)


def read(path: Path) -> list[Sentence]:
    """The sentences of a file of {label, style, text}; acts and topics are `greet` and `faq/duree_max`.

    Sets of other hands may write a topic `duree_max` with `kind: faq`, and other defensible labels in `also`.
    """
    return [_sentence(entry) for entry in yaml.safe_load(path.read_text(encoding="utf-8"))]


def _sentence(entry: dict[str, Any]) -> Sentence:
    labels = [entry["label"], *(entry.get("also") or [])]
    if entry.get("kind") == "faq":
        labels = [label if "/" in label else f"faq/{label}" for label in labels]
    return Sentence(labels[0], entry["style"], entry["text"], tuple(labels[1:]))


def share(values: Sequence[bool]) -> float:
    """Part of true values, 0 for none at all."""
    return float(np.mean(values)) if len(values) else 0.0


def first(results: Sequence[Understood]) -> float:
    """Part of sentences whose first choice is right."""
    return share([result.right for result in results])


def first_three(results: Sequence[Understood]) -> float:
    """Part of sentences whose right label is among the first three."""
    return share([result.among(3) for result in results])


def out_of_scope_recall(results: Sequence[Understood], accepted: float = 0.95) -> tuple[float, float]:
    """Part of out-of-scope sentences recognised when `accepted` of the others are let through, and the
    probability of out_of_scope at which that happens."""
    inside = [r.probability(OUT_OF_SCOPE) for r in results if r.sentence.label != OUT_OF_SCOPE]
    outside = [r.probability(OUT_OF_SCOPE) for r in results if r.sentence.label == OUT_OF_SCOPE]
    threshold = float(np.quantile(inside, accepted))
    return share([score > threshold for score in outside]), threshold


def distress(results: Sequence[Understood]) -> tuple[float, list[Understood], list[Understood]]:
    """Recall of distress, the sentences of distress missed, and the others taken for distress."""
    said = [r for r in results if r.sentence.label == DISTRESS]
    missed = [r for r in said if not r.right]
    alarms = [r for r in results if r.ranking[0][0] == DISTRESS and r not in said]
    return share([r.right for r in said]), missed, alarms


def calibration(
    results: Sequence[Understood], bins: int = 10
) -> tuple[float, list[tuple[float, float, int]]]:
    """Expected calibration error, and for each bin (mean confidence, part right, sentences)."""
    confidence = np.array([r.ranking[0][1] for r in results])
    right = np.array([r.right for r in results])
    places = np.minimum((confidence * bins).astype(int), bins - 1)
    rows = [
        (float(confidence[places == b].mean()), float(right[places == b].mean()), int((places == b).sum()))
        for b in range(bins)
        if (places == b).any()
    ]
    error = sum(abs(sure - good) * count for sure, good, count in rows) / max(len(results), 1)
    return error, rows


def when_sure(results: Sequence[Understood], threshold: float) -> tuple[float, float]:
    """Part of sentences whose best label has at least that probability, and part of those that are right."""
    sure = [r for r in results if r.ranking[0][1] >= threshold]
    return len(sure) / max(len(results), 1), first(sure)


def by(results: Sequence[Understood], field: str) -> dict[str, list[Understood]]:
    """The results grouped by `label` or `style`, in alphabetical order."""
    groups: dict[str, list[Understood]] = defaultdict(list)
    for result in results:
        groups[getattr(result.sentence, field)].append(result)
    return dict(sorted(groups.items()))


def confusions(results: Sequence[Understood]) -> list[tuple[str, str, int]]:
    """(right label, label chosen, times), the most frequent first."""
    pairs = Counter((r.sentence.label, r.ranking[0][0]) for r in results if not r.right)
    return [(right, chosen, times) for (right, chosen), times in pairs.most_common()]
