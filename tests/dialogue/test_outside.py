"""A message outside of our subject gets an honest reply, with who answers when it is near the subject."""

from __future__ import annotations

from datetime import date

import pytest

from dialogue import elsewhere
from dialogue.said import Said
from dialogue.state import State
from dialogue.turn import Message
from tests.replies import reply


def answered(kind: str | None) -> Message:
    said = Said("out_of_scope", ({"entity": "control", "value": "off_topic", "group": kind},))
    _, [message], _ = reply(State(), said, date(2026, 11, 23))
    return message


@pytest.mark.parametrize("kind", elsewhere.kinds())
def test_a_message_near_the_subject_is_told_who_answers(kind: str) -> None:
    message = answered(kind)
    assert message.text.startswith(elsewhere.kinds()[kind])
    assert message.custom["outside"] == kind


def test_any_other_message_is_told_what_we_do_and_nothing_of_others() -> None:
    message = answered(None)
    assert message.text.startswith("Cela sort de ce que je connais. Je réponds sur l'immersion")
    assert message.custom["outside"] is True


def test_the_ways_forward_are_offered() -> None:
    assert [button["title"] for button in answered("cpf").buttons] == [
        "Vérifier mon projet",
        "Poser une question",
    ]
