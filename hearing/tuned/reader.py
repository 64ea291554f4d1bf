"""Reads sentences with the tuned encoder."""

from __future__ import annotations

import json
from functools import lru_cache
from pathlib import Path

import numpy as np

from ..intents.features import softmax
from ..intents.normalise import readable
from .leaves import Leaves
from .pieces import TunedPieces

WEIGHTS = Path(__file__).parent / "weights"
_NETWORK, _PIECES, _LEAVES, _ABOUT = "encoder.onnx", "pieces.tsv", "leaves.tsv", "about.json"
# Sentences that it remembers: those of one message, asked about for their topic, then for their angle.
_REMEMBERED = 64


class Tuned:
    """Gives to a sentence the probability of each act or topic, and of each choice inside one."""

    def __init__(self, folder: Path = WEIGHTS) -> None:
        """folder: where scripts/tuning wrote. FileNotFoundError when nothing is there."""
        about = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        # Only who serves needs it: a tenth of a second of each start.
        import onnxruntime

        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = settings.inter_op_num_threads = 1
        self._network = onnxruntime.InferenceSession(
            str(folder / _NETWORK), settings, providers=["CPUExecutionProvider"]
        )
        self._pieces = TunedPieces.read(folder / _PIECES)
        self.leaves = Leaves.read(folder / _LEAVES)
        self._sharpness = float(about["sharpness"])
        self._likely = lru_cache(maxsize=_REMEMBERED)(self._read)

    def labels(self, text: str) -> dict[str, float]:
        """The probability of each act or topic."""
        return self.leaves.by_label(self._likely(text))

    def inside(self, text: str, label: str) -> dict[str, float]:
        """The probability of each choice inside an act or topic, if it is that one; "" is none."""
        return self.leaves.inside(label, self._likely(text))

    def _read(self, text: str) -> np.ndarray:
        numbers = np.array([self._pieces.cut(readable(text))], dtype=np.int64)
        (scores,) = self._network.run(None, {"pieces": numbers})
        return softmax(self._sharpness * scores[0])


@lru_cache(maxsize=1)
def tuned() -> Tuned | None:
    """The tuned encoder of this process; None when its weights were not made."""
    return Tuned() if (WEIGHTS / _ABOUT).is_file() else None
