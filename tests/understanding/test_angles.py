"""The question inside a topic is found too: two messages for each angle, that no training file holds."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogue import faq
from dialogue.buttons import said_in
from dialogue.said import Said

from .test_sets import LEARNT, bare

UNSEEN: Mapping[str, Mapping[str, list[str]]] = yaml.safe_load(
    (Path(__file__).parent / "angles" / "unseen.yml").read_text(encoding="utf-8")
)
MESSAGES = [
    (f"{topic}/{angle}", text)
    for topic, angles in UNSEEN.items()
    for angle, texts in angles.items()
    for text in texts
]


def test_each_angle_has_two_messages_that_no_training_file_holds() -> None:
    named = {angle.name for topic in faq.topics().values() for angle in topic.angles}
    learnt = {bare(text) for texts in LEARNT.values() for text in texts}
    assert Counter(name for name, _ in MESSAGES) == dict.fromkeys(named, 2)
    assert [text for _, text in MESSAGES if bare(text) in learnt] == []


def received(said: Said, name: str) -> str:
    """What somebody who asks this angle gets: its answer, the topic or an offer of it, or something else."""
    topic = name.split("/")[0]
    asked = said.angles(topic, "asked")
    if name in asked:
        return "answered"
    if asked or (said.asked_topics and topic not in said.asked_topics):
        return "offered" if topic in said.likely_topics and not asked else "other"
    return "offered" if topic in (*said.asked_topics, *said.likely_topics) else "nothing"


@pytest.fixture(scope="module")
def given(assistant: Any) -> list[tuple[str, str]]:
    """Each angle with what each of its messages gets."""
    return [(name, received(said_in(assistant.parse(text)), name)) for name, text in MESSAGES]


def share(given: list[tuple[str, str]], kind: str) -> float:
    return sum(one == kind for _, one in given) / len(given)


def test_six_messages_in_ten_get_the_answer_to_their_very_question(given: list[tuple[str, str]]) -> None:
    assert share(given, "answered") >= 0.60


def test_few_messages_get_the_answer_to_another_question(given: list[tuple[str, str]]) -> None:
    assert share(given, "other") <= 0.12


def test_nineteen_angles_in_twenty_are_reached_or_offered_by_one_of_their_two_messages(
    given: list[tuple[str, str]],
) -> None:
    reached = {name for name, one in given if one in ("answered", "offered")}
    missed = {name for name, _ in given} - reached
    assert len(missed) <= 0.05 * len({name for name, _ in given}), sorted(missed)
