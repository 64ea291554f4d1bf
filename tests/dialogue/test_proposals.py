"""A doubtful detail is asked back, and programs are told which one was refused."""

from __future__ import annotations

from datetime import date

from dialogue.said import Said
from dialogue.state import State
from tests.replies import reply

TODAY = date(2026, 11, 23)
SURE = {"entity": "prescriber", "value": "france_travail", "role": "stated"}
DOUBTFUL = {"entity": "status", "value": "jobseeker", "role": "doubtful"}


def test_a_refused_proposal_is_told_as_it_was_proposed() -> None:
    _, proposing, state = reply(State(active=True), Said("inform", (SURE, DOUBTFUL)), TODAY)
    assert {"proposal": {"status": "jobseeker"}} in [message.custom for message in proposing]
    no = Said("deny", ({"entity": "answer", "value": "no"},))
    _, refusing, state = reply(state, no, TODAY)
    assert {"refused": {"status": "jobseeker"}} in [message.custom for message in refusing]
    assert "status" not in state.plan


def test_a_doubtful_detail_that_stands_alone_is_proposed_too() -> None:
    actions, said, _ = reply(State(active=True), Said("inform", (DOUBTFUL,)), TODAY)
    assert actions == ["action_note", "action_propose"]
    assert said[-1].custom["proposal"] == {"status": "jobseeker"}


def test_one_that_was_refused_does_not_come_back() -> None:
    state = State(active=True, refused=[["status", "jobseeker"]])
    actions, _, _ = reply(state, Said("inform", (DOUBTFUL,)), TODAY)
    assert "action_propose" not in actions


def test_nothing_is_proposed_to_somebody_who_checks_no_plan() -> None:
    actions, _, _ = reply(State(), Said("inform", (DOUBTFUL,)), TODAY)
    assert "action_note" not in actions
