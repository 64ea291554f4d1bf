"""A form gives a value: taken as words are, or refused in a French sentence."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given as generated
from hypothesis import strategies as st

import law
from dialogue.given import GivenError, editable, give
from dialogue.records import records
from dialogue.state import State
from tests.dialogue.plans import COMMON

TODAY = date(2026, 11, 23)
TWO_WEEKS = {"start_date": "2027-01-04", "end_date": "2027-01-15"}


def asking(question: str, **plan: Any) -> State:
    return State(plan=plan, active=True, asked=question)


@pytest.mark.parametrize(
    ("question", "field", "value", "words"),
    [
        ("q6_dates", "start_date", TWO_WEEKS, "Du 4 au 15 janvier 2027"),
        ("q6_dates", "end_date", "2027-01-15", "Jusqu'au 15 janvier 2027"),
        (
            "q7_schedule",
            "worked_weekdays",
            {"worked_weekdays": ["fri", "mon"], "daily_hours": 7.5},
            "Lundi et vendredi, 7 h 30",
        ),
        ("f3_minor_times", "day_start", {"day_start": "09:00", "day_end": "17:30"}, "De 9 h à 17 h 30"),
        ("q4_age", "age_at_start", 17, "17 ans"),
        ("q1_objective", "objectives", ["discover", "confirm"], "Découvrir un métier et confirmer un projet"),
        ("q9_prior", "prior_same_host", False, "Non"),
        ("q2_situation", "status", "employee", "Salarié"),
        (
            "f8_prior",
            "prior_conventions",
            [{"start_date": "2026-03-02", "end_date": "2026-03-13", "same_goals": True}],
            "Du 2 au 13 mars 2026, même but",
        ),
        ("f8_prior", "same_goals", False, "Non"),
    ],
)  # fmt: skip
def test_an_answer_to_the_open_question_reads_as_the_person_would_say_it(
    question: str, field: str, value: Any, words: str
) -> None:
    assert give(field, value, asking(question), TODAY).words == words


@pytest.mark.parametrize(
    ("field", "value", "words"),
    [
        ("start_date", TWO_WEEKS, "Dates : du 4 au 15 janvier 2027"),
        ("age_at_start", 41, "Âge le premier jour : 41 ans"),
        ("prescriber", "mission_locale", "Organisme qui prescrit : la mission locale"),
    ],
)  # fmt: skip
def test_a_change_outside_the_open_question_names_what_it_changes(field: str, value: Any, words: str) -> None:
    assert give(field, value, asking("q9_prior", **COMMON), TODAY).words == words


def test_the_entities_are_those_of_words() -> None:
    value = {"start_date": "2027-01-04", "end_date": "2027-01-15"}
    heard = {
        e["entity"]: (e["value"], e.get("role")) for e in give("start_date", value, State(), TODAY).entities
    }
    assert heard == {
        "start_date": ("2027-01-04", "stated"),
        "end_date": ("2027-01-15", "stated"),
        "end_from": ("date", None),
    }


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("start_date", "2027-02-30"), ("start_date", "0002-01-04"), ("start_date", 20270104),
        ("start_date", None),
        ("start_date", "4 janvier"), ("start_date", {}), ("start_date", {"start_date": None}),
        ("start_date", {"start_date": "2027-01-15", "end_date": "2027-01-04"}),
        ("start_date", {"start_date": "2027-01-04", "status": "employee"}),
        ("age_at_start", True), ("age_at_start", "34"), ("age_at_start", -1), ("age_at_start", 121),
        ("age_at_start", 34.5), ("age_at_start", float("inf")), ("age_at_start", 10**4000),
        ("status", "roi"), ("status", ["employee"]), ("status", ""),
        ("objectives", []), ("objectives", ["discover", "discover"]), ("objectives", "discover"),
        ("host_needs", ["none", "surge"]),
        ("worked_weekdays", []), ("worked_weekdays", ["lundi"]), ("worked_weekdays", ["mon"] * 5000),
        ("daily_hours", 0), ("daily_hours", 25), ("daily_hours", "7"),
        ("prior_same_host", "true"), ("prior_same_host", 1),
    ],
)  # fmt: skip
def test_a_value_that_the_record_does_not_take_is_refused_in_french(field: str, value: Any) -> None:
    with pytest.raises(GivenError) as refused:
        give(field, value, State(plan={"daily_hours": 7, "host_needs": ["none"]}), TODAY)
    assert refused.value.code == "value_invalid"
    assert str(refused.value).endswith(".") and len(str(refused.value)) < 120


@pytest.mark.parametrize(
    "value",
    [
        [], [{}], [{"start_date": "2026-03-02"}], [{"start_date": "2026-03-13", "end_date": "2026-03-02"}],
        [{"start_date": "2026-03-02", "end_date": None}],
        [{"start_date": "2026-03-02", "end_date": "2026-03-13", "kind": "renewal"}],
        [{"start_date": "2026-03-02", "end_date": "2026-03-13"}] * 13, ["2026-03-02"], "2026-03-02",
    ],
)  # fmt: skip
def test_earlier_periods_have_two_days_in_order(value: Any) -> None:
    with pytest.raises(GivenError):
        give("prior_conventions", value, asking("f8_prior", prior_same_host=True), TODAY)


@pytest.mark.parametrize("field", ["", "speaker", "plan", "files", "__class__", "x" * 60000, "paid_by_host"])
def test_a_field_that_cannot_be_given_now_is_refused(field: str) -> None:
    with pytest.raises(GivenError) as refused:
        give(field, "none", State(), TODAY)
    assert refused.value.code == "field_not_editable"


def test_what_only_another_file_holds_cannot_be_changed_in_this_one() -> None:
    other = {
        "id": 1,
        "plan": {"paid_by_host": "wage", "status": "insertion_employee", "insertion_contract": "cddi"},
    }
    state = State(plan={"status": "jobseeker"}, file=2, files=[other])
    for field in ("paid_by_host", "insertion_contract"):
        assert field not in editable(state, TODAY)
    assert "status" in editable(state, TODAY)


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text() | st.dates().map(str),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.sampled_from([*records()]) | st.text(), inner, max_size=4)
    ),
)


@generated(st.sampled_from([*records()]), ANYTHING)
def test_whatever_is_given_it_is_a_plan_that_the_law_reads_or_a_refusal(field: str, value: Any) -> None:
    state = asking("q6_dates", **COMMON)
    try:
        said = give(field, value, state, TODAY)
    except GivenError:
        return
    assert said.words
    law.parse_plan({e["entity"]: e["value"] for e in said.entities if e["entity"] in law.FIELDS})
