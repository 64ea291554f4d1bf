"""The list to learn from holds what was not understood, without personal data."""

from __future__ import annotations

import pytest

from serving.conversations import Turn
from serving.review import Miss, Useless, mask, misses, useless


def bot(**custom: object) -> dict:
    return {"text": "…", "buttons": [], "custom": custom}


def test_a_proposal_and_the_button_that_followed_are_listed() -> None:
    conversation = [
        Turn("1", "on peut faire quoi comme truc", 0.0, [bot(proposed=["taches", "metiers"])]),
        Turn("2", '/faq{"topic": "taches"}', 1.0, [bot(topic="taches")]),
        Turn("3", "merci", 2.0, [bot()]),
    ]
    assert list(misses(conversation)) == [
        Miss("on peut faire quoi comme truc", ("taches", "metiers"), "taches")
    ]


def test_an_answer_that_was_not_read_is_listed_without_a_choice() -> None:
    conversation = [Turn("1", "patate", 0.0, [bot(unread="q4_age")])]
    assert list(misses(conversation)) == [Miss("patate", (), None)]


def test_what_was_understood_is_not_listed() -> None:
    assert not list(misses([Turn("1", "je serai payé ?", 0.0, [bot(topic="remuneration")])]))


def test_an_answer_found_of_no_use_is_listed_with_the_words_that_it_answered() -> None:
    offer = {"text": "…", "buttons": [{"title": "Et l'argent ?", "payload": "/faq{}"}]}
    conversation = [
        Turn("1", "je serai payé, 06 12 34 56 78 ?", 0.0, [bot(topic="remuneration"), offer]),
        Turn("2", "/faq{}", 1.0, [bot(topic="frais")]),
        Turn("3", "et la durée ?", 2.0, [bot(topic="duree_max")]),
    ]
    assert list(useless(conversation, {"1": ["remuneration"], "2": ["frais"]})) == [
        Useless("je serai payé, <téléphone> ?", "remuneration"),
        Useless("Et l'argent ?", "frais"),
    ]


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("écrivez à jean.dupont@example.org", "écrivez à <mail>"),
        ("mon numéro 06 12 34 56 78 svp", "mon numéro <téléphone> svp"),
        ("né le 03/03/2009", "né le <date>"),
        ("je m'appelle Karim Benali et je cherche", "<nom> et je cherche"),
        ("ma sécu 1 85 05 78 006 084 36", "ma sécu <numéro>"),
        ("35h par semaine pendant 3 semaines", "35h par semaine pendant 3 semaines"),
    ],
)
def test_personal_data_is_masked(sentence: str, shown: str) -> None:
    assert mask(sentence) == shown
