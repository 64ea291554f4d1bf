"""Who writes is known from a first message that no list knows, and seldom taken for another."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hearing import speakers
from hearing.ears import Ears, trained
from hearing.lexicon import words

_SETS = Path(__file__).parents[1] / "hearing"
MESSAGES, QUESTIONS = (
    yaml.safe_load((_SETS / name).read_text(encoding="utf-8"))
    for name in ("first_messages.yml", "first_questions.yml")
)


@pytest.fixture(scope="module")
def ears() -> Ears:
    return trained()


def shown(ears: Ears, text: str) -> str | None:
    """Who surely writes."""
    assert ears.speakers
    said = words(text)
    found = speakers.heard(said) or speakers.guessed(said, ears.speakers)
    return found[0] if found and found[1] == "said" else None


@pytest.mark.parametrize("speaker", ["adviser", "host", "parent"])
def test_who_writes_for_another_is_known_from_half_of_their_first_messages(ears: Ears, speaker: str) -> None:
    known = [shown(ears, text) for text in MESSAGES[speaker]]
    assert known.count(speaker) >= 0.45 * len(known)
    assert len([each for each in known if each not in (None, speaker)]) <= 0.05 * len(known)


def test_the_person_is_seldom_taken_for_another(ears: Ears) -> None:
    taken = [text for text in MESSAGES["person"] if shown(ears, text)]
    assert len(taken) <= 0.1 * len(MESSAGES["person"])


@pytest.mark.parametrize(("speaker", "least"), [("adviser", 0.5), ("host", 0.4), ("parent", 0.9)])
def test_who_writes_is_known_from_a_question_alone(ears: Ears, speaker: str, least: float) -> None:
    known = [shown(ears, text) for text in QUESTIONS[speaker]]
    assert known.count(speaker) >= least * len(known)


def test_a_question_of_the_person_is_hardly_ever_taken_for_another_s(ears: Ears) -> None:
    taken = [text for text in QUESTIONS["person"] if shown(ears, text)]
    assert len(taken) <= 0.02 * len(QUESTIONS["person"])


def test_a_message_of_a_few_words_tells_nobody(ears: Ears) -> None:
    assert ears.speakers
    assert speakers.guessed("bonjour ma cliente", ears.speakers) is None
