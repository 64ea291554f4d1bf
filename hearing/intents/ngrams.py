"""The n-grams of texts as a fitted TfidfVectorizer counts and weighs them, looked up in sorted tables.

Its dictionaries take a second to read back, scikit-learn another to import, and its loops in Python more of a
message than the classifier itself. These tables stay on disk, and the n-grams of all texts are found at once.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any, Protocol

import numpy as np
from scipy.sparse import csr_matrix

_KEY = np.uint64
_KEY_BITS = 64


class _Parts(Protocol):
    """Cuts texts into n-grams."""

    def keys(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The number that stands for each n-gram, and the row of its text."""


@dataclass(frozen=True)
class Words:
    """Words that follow each other, up to `longest` together. pattern: a regular expression of one word."""

    pattern: str
    longest: int

    def keys(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The number that stands for each n-gram, and the row of its text."""
        word = re.compile(self.pattern)
        found, rows = [], []
        for row, text in enumerate(texts):
            said = word.findall(text.lower())
            for length in range(1, self.longest + 1):
                for start in range(len(said) - length + 1):
                    found.append(_hash(" ".join(said[start : start + length])))
                    rows.append(row)
        return np.array(found, dtype=_KEY), np.array(rows, dtype=np.int64)


@dataclass(frozen=True)
class Letters:
    """Letters that follow each other inside a word with a space on each side.

    alphabet: code points that are known, in order. shortest, longest: letters of an n-gram.
    """

    alphabet: np.ndarray
    shortest: int
    longest: int

    def keys(self, texts: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
        """The number that stands for each n-gram, and the row of its text."""
        words = [(f" {word} ", row) for row, text in enumerate(texts) for word in text.lower().split()]
        letters = np.frombuffer("".join(word for word, _ in words).encode("utf-32-le"), dtype=np.uint32)
        lengths = [len(word) for word, _ in words]
        word_of = np.repeat(np.arange(len(words)), lengths)
        row_of = np.repeat(np.array([row for _, row in words], dtype=np.int64), lengths)
        codes = self._codes(letters)
        found, rows, packed = [], [], codes
        for length in range(2, self.longest + 1):
            # What two words would share is no n-gram.
            packed = (packed[:-1] << self._bits) | codes[length - 1 :]
            if length >= self.shortest:
                inside = word_of[: len(packed)] == word_of[length - 1 :]
                found.append(packed[inside])
                rows.append(row_of[: len(packed)][inside])
        return np.concatenate(found), np.concatenate(rows)

    @property
    def _bits(self) -> np.uint64:
        return np.uint64((len(self.alphabet) + 1).bit_length())

    def _codes(self, letters: np.ndarray) -> np.ndarray:
        """From 1 on, so that no n-gram has the number of a shorter one; one more for what is not known."""
        places = np.minimum(np.searchsorted(self.alphabet, letters), len(self.alphabet) - 1)
        known = self.alphabet[places] == letters
        return np.where(known, places + 1, len(self.alphabet) + 1).astype(_KEY)


@dataclass(frozen=True)
class NGrams:
    """A vocabulary of n-grams. keys: their numbers, in order. columns: the column of each. idf: by column."""

    parts: _Parts
    keys: np.ndarray
    columns: np.ndarray
    idf: np.ndarray

    @classmethod
    def fit(cls, texts: Sequence[str], **settings: Any) -> NGrams:
        """Learn the vocabulary of texts. settings: those of a TfidfVectorizer."""
        # Only training needs scikit-learn: half a second of each start.
        from sklearn.feature_extraction.text import TfidfVectorizer

        return cls.of(TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **settings).fit(texts))

    @classmethod
    def of(cls, vectorizer: Any) -> NGrams:
        """The same n-grams as a fitted TfidfVectorizer of words from one on, or of letters (`char_wb`).

        Its counts are sublinear, its rows of length one.

        Raises:
            ValueError: two n-grams would share a number.
        """
        vocabulary = vectorizer.vocabulary_
        shortest, longest = vectorizer.ngram_range
        if vectorizer.analyzer == "word":
            parts: _Parts = Words(vectorizer.token_pattern, longest)
            keys = np.array([_hash(n_gram) for n_gram in vocabulary], dtype=_KEY)
        else:
            alphabet = sorted({ord(letter) for n_gram in vocabulary for letter in n_gram})
            letters = Letters(np.array(alphabet, dtype=np.uint32), shortest, longest)
            if int(letters._bits) * longest > _KEY_BITS:
                raise ValueError("The alphabet is too large.")
            parts, code_of = letters, {chr(point): code for code, point in enumerate(alphabet, 1)}
            keys = np.array([_packed(n_gram, code_of, letters._bits) for n_gram in vocabulary], dtype=_KEY)
        order = np.argsort(keys)
        if len(np.unique(keys)) < len(keys):
            raise ValueError("Two n-grams share a number.")
        columns = np.fromiter(vocabulary.values(), dtype=np.int32, count=len(vocabulary))
        return cls(parts, keys[order], columns[order], vectorizer.idf_.astype(np.float32))

    def transform(self, texts: Sequence[str]) -> csr_matrix:
        """Array of shape (len(texts), n-grams); each row has length one, or zero without a known n-gram."""
        keys, rows = self.parts.keys(texts)
        places = np.minimum(np.searchsorted(self.keys, keys), len(self.keys) - 1)
        known = self.keys[places] == keys
        width = len(self.idf)
        cells, counts = np.unique(rows[known] * width + self.columns[places[known]], return_counts=True)
        rows, columns = np.divmod(cells, width)
        values = (np.log(counts.astype(np.float32)) + 1) * self.idf[columns]
        lengths = np.sqrt(np.bincount(rows, values * values, len(texts)))
        values = (values / lengths[rows]).astype(np.float32)
        ends = np.searchsorted(rows, np.arange(len(texts) + 1)).astype(np.int32)
        return csr_matrix((values, columns.astype(np.int32), ends), shape=(len(texts), width))


def beside(blocks: Sequence[csr_matrix]) -> csr_matrix:
    """Blocks of as many rows side by side; for a row or two, `hstack` of scipy takes five times longer."""
    count = blocks[0].shape[0]
    widths = [block.shape[1] for block in blocks]
    offsets = np.cumsum([0, *widths[:-1]], dtype=np.int32)
    places = [
        (block, slice(*block.indptr[row : row + 2]), offset)
        for row in range(count)
        for block, offset in zip(blocks, offsets, strict=True)
    ]
    columns = [block.indices[part] + offset for block, part, offset in places]
    values = [block.data[part] for block, part, _ in places]
    ends = np.sum([block.indptr for block in blocks], axis=0, dtype=np.int32)
    if not places:
        return csr_matrix((0, sum(widths)), dtype=np.float32)
    return csr_matrix((np.concatenate(values), np.concatenate(columns), ends), shape=(count, sum(widths)))


def _hash(n_gram: str) -> int:
    return int.from_bytes(blake2b(n_gram.encode(), digest_size=_KEY_BITS // 8).digest(), "little")


def _packed(n_gram: str, code_of: dict[str, int], bits: np.uint64) -> int:
    number = 0
    for letter in n_gram:
        number = (number << int(bits)) | code_of[letter]
    return number
