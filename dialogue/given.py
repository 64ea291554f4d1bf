"""A value given for a field by a form: checked against the record of the field, then said as words are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import law
from hearing.heard import Entity
from hearing.reading import as_json

from . import describe
from .ages import MAX_AGE
from .records import Record, questions, records
from .state import State

SAME_GOALS = "same_goals"
# A year holds few periods; more is not what a person types.
_MOST_PERIODS = 12
_MOST_BREAK = 480
_EXPECTED = {
    "yes_no": "répondez par oui ou par non.",
    "choice": "choisissez une des réponses proposées.",
    "choices": "choisissez une ou plusieurs des réponses proposées.",
    "weekdays": "choisissez un jour de la semaine au moins.",
    "date": "donnez une date qui existe, avec le jour, le mois et l'année.",
    "time": "donnez une heure, de 00:00 à 23:59.",
    "hours": "donnez un nombre d'heures qui tient dans la journée ou la semaine.",
    "days": "donnez un nombre de jours.",
    "minutes": "donnez un nombre de minutes, 480 au plus.",
    "age": f"donnez un nombre d'années, de 0 à {MAX_AGE}.",
    "periods": "donnez le premier et le dernier jour de chaque période.",
}
_PAIRS = (("start_date", "end_date"), ("contract_start", "contract_end"))


class GivenError(ValueError):
    """A value that is not taken: `code` for programs; the message is one French sentence for the person."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


@dataclass(frozen=True)
class Given:
    """What the person gave: the words of the turn, and the entities that these words would have given."""

    words: str
    entities: tuple[dict[str, Any], ...]


def editable(state: State, today: date) -> set[str]:
    """The fields that a form may give now: known ones, missing ones, and those of the open question."""
    asked = questions()[state.asked].fills if state.asked else ()
    return {*state.plan, *asked, *law.check(state.plan, today).missing}


def give(name: str, value: Any, state: State, today: date) -> Given:
    """Read what a form gives for a field of the plan in hand.

    name: the field. value: its JSON value, or {field: value} for the fields that its question asks
    together.

    Raises:
        GivenError: there is no such field to give now, or it does not take this value.
    """
    known = records(state.speaker)
    if name not in known or name not in editable(state, today):
        raise GivenError(
            "field_not_editable", "Ce point ne peut pas être changé ici. Dites-le avec vos mots."
        )
    record = known[name]
    values = _apart(record, value)
    values = {field: _checked(known[field], content) for field, content in values.items()}
    for first, last in _PAIRS:
        if first in values and last in values and values[last] < values[first]:
            raise GivenError(
                "value_invalid", "Le dernier jour est avant le premier. Changez l'une des dates."
            )
    words = _words(record, values, state)
    entities = [Entity(field, content, 0, len(words), "stated") for field, content in values.items()]
    if "end_date" in values:
        entities.append(Entity("end_from", "date", 0, len(words)))
    return Given(words, tuple(entity.as_dict() for entity in entities))


def _apart(record: Record, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        return {record.name: value}
    if not value or not set(value) <= set(record.covers):
        raise _invalid(record)
    return dict(value)


def _checked(record: Record, value: Any) -> Any:
    """The value as the plan holds it."""
    if record.name == SAME_GOALS:
        if isinstance(value, bool):
            return value
        raise _invalid(record)
    try:
        read = as_json(law.parse_plan({record.name: value}).get(record.name))
    except law.PlanError:
        raise _invalid(record) from None
    check = _CHECKS.get(record.input)
    if read is None or (check and not check(read)):
        raise _invalid(record)
    return [day for day in describe.WEEKDAYS if day in read] if record.input == "weekdays" else read


def _is_a_choice(values: list[str]) -> bool:
    """At least one, each once, and « rien de tout cela » alone."""
    return 0 < len(values) == len(set(values)) and ("none" not in values or len(values) == 1)


def _are_periods(periods: list[Mapping[str, Any]]) -> bool:
    return 0 < len(periods) <= _MOST_PERIODS and all(
        {"start_date", "end_date"} <= set(one) <= {"start_date", "end_date", SAME_GOALS}
        and one["start_date"] <= one["end_date"]
        for one in periods
    )


_CHECKS = {
    "choices": _is_a_choice,
    "weekdays": lambda days: 0 < len(days) == len(set(days)),
    "age": lambda age: 0 <= age <= MAX_AGE,
    "minutes": lambda minutes: minutes <= _MOST_BREAK,
    "periods": _are_periods,
}


def _invalid(record: Record) -> GivenError:
    return GivenError("value_invalid", f"« {record.label} » : {_EXPECTED[record.input]}")


def _words(record: Record, values: Mapping[str, Any], state: State) -> str:
    """The values alone to the open question, else after the name of what they change."""
    said = describe.alone(values, state.speaker)
    if not state.asked or record.name not in questions()[state.asked].fills:
        return f"{describe.title(values, state.speaker)} : {said}"
    return said[:1].upper() + said[1:]
