"""The measuring sentences cover everything and share nothing with the training sentences."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from pathlib import Path

import pytest
import yaml

from hearing.intents import metrics

from .conftest import SETS

TRAINING = sorted(Path("data/faq").glob("*.yml")) + sorted(Path("data/acts").glob("*.yml"))
SENTENCES = {path.stem: metrics.read(path) for path in SETS}


def bare(text: str) -> str:
    """Letters and digits alone, without accents: two sentences that differ only otherwise are the same."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text.lower()) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", plain).strip() or text


def training() -> dict[str, list[str]]:
    """The training sentences of each label."""
    found: dict[str, list[str]] = {}
    for path in TRAINING:
        for block in yaml.safe_load(path.read_text(encoding="utf-8")).get("nlu", []):
            lines = block["examples"].splitlines()
            found.setdefault(block["intent"], []).extend(line.removeprefix("- ") for line in lines)
    return found


LEARNT = training()


@pytest.mark.parametrize("name", SENTENCES)
def test_no_training_file_holds_a_measuring_sentence(name: str) -> None:
    learnt = {bare(text) for texts in LEARNT.values() for text in texts}
    assert [s.text for s in SENTENCES[name] if bare(s.text) in learnt] == []


@pytest.mark.parametrize("name", SENTENCES)
def test_every_label_that_is_learnt_is_measured_and_no_other(name: str) -> None:
    assert {sentence.label for sentence in SENTENCES[name]} == set(LEARNT)


def test_at_least_six_hundred_sentences_are_kept_for_measuring() -> None:
    assert sum(len(sentences) for sentences in SENTENCES.values()) >= 600


def test_every_label_has_many_training_sentences_and_none_twice() -> None:
    few = {label: len(texts) for label, texts in LEARNT.items() if len(texts) < 50}
    counts = Counter(bare(text) for texts in LEARNT.values() for text in texts)
    assert few == {}
    assert [text for text, count in counts.items() if count > 1] == []


@pytest.mark.parametrize("label", sorted(LEARNT))
def test_every_label_is_reached_by_three_unseen_sentences(label: str, reached: Counter[str]) -> None:
    assert reached[label] >= 3


@pytest.fixture(scope="module")
def reached(assistant) -> Counter[str]:
    """How many measuring sentences of each label are understood right."""
    return Counter(
        sentence.label
        for sentences in SENTENCES.values()
        for sentence in sentences
        if assistant.ranking(sentence.text)[0][0] == sentence.label
    )
