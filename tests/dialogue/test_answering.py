"""What is told of a topic: a short answer to the question inside it, the whole text, or what is left."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from dialogue import answering, faq
from dialogue.buttons import pressed
from dialogue.said import Said
from dialogue.state import State
from dialogue.turn import Message
from tests.replies import reply

TODAY = date(2026, 11, 23)
TOPIC = faq.topics()["duree_max"]
ANGLE, OTHER, *_ = TOPIC.angles
SECOND = faq.topics()["accident"].angles[0]
NOT_IT = "Ce n'était pas la question ?"


def entity(name: str, value: str, role: str, confidence: float = 1.0) -> dict[str, Any]:
    return {"entity": name, "value": value, "role": role, "confidence_entity": confidence}


def asks(*angles: faq.Angle) -> Said:
    """A message that asks the questions of angles."""
    topics = [entity("topic", angle.topic, "asked") for angle in angles]
    return Said("faq", (*topics, *(entity("angle", angle.name, "asked") for angle in angles)))


def asks_about(topic: str, *likely: tuple[str, str]) -> Said:
    """A message about a whole topic; likely: other topics and angles that may have been meant."""
    return Said("faq", (entity("topic", topic, "asked"), *(entity(*one, "likely") for one in likely)))


def press(button: dict[str, str]) -> Said:
    carried = json.loads(button["payload"].removeprefix("/faq"))
    return pressed("faq", [{"entity": name, "value": value} for name, value in carried.items()])


def answered(said: Said, state: State | None = None) -> tuple[list[Message], State]:
    _, messages, state = reply(state or State(), said, TODAY)
    return messages, state


def titles(message: Message) -> list[str]:
    return [button["title"] for button in message.buttons]


def test_the_question_inside_a_topic_gets_its_short_answer_and_a_way_to_the_whole_text() -> None:
    [message], state = answered(asks(ANGLE))
    assert message.text.startswith(ANGLE.text)
    assert message.text.splitlines()[-1].startswith("Source")
    assert TOPIC.text not in message.text
    assert (message.custom["topic"], message.custom["angle"]) == (TOPIC.name, ANGLE.id)
    assert titles(message)[0] == "En savoir plus"
    [whole], _ = answered(press(message.buttons[0]), state)
    assert whole.text.startswith(TOPIC.text)


@pytest.mark.parametrize("speaker", ["host", "adviser", "parent"])
def test_each_speaker_gets_the_short_answer_in_its_own_words(speaker: str) -> None:
    angles = [angle for topic in faq.topics().values() for angle in topic.angles]
    own = next(angle for angle in angles if speaker in angle.others)
    [message], _ = answered(asks(own), State(speaker=speaker))
    assert message.text.startswith(own.others[speaker])
    inherited = next(angle for angle in angles if speaker not in angle.others)
    [message], _ = answered(asks(inherited), State(speaker=speaker))
    assert message.text.startswith(inherited.text)


WHO_VOUS_IS = {
    "host": "la personne que vous accueillez",
    "adviser": "la personne que vous suivez",
    "parent": "votre enfant",
}


@pytest.mark.parametrize("speaker", WHO_VOUS_IS)
def test_another_speaker_is_told_who_vous_is_in_a_text_written_to_the_person(speaker: str) -> None:
    line = f"Ci-dessus, « vous » est {WHO_VOUS_IS[speaker]}."
    own = next(angle for angle in TOPIC.angles if speaker in angle.others)
    written_to_the_person = next(
        angle
        for topic in faq.topics().values()
        if topic.name not in ("donnees", "prescrire")  # written to whoever reads them
        for angle in topic.angles
        if speaker not in angle.others and "votre" in angle.text
    )
    for said, told in ((asks(own), False), (asks(written_to_the_person), True)):
        [message], _ = answered(said, State(speaker=speaker))
        assert (line in message.text) is told
    whole = faq.answer(faq.topics()["indemnisation"], [speaker], speaker)
    assert line in whole
    assert "Ci-dessus" not in faq.answer(faq.topics()["indemnisation"], [])
    assert "Ci-dessus" not in faq.answer(faq.topics()["donnees"], [speaker], speaker)


def test_without_a_sure_question_the_whole_text_comes_with_the_likely_questions_first() -> None:
    [message], _ = answered(asks_about(TOPIC.name, ("angle", OTHER.name)))
    assert message.text.startswith(TOPIC.text)
    assert "angle" not in message.custom
    questions = [angle.question for angle in TOPIC.angles]
    assert len(message.buttons) <= 3
    assert titles(message)[0] == OTHER.question
    assert set(titles(message)) <= set(questions)


def test_the_buttons_that_would_correct_an_answer_are_told_to_programs() -> None:
    [message], _ = answered(asks_about(TOPIC.name, ("topic", SECOND.topic)))
    assert message.text.endswith(NOT_IT)
    assert message.custom["instead"] == [faq.button(SECOND.topic)["payload"]]
    assert message.custom["instead"] == [message.buttons[0]["payload"]]
    [message], _ = answered(asks_about(TOPIC.name))
    assert "instead" not in message.custom


def test_what_was_told_whole_two_turns_before_is_not_told_again_but_its_other_questions_are() -> None:
    _, state = answered(asks_about(TOPIC.name))
    _, state = answered(asks(SECOND), state)
    [message], state = answered(asks_about(TOPIC.name), state)
    assert TOPIC.text not in message.text
    assert message.custom["topic"] == TOPIC.name
    assert titles(message)[0] == "Relire la réponse"
    assert set(titles(message)[1:]) <= {angle.question for angle in TOPIC.angles}
    [again], _ = answered(press(message.buttons[0]), state)
    assert again.text.startswith(TOPIC.text)


def test_what_was_told_whole_long_before_is_told_whole_again() -> None:
    _, state = answered(asks_about(TOPIC.name))
    state.turn += 2
    [message], _ = answered(asks_about(TOPIC.name), state)
    assert message.text.startswith(TOPIC.text)


def test_a_topic_is_told_with_what_a_screen_may_fold_until_it_is_asked_for_whole() -> None:
    [message], state = answered(asks_about(TOPIC.name))
    first, _, rest = TOPIC.text.partition("\n\n")
    assert message.custom["rest"] == rest
    assert message.text.startswith(f"{first}\n\n{rest}\n\n"), "other channels tell it all"
    [message], _ = answered(press(faq.more_button(TOPIC.name)), state)
    assert "rest" not in message.custom
    _, state = answered(asks(ANGLE))
    [message], _ = answered(asks(ANGLE), state)
    assert "rest" not in message.custom, "asked again, the short answer was not enough"


def test_a_topic_that_says_nearly_all_in_its_first_paragraph_is_not_folded() -> None:
    short = next(
        topic for topic in faq.topics().values() if len(topic.text.partition("\n\n")[2].split()) < 30
    )
    [message], _ = answered(asks_about(short.name))
    assert "rest" not in message.custom


def test_the_same_question_again_gets_the_whole_text() -> None:
    _, state = answered(asks(ANGLE))
    [message], _ = answered(asks(ANGLE), state)
    assert message.text.startswith(TOPIC.text)


def test_an_answer_is_said_again_as_it_was() -> None:
    [first], state = answered(asks(ANGLE))
    [again], _ = answered(Said("faq", ({"entity": "control", "value": "repeat"},)), state)
    assert again.text == first.text


def test_more_is_a_word_as_well_as_a_button() -> None:
    _, state = answered(asks(ANGLE))
    [message], _ = answered(Said("capabilities", ({"entity": "control", "value": "more"},)), state)
    assert message.text.startswith(TOPIC.text)


@pytest.mark.parametrize("second", [SECOND, OTHER], ids=["of two topics", "of one topic"])
def test_two_questions_get_two_short_answers(second: faq.Angle) -> None:
    messages, _ = answered(asks(ANGLE, second))
    assert [message.text.split("\n\n")[0] for message in messages] == [ANGLE.text, second.text]
    more = [
        f"En savoir plus : {faq.topics()[name].title}" for name in dict.fromkeys([TOPIC.name, second.topic])
    ]
    assert titles(messages[-1]) == more


def test_a_doubtful_answer_comes_with_two_other_questions() -> None:
    likely = [("topic", SECOND.topic), ("angle", SECOND.name), ("topic", "frais")]
    [message], _ = answered(asks_about(TOPIC.name, *likely))
    assert message.text.startswith(TOPIC.text)
    assert message.text.endswith(NOT_IT)
    assert titles(message)[:2] == [SECOND.question, faq.topics()["frais"].title]
    assert len(message.buttons) <= 3


def test_when_nothing_is_sure_three_questions_are_offered_and_nothing_else() -> None:
    likely = ("frais", "accident", "duree_max")
    said = Said("faq", tuple(entity("topic", name, "likely") for name in likely))
    [message], _ = answered(said)
    assert titles(message) == [faq.topics()[name].title for name in likely]


def test_what_the_situation_changes_is_told_once_beside_short_answers() -> None:
    state = State(plan={"status": "insertion_employee"})
    changes = TOPIC.situations["insertion_employee"]
    [first], state = answered(asks(ANGLE), state)
    [second], _ = answered(asks(OTHER), state)
    assert changes in first.text
    assert changes not in second.text


@pytest.mark.parametrize(
    ("age", "asked", "told"),
    [
        (16, "taches/machines_and_acts", "taches/minor_danger"),
        (17, "nuit_dimanche_feries/night", "nuit_dimanche_feries/minor"),
        (43, "horaires/minor_hours", "horaires/hours_a_day"),
        (43, "taches/machines_and_acts", "taches/machines_and_acts"),
        (None, "taches/machines_and_acts", "taches/machines_and_acts"),
    ],
)
def test_a_question_is_answered_for_the_age_that_is_known(age: int | None, asked: str, told: str) -> None:
    state = State(turn=1, plan={"age_at_start": age} if age else {})
    answered = answering.for_the_age(faq.angle(asked), state)
    assert answered
    assert answered.name == told


@pytest.mark.parametrize(
    ("age", "name", "suits"),
    [
        (43, "mineur", False),
        (43, "mineur/parents_sign", False),
        (43, "mineur/guardianship", True),
        (43, "horaires/minor_hours", False),
        (17, "mineur", True),
        (17, "beneficiaires/too_old", False),
        (None, "mineur", True),
        (43, "duree_max", True),
    ],
)
def test_what_is_offered_suits_the_age_that_is_known(age: int | None, name: str, suits: bool) -> None:
    state = State(turn=1, plan={"age_at_start": age} if age else {})
    assert answering.suits(name, state) is suits


def test_the_rules_of_minors_come_with_a_line_for_an_adult() -> None:
    adult, minor = State(plan={"age_at_start": 19}), State(plan={"age_at_start": 17})
    assert "majeur" in answering.for_adults(adult, "mineur", "mineur/parents_sign")
    assert answering.for_adults(minor, "mineur", "mineur/parents_sign") == ""
    assert answering.for_adults(adult, "mineur", "mineur/guardianship") == ""
    assert answering.for_adults(adult, "duree_max", None) == ""
