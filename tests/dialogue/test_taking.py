"""A lawful plan is taken in one press, and given back in one."""

from __future__ import annotations

import json
from datetime import date

import pytest

from dialogue.buttons import pressed
from dialogue.said import Said
from dialogue.state import State
from dialogue.turn import Message
from tests.dialogue.plans import COMMON
from tests.replies import reply

TODAY = date(2026, 11, 23)
TAKE, UNDO = "Prendre le projet conforme", "Annuler ce changement"
TOO_LONG = {**COMMON, "end_date": "2027-01-15"}


def judged(plan: dict) -> tuple[list[Message], State]:
    _, messages, state = reply(State(plan=dict(plan)), pressed("check_plan", []), TODAY)
    return messages, state


def press(title: str, messages: list[Message], state: State) -> tuple[list[Message], State]:
    payload = next(b["payload"] for m in messages for b in m.buttons if b["title"] == title)
    intent, _, carried = payload.removeprefix("/").partition("{")
    entities = json.loads("{" + carried) if carried else {}
    said = pressed(intent, [{"entity": name, "value": value} for name, value in entities.items()])
    _, messages, state = reply(state, said, TODAY)
    return messages, state


def titles(messages: list[Message]) -> list[str]:
    return [button["title"] for message in messages for button in message.buttons]


def verdict(messages: list[Message]) -> str:
    return next(m.custom["verdict"] for m in messages if "verdict" in m.custom)


def test_the_result_offers_the_nearest_lawful_plan_in_one_press() -> None:
    messages, state = judged(TOO_LONG)
    assert verdict(messages) == "non_conforme"
    assert titles(messages)[:2] == [TAKE, "Voir le projet conforme le plus proche"]
    assert UNDO not in titles(messages)
    messages, state = press(TAKE, messages, state)
    assert verdict(messages) == "conforme"
    assert state.plan["end_date"] == "2027-01-06"
    assert "avant : 15 janvier 2027" in messages[0].text, "what was taken is told"


def test_a_plan_that_was_taken_is_given_back_in_one_press() -> None:
    messages, state = press(TAKE, *judged(TOO_LONG))
    assert titles(messages)[0] == UNDO
    messages, state = press(UNDO, messages, state)
    assert state.plan["end_date"] == "2027-01-15"
    assert "C'est annulé" in messages[0].text
    assert verdict(messages) == "non_conforme"
    assert TAKE in titles(messages) and UNDO not in titles(messages)


@pytest.mark.parametrize("field", ["end_date", "daily_hours"])
def test_what_the_person_said_herself_has_no_button_to_undo_it(field: str) -> None:
    _, state = judged(TOO_LONG)
    value = {"end_date": "2026-12-18", "daily_hours": 6}[field]
    entity = {"entity": field, "value": value, "role": "stated", "confidence_entity": 1.0}
    _, messages, _ = reply(state, Said("inform", (entity,)), TODAY)
    assert UNDO not in titles(messages)


def put_back(role: str | None, history: list[list]) -> State:
    asked = {"entity": "control", "value": "undo", "group": "end_date"} | ({"role": role} if role else {})
    state = State(plan=dict(COMMON), history=history, active=True)
    return reply(state, Said("correct", (asked,)), TODAY)[2]


def test_a_point_gets_back_its_last_value_or_its_first() -> None:
    end = COMMON["end_date"]
    history = [["end_date", "2027-01-20", "2027-01-18"], ["end_date", "2027-01-18", end]]
    assert put_back(None, history).plan["end_date"] == "2027-01-18"
    assert put_back("first", history).plan["end_date"] == "2027-01-20"
    assert put_back(None, []).plan["end_date"] == end


def test_what_is_taken_back_is_taken_back_before_the_rest_is_noted() -> None:
    state = State(plan=dict(COMMON), undo=[["end_date", "2027-01-18", 1]], turn=1, active=True)
    undone = {"entity": "control", "value": "undo"}
    told = {"entity": "age_at_start", "value": 41, "role": "stated"}
    plan = reply(state, Said("correct", (undone, told)), TODAY)[2].plan
    assert (plan["end_date"], plan["age_at_start"]) == ("2027-01-18", 41)
