"""Questions without their mark, set apart from what is told beside them."""

from __future__ import annotations

import numpy as np
import pytest

from hearing import unmarked
from hearing.by_words import ByWords
from hearing.message import Message

ASKED = [
    "qui paye si je me blesse",
    "est ce que mon patron peut me virer",
    "je serai paye ou pas",
    "c est qui qui signe",
]
TOLD = [
    "je viens du lundi au vendredi",
    "la mairie ouvre a 8 heures",
    "je suis au chomage depuis mars",
    "du 4 au 15 janvier",
]


@pytest.fixture(scope="module")
def reader() -> ByWords:
    """A reader of a few sentences, said many times."""
    return unmarked.reader(ASKED * 20, TOLD * 20)


def clauses(text: str, reader: ByWords) -> list[tuple[str, bool]]:
    return [(clause.text, clause.guessed) for clause in unmarked.heard(Message(text), reader)]


def test_what_asks_is_likelier_than_what_tells(reader: ByWords) -> None:
    asks = reader.labels.index("asks")
    assert reader.likely(ASKED)[:, asks].min() > 0.5 > reader.likely(TOLD)[:, asks].max()


def test_a_question_is_set_apart_from_what_is_told_before_it(reader: ByWords) -> None:
    text = "du 4 au 15 janvier et mon patron peut me virer"
    assert clauses(text, reader) == [
        ("du 4 au 15 janvier", False),
        ("et mon patron peut me virer", True),
    ]


def test_the_places_of_clauses_are_those_of_the_message(reader: ByWords) -> None:
    message = Message(
        "la mairie ouvre a 8 heures, mon patron peut me virer ou pas et je suis au chomage depuis mars"
    )
    for clause in unmarked.heard(message, reader):
        assert message.text[clause.start : clause.end] == clause.text


def test_what_only_tells_stays_whole(reader: ByWords) -> None:
    message = Message("je viens du lundi au vendredi et la mairie ouvre a 8 heures")
    assert unmarked.heard(message, reader) == message.clauses


def test_a_question_with_its_mark_is_no_guess(reader: ByWords) -> None:
    assert not any(
        guessed
        for _, guessed in clauses("je suis au chomage depuis mars. Qui paye si je me blesse ?", reader)
    )


def test_it_learns_from_marked_questions_without_their_mark() -> None:
    asked, told = unmarked.examples(
        ["Je suis salarié, mon patron peut-il me virer ?", "sans marque du tout"], TOLD
    )
    assert not any("?" in text for text in [*asked, *told])
    assert any("mon patron" in text for text in asked)
    assert np.isin(TOLD, told).all() and "sans marque du tout" not in [*asked, *told]
