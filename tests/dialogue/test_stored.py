"""Conversations stored by the first version, whose whole memory was one slot, go on."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from dialogue.said import Said
from dialogue.state import DIALOGUE, LEGACY, State
from tests.replies import reply

TODAY = date(2026, 11, 23)
STORED = json.loads((Path(__file__).parent / "stored" / "first_version.json").read_text(encoding="utf-8"))
YES = Said("affirm", ({"entity": "answer", "value": "yes"},))


def read(name: str) -> State:
    return State.from_slots({LEGACY: STORED[name]}.get)


@pytest.mark.parametrize("name", STORED)
def test_the_plan_and_the_open_question_are_read_once_and_the_old_slot_emptied(name: str) -> None:
    state = read(name)
    assert state.plan == STORED[name]["plan"]
    assert (state.asked, state.asked_field) == (STORED[name]["asked"], STORED[name]["asked_field"])
    slots = state.slots()
    assert slots[LEGACY] is None and slots[DIALOGUE]["version"] == 2
    assert State.from_slots(slots.get) == state


def test_the_check_goes_on_with_the_next_answer() -> None:
    said = Said("inform", ({"entity": "prescriber", "value": "france_travail", "role": "stated"},))
    done, _, state = reply(read("in the middle of a check"), said, TODAY, 1100.0)
    assert done[0] == "action_note"
    assert state.plan["prescriber"] == "france_travail"
    assert state.plan["status"] == "jobseeker"


def test_a_yes_to_stopping_still_stops() -> None:
    done, _, state = reply(read("asked whether to stop"), YES, TODAY, 1100.0)
    assert done == ["action_settle"]
    assert not state.plan


def test_a_yes_to_what_was_tried_still_keeps_it() -> None:
    tried = STORED["trying two weeks"]["pending"]["plan"]
    _, _, state = reply(read("trying two weeks"), YES, TODAY, 1100.0)
    assert state.plan["end_date"] == tried["end_date"]
