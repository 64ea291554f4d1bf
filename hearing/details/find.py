"""The entry: every reader in turn over one sentence."""

from collections.abc import Collection
from datetime import date
from typing import Any

from . import (
    ages,
    amend,
    answers,
    aside,
    convention,
    employer,
    history,
    host,
    hours,
    lengths,
    minors,
    money,
    needs,
    periods,
    places,
    prescriber,
    purpose,
    scene,
    schedules,
    single_day,
    situation,
    times,
)
from .clauses import statement, timed_statement
from .model import Found, Reading
from .normalise import normalise


def find(
    text: str,
    today: date,
    asked: str | None = None,
    plan: dict[str, Any] | None = None,
    speaker: str | None = None,
    changed: Collection[str] = (),
) -> Found:
    """Plan details stated in a French sentence.

    text: anything a person typed; never raises on its content. today: day of the conversation.
    asked: id of the open question, or "id:field" when the question fills several fields.
    plan: fields already known (typed values); they give sense to "trois semaines" or "jusqu'au 22".
    speaker: "person", "parent", "adviser" or "host" when it is known; « il » or « elle » is then the person.
    changed: the fields that the last message changed; « le 17, pardon » speaks of one of them.
    """
    text = text if isinstance(text, str) else ""
    full = normalise(text)
    reading = Reading(full, statement(full), timed_statement(full), today, asked, typed(plan or {}))
    aside.blank(reading)
    scene.set_apart(reading, speaker)
    single_day.set_aside(reading)
    schedules.claim_fractions(reading)
    ages.read(reading, speaker)
    employer.read(reading)
    history.read(reading)
    times.set_aside(reading)
    convention.set_signing_aside(reading)
    convention.read_holiday(reading)
    hours.read(reading)
    amend.read(reading, frozenset(changed))
    weekdays_after_dates(reading)
    reading.found.said = reading.text
    for start, end in reading.found.over:
        reading.hide(start, end)
    situation.read(reading)
    minors.read(reading)
    prescriber.read(reading)
    purpose.read(reading)
    host.read(reading)
    needs.read(reading)
    money.read(reading)
    convention.read(reading)
    answers.read(reading)
    reading.found.denied = reading.denied
    reading.found.spans = places.as_typed(text, full, reading.found.spans)
    return reading.found


def weekdays_after_dates(reading: Reading) -> None:
    """Dates first ("lundi 11 janvier"), then weekdays, then lengths that count days of presence."""
    periods.read(reading)
    schedules.read(reading)
    lengths.read(reading)


def typed(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with its ISO dates as datetime.date; unreadable ones are dropped."""
    result = dict(plan)
    for name in ("start_date", "end_date", "birth_date"):
        value = result.get(name)
        if isinstance(value, str):
            try:
                result[name] = value = date.fromisoformat(value)
            except ValueError:
                del result[name]
        if isinstance(value, date) and not 1900 <= value.year <= 2200:
            # So far away, no other date can be placed around it.
            del result[name]
    return result
