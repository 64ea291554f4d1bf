"""What the tuned encoder tells apart: acts and topics, each with the choices inside it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

_TAB = "\t"


class Leaf(NamedTuple):
    """An act or "faq/<topic>", and a choice inside it; "" stands for none."""

    label: str
    choice: str


class Leaves:
    """The leaves in the order of the network's scores; `labels`: their acts and topics; `label_of`: the place
    of each leaf's."""

    def __init__(self, leaves: Sequence[Leaf]) -> None:
        self.leaves = list(leaves)
        self.labels = sorted({leaf.label for leaf in leaves})
        places = {label: place for place, label in enumerate(self.labels)}
        self.label_of = [places[leaf.label] for leaf in leaves]

    def by_label(self, likely: np.ndarray) -> dict[str, float]:
        """The probability of each act and topic, from those of the leaves."""
        sums = np.bincount(self.label_of, weights=likely, minlength=len(self.labels))
        return dict(zip(self.labels, sums.tolist(), strict=True))

    def inside(self, label: str, likely: np.ndarray) -> dict[str, float]:
        """The probability of each choice inside an act or topic, were it sure; empty when it is unknown."""
        found = {
            leaf.choice: float(p) for leaf, p in zip(self.leaves, likely, strict=True) if leaf.label == label
        }
        whole = sum(found.values())
        return {choice: p / whole for choice, p in found.items()} if whole else {}

    def write(self, path: Path) -> None:
        """One leaf a line."""
        path.write_text(
            "".join(f"{leaf.label}{_TAB}{leaf.choice}\n" for leaf in self.leaves), encoding="utf-8"
        )

    @classmethod
    def read(cls, path: Path) -> Leaves:
        """What `write` wrote."""
        lines = path.read_text(encoding="utf-8").splitlines()
        return cls([Leaf(label, choice) for label, _, choice in (line.partition(_TAB) for line in lines)])
