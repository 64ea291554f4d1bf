"""Which question comes next, how often, and in which words."""

from __future__ import annotations

from datetime import date

import pytest

from dialogue import questions
from dialogue.state import MAX_PUTS, State

from .plans import COMMON

TODAY = date(2026, 11, 23)


def asked(plan: dict) -> str | None:
    put = questions.next_put(State(plan=plan), TODAY)
    return put.question.id if put else None


def test_a_common_plan_takes_nine_questions() -> None:
    state = State()
    order = []
    while put := questions.next_put(state, TODAY):
        order.append(put.question.id)
        state.plan.update({k: v for k, v in COMMON.items() if k in questions.fills(put.question.id)})
    assert order == [
        "q1_objective",
        "q2_situation",
        "q3_prescriber",
        "q4_age",
        "q5_host",
        "q6_dates",
        "q7_schedule",
        "q8_use",
        "q9_prior",
    ]


@pytest.mark.parametrize(
    ("change", "follow_up"),
    [
        ({"prescriber": "other_body"}, "f1_delegation"),
        ({"age_at_start": 17}, "f2_minor"),
        ({"age_at_start": 17, "legal_rep_agreement": True, "dangerous_work": False}, "f3_minor_times"),
        ({"status": "employee"}, "f6_employee"),
        ({"status": "insertion_employee", "employer_agreement": True}, "f7_insertion"),
        ({"prior_same_host": True}, "f8_prior"),
        ({"sick_leave": True}, "f9_sick"),
        ({"host_kind": "association"}, "q5_host"),
    ],
)
def test_a_follow_up_is_put_only_when_its_condition_holds(change: dict, follow_up: str) -> None:
    assert asked(COMMON) is None
    assert asked({**COMMON, **change}) == follow_up


def test_what_is_known_is_not_asked() -> None:
    assert asked({k: v for k, v in COMMON.items() if k != "host_needs"}) == "q8_use"


def test_a_question_is_never_put_more_than_three_times() -> None:
    state = State(plan={k: v for k, v in COMMON.items() if k != "age_at_start"})
    puts = [questions.next_put(state, TODAY) for _ in range(MAX_PUTS)]
    assert [put.question.id for put in puts] == ["q4_age"] * MAX_PUTS
    assert "Par exemple" in puts[-1].text
    assert questions.next_put(state, TODAY) is None
    assert state.left_open == ["age_at_start"]


def test_the_last_time_a_question_asks_for_all_that_it_misses() -> None:
    plan = {**COMMON, "status": "insertion_employee", "employer_agreement": True}
    state = State(plan=plan)
    for _ in range(MAX_PUTS):
        put = questions.next_put(state, TODAY)
    assert put.text.startswith(questions.questions()["f7_insertion"].together)


def test_a_month_alone_is_asked_back_with_the_words_of_the_person() -> None:
    state = State(
        plan={k: v for k, v in COMMON.items() if k not in ("start_date", "end_date")},
        approximate={"start_date": "début février"},
    )
    assert "début février" in questions.next_put(state, TODAY).text


def test_progress_counts_the_common_questions() -> None:
    assert questions.progress(State(), TODAY) == {"done": 0, "total": 9}
    assert questions.progress(State(plan=COMMON), TODAY) == {"done": 9, "total": 9}


def test_a_question_is_closed_when_what_it_asks_is_known_and_only_then() -> None:
    state = State(plan={"age_at_start": 23}, asked="q4_age", asked_field="age_at_start")
    questions.close_if_answered(state)
    assert state.asked is None
    state = State(plan={"age_at_start": 23}, asked="q3_prescriber", asked_field="prescriber")
    questions.close_if_answered(state)
    assert state.asked == "q3_prescriber"
