"""Answers are read by people whose French may be weak, on a phone: short sentences, short words."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dialogue import faq

from .readability import ease, sentences, syllables


def texts() -> Iterator[tuple[str, str]]:
    """Each text that answers, with its name."""
    for name, topic in faq.topics().items():
        yield name, topic.text
        yield from ((f"{name}, {situation}", text) for situation, text in topic.situations.items())
        for angle in topic.angles:
            yield angle.name, angle.text
            yield from ((f"{angle.name}, {speaker}", text) for speaker, text in angle.others.items())


@pytest.mark.parametrize(
    ("word", "count"),
    [("oui", 1), ("signe", 1), ("convention", 3), ("hôpital", 3), ("a", 1), ("immersion", 3)],
)
def test_syllables_are_counted_as_they_are_said(word: str, count: int) -> None:
    assert syllables(word) == count


def test_a_long_sentence_is_harder_than_two_short_ones() -> None:
    assert ease("Votre conseiller signe. Vous partez.") > ease(
        "Votre conseiller signe avant que vous partiez."
    )


def test_no_sentence_of_an_answer_is_long() -> None:
    longest = {name: max(map(len, sentences(text))) for name, text in texts()}
    assert {name: words for name, words in longest.items() if words > 28} == {}


def test_every_answer_is_easier_to_read_than_a_newspaper() -> None:
    # A newspaper is at 60. The scale says nothing of one or two sentences.
    whole = {name: text for name, text in texts() if sum(map(len, sentences(text))) >= 30}
    hard = {name: round(ease(text)) for name, text in whole.items() if ease(text) < 65}
    assert len(whole) > 500
    assert hard == {}
