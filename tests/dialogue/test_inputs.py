"""What a form needs to ask for a field, and the plan in hand as a form."""

from __future__ import annotations

from datetime import date

import pytest

import law
from dialogue import files
from dialogue.given import give
from dialogue.inputs import beside_buttons, form
from dialogue.project import project
from dialogue.questions import next_put
from dialogue.records import questions, records
from dialogue.state import State

from .plans import COMMON

TODAY = date(2026, 11, 23)
ENUMERATIONS = ("yes_no", "choice", "choices", "weekdays")


@pytest.mark.parametrize("name", sorted(records()))
def test_every_value_on_offer_is_one_that_its_field_takes(name: str) -> None:
    (part, *_) = form(name, {})["parts"]
    assert part["field"] == name and part["label"] and part["kind"] == records()[name].input
    assert ("values" in part) == (part["kind"] in ENUMERATIONS)
    state = State(plan=dict.fromkeys(law.FIELDS), asked="f8_prior")
    for option in part.get("values", ()):
        value = [option["value"]] if part["kind"] in ("choices", "weekdays") else option["value"]
        assert give(name, value, state, TODAY).words


def test_a_question_has_a_form_where_buttons_do_not_say_all() -> None:
    shown = {q.id: bool(beside_buttons(q.parts[0], {})) for q in questions().values()}
    assert {name for name, has_one in shown.items() if has_one} == {
        "q1_objective",
        "q4_age",
        "q6_dates",
        "q7_schedule",
        "f3_minor_times",
        "q8_use",
        "f8_prior",
    }


def test_the_question_on_the_dates_asks_for_both_and_shows_the_known_one() -> None:
    state = State(plan={n: v for n, v in COMMON.items() if n != "end_date"})
    put = next_put(state, TODAY)
    assert put.custom["form"]["parts"] == [{"field": "end_date", "label": "Dernier jour", "kind": "date"}]
    parts = form("start_date", state.plan)["parts"]
    assert [(part["field"], part.get("value")) for part in parts] == [
        ("start_date", "2026-12-07"),
        ("end_date", None),
    ]


def test_every_line_of_the_project_can_be_changed_by_its_form() -> None:
    state = State(plan=dict(COMMON), concluded=True)
    shown = project(state, TODAY)
    assert shown["missing"] == [] and shown["files"] == []
    assert [row["label"] for row in shown["rows"]].count("Dates") == 1
    for row in shown["rows"]:
        known = {part["field"]: part["value"] for part in row["form"]["parts"] if "value" in part}
        assert give(row["form"]["field"], known, state, TODAY).words.startswith(row["label"])


def test_the_project_tells_what_is_missing_and_how_to_give_it() -> None:
    plan = {
        name: value for name, value in COMMON.items() if name not in ("host_kind", "start_date", "end_date")
    }
    missing = project(State(plan=plan), TODAY)["missing"]
    assert [(line["label"], line["form"]["field"]) for line in missing] == [
        ("La structure d'accueil", "host_kind"),
        ("Vos dates", "start_date"),
    ]


def test_the_files_of_an_adviser_are_listed_once_there_are_several() -> None:
    state = State(plan=dict(COMMON), speaker="adviser")
    files.open_new(state)
    assert [(shown["id"], shown["current"]) for shown in project(state, TODAY)["files"]] == [
        (1, False),
        (2, True),
    ]
