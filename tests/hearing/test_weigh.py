"""What is made of the learned reader beside the grammar, whatever it has learned."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pytest

from hearing.details import Weighing, find
from hearing.details.model import Found
from hearing.details.second import SecondReader


class _Sure(SecondReader):
    """A reader that is as sure of one detail in every clause."""

    def __init__(self, name: str, value: Any, certainty: float) -> None:
        self.details = [(name, value)]
        self._certainty = certainty

    def scores(self, clauses: Sequence[str]) -> np.ndarray:
        return np.full((len(clauses), 1), self._certainty)


def weighed(text: str, reader: SecondReader, plan: dict[str, Any], wanted: Sequence[str] = ()) -> Found:
    found = find(text, date(2026, 11, 26), plan=plan)
    Weighing(found, text, plan, wanted).settle(reader)
    return found


TEXT = "on verra bien comment les choses se passent là-bas avec eux"


@pytest.mark.parametrize("name", ["tutor_named", "convention_before_start"])
def test_a_reminder_that_is_doubtful_is_asked_back_only_in_place_of_its_question(name: str) -> None:
    reader = _Sure(name, True, 0.55)
    assert weighed(TEXT, reader, {}).proposals == {}
    assert weighed(TEXT, _Sure(name, True, 0.4), {}, [name]).proposals == {name: True}


@pytest.mark.parametrize(
    ("name", "before"),
    [
        ("is_renewal", "prior_same_host"),
        ("renewal_goals_reached", "is_renewal"),
        ("sick_leave_agreement", "sick_leave"),
    ],
)
def test_nothing_is_heard_of_what_another_thing_must_come_before(name: str, before: str) -> None:
    reader = _Sure(name, False, 0.95)
    assert name not in weighed(TEXT, reader, {}).fields
    assert name not in weighed(TEXT, reader, {before: False}).fields
    assert weighed(TEXT, reader, {before: True}).fields[name] is False


def test_what_was_sure_is_noted_and_what_was_doubtful_asked_back() -> None:
    assert weighed(TEXT, _Sure("host_needs", "none", 0.9), {}).fields["host_needs"] == ["none"]
    doubtful = weighed(TEXT, _Sure("host_needs", "none", 0.55), {})
    assert "host_needs" not in doubtful.fields
    assert doubtful.proposals == {"host_needs": ["none"]}
