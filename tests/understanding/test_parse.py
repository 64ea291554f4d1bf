"""What Rasa returns for a message: its shape, and that no message breaks it."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Any

import pytest

TOPICS = {f"faq/{path.stem}" for path in Path("data/faq").glob("*.yml")}
ACTS = {path.stem for path in Path("data/acts").glob("*.yml")}
HOSTILE = {
    "empty": "",
    "spaces": " \n\t ",
    "emojis": "😀😀😀 🇫🇷 👩‍🏭",
    "one emoji in a question": "c'est payé 💶 ?",
    "NUL": "c'est \x00 payé ?\x00",
    "lone surrogate": "c'est payé \ud83d ?",
    "only a lone surrogate": "\udcff",
    "right to left": "\u202eédrut ruop",
    "combining marks": "e" + "\u0301" * 500,
    "a hundred thousand letters": "a" * 100_000,
    "a hundred thousand characters of words": "je suis payé ? " * 6_700,
    "a very long unknown word": "immersionnellement" * 300,
    "punctuation": "?!?!...;;;///",
    "digits": "0" * 5_000,
    "arabic": "هل أتقاضى أجرا؟",
    "chinese": "我会得到报酬吗？",
    "pattern characters": "(((((a+)+)+)+)+$ [[[ \\\\ {{}}",
    "markup": "<script>alert(1)</script>",
}


def assert_shape(parsed: dict[str, Any]) -> None:
    ranking = parsed["intent_ranking"]
    names = [entry["name"] for entry in ranking]
    confidences = [entry["confidence"] for entry in ranking]
    assert parsed["intent"] == ranking[0]
    assert set(names) == ACTS | {"faq"} and len(names) == len(set(names))
    assert confidences == sorted(confidences, reverse=True)
    selected = parsed["response_selector"]["faq"]
    topics = selected["ranking"]
    assert len(topics) >= 10
    assert {entry["intent_response_key"] for entry in topics} <= TOPICS
    best = topics[0]
    assert selected["response"]["intent_response_key"] == best["intent_response_key"]
    assert selected["response"]["utter_action"] == f"utter_{best['intent_response_key']}"
    assert selected["response"]["confidence"] == best["confidence"]
    # One probability for the whole choice: that of the parent intent is that of its best topic.
    assert dict(zip(names, confidences, strict=True))["faq"] == best["confidence"]
    acts = [entry["confidence"] for entry in ranking if entry["name"] != "faq"]
    every = acts + [entry["confidence"] for entry in topics]
    assert all(math.isfinite(p) and 0 <= p <= 1 for p in every)
    assert sum(every) <= 1 + 1e-4


@pytest.mark.parametrize(
    ("text", "label"),
    [
        ("Combien de temps peut durer une immersion au maximum ?", "faq/duree_max"),
        ("est-ce que je serai payée pendant mon immersion ?", "faq/remuneration"),
    ],
)
def test_a_question_names_the_intent_and_the_topic(assistant, text: str, label: str) -> None:
    parsed = assistant.parse(text)
    assert_shape(parsed)
    assert parsed["intent"]["name"] == "faq"
    response = parsed["response_selector"]["faq"]["response"]
    assert response["intent_response_key"] == label
    assert response["responses"][0]["text"]


@pytest.mark.parametrize(("text", "act"), [("bonjour", "greet"), ("je veux parler à un conseiller", "human")])
def test_an_act_is_a_plain_intent(assistant, text: str, act: str) -> None:
    parsed = assistant.parse(text)
    assert_shape(parsed)
    assert parsed["intent"]["name"] == act


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_message_is_parsed(assistant, text: str) -> None:
    parsed = assistant.parse(text)
    # Rasa gives no intent to an empty message, before any component sees it.
    if text.strip():
        assert_shape(parsed)


def test_the_same_message_always_gets_the_same_answer(assistant) -> None:
    text = "jveu savoir si jsui payé pdt limersion"
    assert assistant.ranking(text) == assistant.ranking(text)


@pytest.mark.parametrize(
    ("typed", "clean"),
    [
        ("c koi la duree maximal dune imersion", "c'est quoi la durée maximale d'une immersion"),
        ("ESK JE SUI PAYÉ ???", "est-ce que je suis payé ?"),
        ("kel papier fo signé pr la convantion", "quel papier faut-il signer pour la convention"),
    ],
)
def test_misspelt_and_clean_sentences_are_understood_alike(assistant, typed: str, clean: str) -> None:
    assert assistant.ranking(typed)[0][0] == assistant.ranking(clean)[0][0]
