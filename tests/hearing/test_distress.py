"""Danger is heard in its words, plain or veiled; idioms, trades and the fear of a boss are not danger."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hearing.distress import heard, in_words

SENTENCES = yaml.safe_load((Path(__file__).parent / "care.yml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("text", SENTENCES["danger"])
def test_danger_is_heard_in_its_words(text: str) -> None:
    assert in_words(text).danger


@pytest.mark.parametrize("text", SENTENCES["doubt"])
def test_a_doubt_is_asked_and_not_taken_for_danger(text: str) -> None:
    found = in_words(text)
    assert found.doubt and not found.danger


@pytest.mark.parametrize("text", SENTENCES["nothing"])
def test_everyday_words_are_neither(text: str) -> None:
    found = in_words(text)
    assert not found.danger and not found.doubt


@pytest.mark.parametrize("text", SENTENCES["idioms"])
def test_an_idiom_stays_one_though_the_classifier_is_sure(text: str) -> None:
    assert heard(text, 0.995, tells=False) is None


def test_what_no_list_knows_is_danger_or_a_doubt_as_the_classifier_is_sure() -> None:
    text = "tout s'éteint autour de moi"
    assert [heard(text, p, tells=False) for p in (0.99, 0.8, 0.3)] == ["said", "doubt", None]


def test_an_answer_to_the_open_question_raises_nothing_unless_its_words_do() -> None:
    assert heard("tout s'éteint autour de moi", 0.99, tells=True) is None
    assert heard("30 ans et je veux mourir", 0.1, tells=True) == "said"
