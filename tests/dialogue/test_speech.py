"""The grammar of person: one text for four speakers."""

from __future__ import annotations

import pytest

from dialogue.speech import SPEAKERS, say

TEXT = "{Avez-vous|La personne a-t-elle|host: Avez-vous chez vous|parent: Votre enfant a-t-il} un âge ?"


@pytest.mark.parametrize(
    ("speaker", "words"),
    [
        (None, "Avez-vous un âge ?"),
        ("person", "Avez-vous un âge ?"),
        ("adviser", "La personne a-t-elle un âge ?"),
        ("host", "Avez-vous chez vous un âge ?"),
        ("parent", "Votre enfant a-t-il un âge ?"),
        ("somebody", "Avez-vous un âge ?"),
    ],
)
def test_a_text_is_said_in_the_form_for_its_speaker(speaker: str | None, words: str) -> None:
    assert say(TEXT, speaker) == words


def test_to_a_parent_the_person_is_the_child() -> None:
    text = "{Votre âge|L'âge de la personne}. {Vous venez|La personne vient}."
    assert say(text, "parent") == "L'âge de votre enfant. Votre enfant vient."
    assert say(text, "adviser") == "L'âge de la personne. La personne vient."


@pytest.mark.parametrize("speaker", SPEAKERS)
def test_braces_without_a_bar_are_left_for_later(speaker: str) -> None:
    assert say("du {value} au {said}", speaker) == "du {value} au {said}"


def test_a_second_form_may_be_empty() -> None:
    assert say("Oui, {j'ai |}les deux", "adviser") == "Oui, les deux"
