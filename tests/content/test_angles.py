"""Every angle of a topic answers its question at once, in plain words, and rests on a source."""

from __future__ import annotations

import re
from collections import Counter

import pytest

import law
from dialogue import faq

from .test_answers import JARGON, TOPICS, content

ANGLES = [angle for topic in faq.topics().values() for angle in topic.angles]
SPEAKERS = ("host", "adviser", "parent")
KEYS = {"id", "question", "says", "text", "sources", *SPEAKERS}
BEGINNINGS = {
    "yes": r"Oui\b",
    "no": r"Non\b",
    "depends": r"(?!(Oui|Non)[.])",
    "fact": r"(?!(Oui|Non)\b)",
}
OPPOSITE = {"yes": r"Non\b", "no": r"Oui\b"}
of_each_angle = pytest.mark.parametrize("angle", ANGLES, ids=lambda angle: angle.name)


def texts(angle: faq.Angle) -> list[str]:
    return [angle.text, *angle.others.values()]


@pytest.mark.parametrize("topic", TOPICS)
def test_each_block_of_sentences_leads_to_one_angle_and_the_first_to_the_topic(topic: str) -> None:
    entry = content(topic)
    angles = entry["responses"][f"utter_faq/{topic}"][0]["metadata"].get("angles", [])
    first, *others = entry["nlu"]
    assert "metadata" not in first
    assert [block["metadata"] for block in others] == [{"angle": angle["id"]} for angle in angles]
    assert all(len(block["examples"].splitlines()) >= 8 for block in others)
    assert all(set(angle) <= KEYS for angle in angles)


@of_each_angle
def test_the_first_word_answers_in_the_sense_of_the_question(angle: faq.Angle) -> None:
    assert re.match(BEGINNINGS[angle.says], angle.text), angle.text
    for other in angle.others.values():
        assert angle.says not in OPPOSITE or not re.match(OPPOSITE[angle.says], other), other


@of_each_angle
def test_an_angle_is_short_and_plain(angle: faq.Angle) -> None:
    for text in texts(angle):
        assert len(re.findall(r"\w[\w'’-]*", text)) <= 60
        assert not re.search(r"[{}*]", text)
        assert not re.search(r"\b(tu|ton|tes|toi)\b", text, re.IGNORECASE), "answers say vous"
        assert not [word for word in JARGON if word in text.lower()]
        assert "Pôle emploi" not in text


@of_each_angle
def test_an_angle_rests_on_sources(angle: faq.Angle) -> None:
    assert angle.sources
    for key in angle.sources:
        assert law.article(key).label


def test_a_question_fits_a_button_and_is_its_own() -> None:
    titles = [angle.question for angle in ANGLES] + [topic.title for topic in faq.topics().values()]
    assert [title for title, times in Counter(titles).items() if times > 1] == []
    assert [angle.question for angle in ANGLES if len(angle.question) > 60] == []


def test_an_angle_is_found_by_its_name() -> None:
    assert [faq.angle(angle.name) for angle in ANGLES] == ANGLES
    assert faq.angle("duree_max/nothing") is None
    assert faq.angle("nothing/nothing") is None
