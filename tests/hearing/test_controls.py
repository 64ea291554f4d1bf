"""What is wanted of the assistant itself is heard in its words, and in no others."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from hearing import controls
from hearing.message import Message

SENTENCES = yaml.safe_load((Path(__file__).parent / "controls.yml").read_text(encoding="utf-8"))
SAID = [(name, text) for name, texts in SENTENCES.items() if name != "nothing" for text in texts]
COURTESIES = {"greet", "thank", "goodbye"}


def heard(text: str) -> list[str]:
    """The controls of a message while a plan is under way."""
    message = Message(text)
    clauses = message.clauses or [message.whole]
    return [name for clause in clauses for name in controls.heard(clause.words, message.words, clause.asks)]


@pytest.mark.parametrize(("name", "text"), SAID)
def test_a_control_is_heard_and_no_other_beside_it(name: str, text: str) -> None:
    assert set(heard(text)) - (COURTESIES - {name}) == {name}


@pytest.mark.parametrize("text", SENTENCES["nothing"])
def test_words_that_only_look_like_a_control_ask_for_nothing(text: str) -> None:
    assert heard(text) == []


@pytest.mark.parametrize(
    ("text", "field"),
    [
        ("changer les dates", "start_date"),
        ("je voudrais modifier mes horaires", "worked_weekdays"),
        ("corriger l'âge", "age_at_start"),
        ("revenir sur le but", "objectives"),
        ("changer d'entreprise", "host_kind"),
        ("modifiez ma situation", "status"),
        ("changer l'organisme", "prescriber"),
        ("modifier les heures", "daily_hours"),
        ("changer de métier", None),
        ("changer les règles", None),
    ],
)
def test_a_point_to_change_is_named(text: str, field: str | None) -> None:
    assert controls.point_named(Message(text).words) == field


@pytest.mark.parametrize(
    "text",
    ["et bonjour, un instant", "ben euh un instant", "bon alors un instant", "ok donc un instant merci",
     "ah non mais un instant pardon", "oui un instant s'il vous plaît", "excusez-moi un instant maintenant"],
)  # fmt: skip
def test_courtesies_around_a_control_do_not_hide_it(text: str) -> None:
    assert "wait" in heard(text)
