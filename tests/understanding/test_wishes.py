"""What is wanted of the assistant in words that no list holds, with the trained model."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from hearing import wishes
from hearing.ears import Ears, trained
from hearing.hear import hear
from hearing.heard import CONTROLS, Context, Heard

SENTENCES = yaml.safe_load(Path("tests/hearing/controls_learned.yml").read_text(encoding="utf-8"))
PLAN = {
    "age_at_start": 57,
    "status": "jobseeker",
    "prescriber": "cap_emploi",
    "objectives": ["discover"],
    "start_date": "2027-03-02",
    "end_date": "2027-03-12",
    "worked_weekdays": ["tue", "wed", "thu", "fri"],
    "day_start": "09:30",
    "day_end": "17:30",
}
COURTESIES = {"greet", "thank", "goodbye"}
# The share of wishes in new words that are heard for what they are.
FLOOR = 0.75


@pytest.fixture(scope="module")
def ears() -> Ears:
    return trained()


def said(ears: Ears, text: str, **context: Any) -> Heard:
    return hear(text, Context(**{"today": date(2026, 11, 26), "plan": PLAN, **context}), ears)


def wanted(found: Heard) -> set[str]:
    named = {str(e.value) for e in found.of("control")} - COURTESIES
    points = {"former"} if any(e.group in PLAN for e in found.of("control")) else set()
    return points or named | {"forget" for e in found.entities if e.role == "emptied"}


def as_learned(name: str) -> str:
    return "result" if name == "missing" else name


def test_most_wishes_in_new_words_are_heard_for_what_they_are(ears: Ears) -> None:
    asked = [
        (as_learned(name), text) for name, texts in SENTENCES.items() if name != "nothing" for text in texts
    ]
    heard = [name in wanted(said(ears, text)) for name, text in asked]
    assert sum(heard) / len(heard) >= FLOOR, [
        text for (_, text), right in zip(asked, heard, strict=True) if not right
    ]


@pytest.mark.parametrize("text", SENTENCES["nothing"])
def test_what_only_looks_like_a_wish_takes_nothing_back(ears: Ears, text: str) -> None:
    assert not wanted(said(ears, text)) & {"undo", "former", "forget", "erase", "as_before", "stop"}


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        ("en fait oubliez les dates le patron sait plus", {"start_date", "end_date"}),
        ("Enlevez l'heure de fin, je n'en suis pas sûr.", {"day_end"}),
        ("Enlevez Cap emploi, mon dossier est clos chez eux.", {"prescriber"}),
        ("oubliez les dates, c'est du 8 au 12 mars", set()),
        ("enlevez Cap emploi, c'est la mission locale qui me suit", set()),
        ("on enlève le mercredi", set()),
        ("oubliez ça", set()),
    ],
)
def test_a_point_is_forgotten_by_its_name_or_its_value(ears: Ears, text: str, gone: set[str]) -> None:
    found = said(ears, text)
    assert {e.entity for e in found.entities if e.role == "emptied"} == gone


def test_what_is_told_beside_a_wish_is_kept(ears: Ears) -> None:
    found = said(ears, "annulez ma dernière saisie, j'ai 58 ans")
    assert "undo" in wanted(found)
    assert [e.value for e in found.of("age_at_start")] == [58]


def test_nothing_of_a_plan_is_taken_back_without_one(ears: Ears) -> None:
    assert "undo" not in wanted(said(ears, "faites comme si je n'avais rien écrit", plan={}))


def test_each_control_has_enough_examples_and_says_each_once() -> None:
    told = wishes.examples()
    assert not [text for text, times in Counter(one.text.lower() for one in told).items() if times > 1]
    names = Counter(one.voice for one in told)
    assert min(names.values()) >= 40, names
    known = {*CONTROLS, "forget", "former"}
    assert {control for one in told for _, control in one.details} <= known


def test_no_sentence_that_measures_is_learned() -> None:
    learned = {one.text.lower() for one in wishes.examples()}
    assert not [text for texts in SENTENCES.values() for text in texts if text.lower() in learned]
