"""What is looked at in a sentence: its words, its letters, its sounds and its meaning."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix

from .encoder import Encoder
from .ngrams import NGrams, beside
from .normalise import canonical, normalise, readable
from .sounds import sounds
from .spelling import Speller

_WORD = r"[^\W_]+|\?"
# Main directions of the sentence vectors that are kept: a quarter of the encoder's 512 loses nothing
# (bench/nlu.md) and divides the time of the nearness by four.
_DIRECTIONS = 128


@dataclass(frozen=True)
class Rows:
    """Sentences as numbers: n-grams (sparse), meaning as typed and meaning once mended (unit
    vectors); `corrected` is the mended text itself."""

    n_grams: csr_matrix
    typed: np.ndarray
    mended: np.ndarray
    corrected: list[str]

    @property
    def meaning(self) -> np.ndarray:
        """Both vectors of each sentence, side by side."""
        return np.hstack([self.typed, self.mended])

    def cells(self) -> Iterator[tuple[np.ndarray, np.ndarray]]:
        """The columns and the values of the n-grams of each row."""
        # Without a matrix for each row, which takes longer to make than to use.
        for start, end in itertools.pairwise(self.n_grams.indptr):
            yield self.n_grams.indices[start:end], self.n_grams.data[start:end]

    def part(self, places: np.ndarray) -> Rows:
        """The rows at those places."""
        corrected = [self.corrected[place] for place in places]
        return Rows(self.n_grams[places], self.typed[places], self.mended[places], corrected)


class Features:
    """Turns sentences into Rows. The encoder reads each sentence twice: as typed, and with SMS
    spellings and typing errors mended, because it was trained on clean text."""

    def __init__(self, encoder: Encoder) -> None:
        self.encoder: Encoder | None = encoder  # None while the model is on disk
        self.speller = Speller()

    def fit(self, texts: Sequence[str]) -> Rows:
        """Learn the vocabularies and the main directions of meaning; gives the rows of these texts."""
        full = [canonical(normalise(text)) for text in texts]
        self.speller.fit(full, self._reader.vocabulary())
        mended = [self.speller.mend(text) for text in full]
        self.words = NGrams.fit(mended, ngram_range=(1, 2), token_pattern=_WORD)
        self.letters = NGrams.fit(full, analyzer="char_wb", ngram_range=(2, 5), min_df=2)
        self.sounds = NGrams.fit(
            [sounds(text) for text in full], analyzer="char_wb", ngram_range=(2, 4), min_df=2
        )
        meaning = self._encode([readable(text) for text in texts] + mended)
        self._directions = main_directions(meaning, _DIRECTIONS, centre=False)
        return self._rows(full, mended, meaning)

    def rows(self, texts: Sequence[str], besides: Sequence[str] = ()) -> Rows:
        """The rows of sentences; each block of a row has length one, or zero for an empty sentence.

        besides: what other readers will have the same encoder read, read in the same breath.
        """
        full = [canonical(normalise(text)) for text in texts]
        mended = [self.speller.mend(text) for text in full]
        meaning = self._encode([*map(readable, texts), *mended, *besides])
        return self._rows(full, mended, meaning[: 2 * len(full)])

    @property
    def _reader(self) -> Encoder:
        if self.encoder is None:
            raise ValueError("This model was read back without its encoder.")
        return self.encoder

    def _encode(self, texts: list[str]) -> np.ndarray:
        """Vectors of texts; the same text is read once."""
        distinct = list(dict.fromkeys(texts))
        places = {text: place for place, text in enumerate(distinct)}
        return self._reader.encode(distinct)[[places[text] for text in texts]]

    def _rows(self, full: list[str], mended: list[str], meaning: np.ndarray) -> Rows:
        blocks = [
            self.words.transform(mended),
            self.letters.transform(full),
            self.sounds.transform([sounds(text) for text in full]),
        ]
        vectors = unit(meaning @ self._directions)
        return Rows(beside(blocks), vectors[: len(full)], vectors[len(full) :], mended)


def main_directions(vectors: np.ndarray, most: int, centre: bool = True) -> np.ndarray:
    """The directions in which the vectors differ most, one a column, `most` at most.

    centre: differ from their mean; otherwise from zero.
    """
    centred = vectors - vectors.mean(axis=0) if centre else vectors
    _, directions = np.linalg.eigh(centred.T @ centred)
    return directions[:, ::-1][:, :most].astype(np.float32)


# Closeness in meaning: weights of its two parts and sharpness of the second, chosen on held-out training
# sentences (bench/nlu.md).
LINEAR = 0.4
_GAUSSIAN, _SHARPNESS = 1.2, 3.0


def closeness(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """How near in meaning each row of `left` is to each of `right`; both hold unit vectors."""
    cosine = left @ right.T
    nearness: np.ndarray = LINEAR * cosine + _gaussian(cosine)
    return nearness


def gaussian_closeness(left: np.ndarray, right: np.ndarray) -> np.ndarray:
    """The part of `closeness` that is not linear in the vectors."""
    return _gaussian(left @ right.T)


def _gaussian(cosine: np.ndarray) -> np.ndarray:
    nearness: np.ndarray = _GAUSSIAN * np.exp(_SHARPNESS * (cosine - 1))
    return nearness


def unit(vectors: np.ndarray) -> np.ndarray:
    """The vectors with length one; a zero stays zero."""
    return vectors / np.maximum(np.linalg.norm(vectors, axis=1, keepdims=True), 1e-9)


def softmax(scores: np.ndarray) -> np.ndarray:
    """Scores as probabilities: those of the last axis sum to one."""
    exponentials = np.exp(scores - scores.max(axis=-1, keepdims=True))
    likely: np.ndarray = exponentials / exponentials.sum(axis=-1, keepdims=True)
    return likely
