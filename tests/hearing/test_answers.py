"""« Oui », « non » and « je ne sais pas » in their many forms, and the question that is not known."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hearing import answers
from hearing.lexicon import words

SENTENCES = yaml.safe_load((Path(__file__).parent / "answers.yml").read_text(encoding="utf-8"))
SAID = [(value, text) for value, texts in SENTENCES.items() if value != "nothing" for text in texts]


@pytest.mark.parametrize(("value", "text"), SAID)
def test_an_answer_is_heard_at_the_head_of_a_message(value: str, text: str) -> None:
    assert answers.heard(words(text)) == value


@pytest.mark.parametrize("text", SENTENCES["nothing"])
def test_other_words_answer_nothing(text: str) -> None:
    assert answers.heard(words(text)) is None


@pytest.mark.parametrize(
    ("text", "question"),
    [
        ("je ne sais pas combien d'heures", "q7_schedule"),
        ("je connais pas les horaires", "q7_schedule"),
        ("j'ai pas le planning", "q7_schedule"),
        ("je sais pas les dates", "q6_dates"),
        ("je sais pas quand", "q6_dates"),
        ("je sais pas quel jour", "q6_dates"),
        ("je sais pas chez qui", "q5_host"),
        ("je sais pas quelle entreprise", "q5_host"),
        ("je sais pas quel organisme", "q3_prescriber"),
        ("je sais pas qui me suit", "q3_prescriber"),
        ("je connais pas le prescripteur", "q3_prescriber"),
        ("je ne sais pas", None),
    ],
)
def test_what_is_not_known_may_be_named(text: str, question: str | None) -> None:
    assert answers.question_named(words(text)) == question


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("gardez, gardez", True),
        ("ok on garde ça", True),
        ("va pour trois semaines", True),
        ("non, gardez comme avant", False),
        ("je regarde encore", False),
    ],
)
def test_what_was_tried_is_kept_in_so_many_words(said: str, kept: bool) -> None:
    assert answers.keeps(words(said)) is kept
