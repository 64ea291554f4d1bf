"""The pieces of words that the tuned encoder reads: written by scripts/tuning, read back to serve."""

from __future__ import annotations

import unicodedata
from array import array
from collections.abc import Sequence
from pathlib import Path

from ..intents.pieces import Pieces

# Words beyond these are not read: what asks stands before them, and a longer text takes longer.
MOST_PIECES = 46
_WORD_START = "\u2581"
# What a letter that no piece has costs, below the rarest piece.
_UNKNOWN_COST = 10.0
_TAB, _OWN = "\t", ("begin", "end", "pad", "unknown")


class _Normal:
    """The spelling in which the pieces were learnt."""

    def normalize(self, text: str) -> str:
        words = unicodedata.normalize("NFKC", text).split()
        return "".join(_WORD_START + word for word in words)


class TunedPieces:
    """Cuts a text into numbers of pieces, with a beginning and an end, MOST_PIECES at most."""

    def __init__(self, pieces: Sequence[str], scores: Sequence[float], own: Sequence[int]) -> None:
        """own: the numbers of those that begin, end, pad and stand for what is unknown."""
        self._lines = [f"{piece}{_TAB}{score:.4f}" for piece, score in zip(pieces, scores, strict=True)]
        self._own = tuple(own)
        begin, end, self.pad, unknown = self._own
        read = ((number, piece) for number, piece in enumerate(pieces) if number not in self._own)
        worst = min(scores) - _UNKNOWN_COST
        self._pieces = Pieces.over(read, array("f", scores), _Normal(), unknown, worst, begin, end)

    def __len__(self) -> int:
        return len(self._lines)

    def cut(self, text: str) -> list[int]:
        """The numbers of the pieces of a text."""
        numbers = self._pieces.encode(text)
        return numbers if len(numbers) <= MOST_PIECES else [*numbers[: MOST_PIECES - 1], numbers[-1]]

    def write(self, path: Path) -> None:
        """One piece with its score a line, after a line of those that are its own."""
        head = _TAB.join(f"{name}={number}" for name, number in zip(_OWN, self._own, strict=True))
        path.write_text("\n".join([head, *self._lines]) + "\n", encoding="utf-8")

    @classmethod
    def read(cls, path: Path) -> TunedPieces:
        """What `write` wrote."""
        head, *lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
        own = [int(item.partition("=")[2]) for item in head.split(_TAB)]
        pieces, _, scores = zip(*(line.rpartition(_TAB) for line in lines), strict=True)
        return cls(pieces, [float(score) for score in scores], own)
