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
        ("changer le jour de fin", "end_date"),
        ("corriger la date finale", "end_date"),
        ("modifier la date d'arrivée", "start_date"),
        ("modifiez l'horaire", "worked_weekdays"),
        ("changer la durée par jour", "daily_hours"),
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


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("oubliez les dates, le patron ne sait plus", [["start_date", "end_date", "duration_days"]]),
        ("enlevez l'heure de fin", [["day_end"]]),
        ("retirez la date de fin des horaires", [["end_date", "duration_days"]]),
        ("supprimez l'âge et les jours", [["birth_date", "age_at_start"], ["worked_weekdays"]]),
        ("oubliez ce que j'ai dit sur l'employeur", [["employer_agreement"]]),
        ("oubliez les dates le patron sait plus", [["start_date", "end_date", "duration_days"]]),
        ("oubliez l'heure à laquelle je finis", [["day_end"]]),
        ("enlevez l'heure d'arrivée", [["day_start"]]),
        ("effacez l'heure à laquelle il commence, ça dépend des jours", [["day_start"]]),
        ("oubliez l'accord parental, il est majeur", [["legal_rep_agreement"]]),
        ("enlevez le mercredi", []),
    ],
)
def test_the_points_to_forget_are_those_named_first(text: str, fields: list[list[str]]) -> None:
    said = Message(text).words
    assert controls.forgets(said)
    assert [list(point.fields) for point in controls.points_in(said)] == fields


@pytest.mark.parametrize(
    "text", ["mon contrat s'arrête", "j'ai oublié les dates", "il enlève la pause", "les dates"]
)
def test_a_point_that_is_only_told_is_not_forgotten(text: str) -> None:
    assert not controls.forgets(Message(text).words)


@pytest.mark.parametrize(
    ("text", "back"),
    [
        ("remettez les premières dates", True),
        ("on garde les anciens horaires", True),
        ("revenons aux dates du début", True),
        ("reprenez les horaires d'avant", True),
        ("remettez les dates comme elles étaient", True),
        ("remettez le mercredi", False),
        ("on garde le 18", False),
        ("la première date est passée", False),
    ],
)
def test_what_was_before_is_put_back(text: str, back: bool) -> None:
    assert controls.puts_back(Message(text).words) is back
