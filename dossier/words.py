"""French words for a plan that several people read: nobody is « vous »."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, time
from typing import Any

from dialogue import describe
from dialogue.speech import ADVISER
from law.dates import WEEKDAYS
from law.sentences import hours_in_french
from law.unknown import is_known

from .situation import Situation
from .timetable import Timetable


def day(value: date) -> str:
    """ "7 décembre 2026"."""
    return describe.day(value)


def weekday_and_day(value: date) -> str:
    """ "lundi 7 décembre 2026"."""
    return describe.weekday_and_day(value)


def label(name: str) -> str:
    """The short name of a field, for whoever reads."""
    return describe.label(name, ADVISER)


def value(name: str, content: Any) -> str:
    """A value of the plan alone: "la mission locale", "35 h"."""
    if name == "contract_immersion_days" and content < 2:
        return ("aucun jour", "1 jour")[content]
    if name == "host_needs" and len(content) > 1:
        content = [need for need in content if need != "none"]
    if name == "prior_conventions":
        content = [{key: _iso(item) for key, item in record.items()} for record in content]
    return describe.value(name, content, ADVISER)


def dates(situation: Situation) -> str | None:
    """ "du 7 au 18 décembre 2026", or what is known of it; None when nothing is."""
    facts = situation.facts
    start, end = (
        (facts.start if is_known(facts.start) else None),
        (facts.end if is_known(facts.end) else None),
    )
    if (start is None and end is None) or facts.dates_contradict:
        return None
    return describe.period(start and start.isoformat(), end and end.isoformat())


def period(first: date, last: date) -> str:
    """ "du 7 au 18 décembre 2026", "le lundi 7 décembre 2026"."""
    return describe.period(first.isoformat(), last.isoformat())


def weekdays(situation: Situation) -> str | None:
    """ "du lundi au vendredi"."""
    names = situation.plan.get("worked_weekdays")
    return describe.weekdays(names) if names else None


def weekday_names(days: Iterable[date]) -> str:
    """ "mardi et jeudi", "du lundi au vendredi" for the days of one week."""
    return describe.weekdays([WEEKDAYS[day.weekday()] for day in days])


def hours_of_a_day(situation: Situation) -> str | None:
    """ "de 9 h à 17 h, 1 h de pause", or "7 h par jour"."""
    facts = situation.facts
    if facts.span:
        pause = f", {hours_in_minutes(facts.break_minutes)} de pause" if facts.break_minutes else ""
        return f"de {clock(facts.day_start)} à {clock(facts.day_end)}{pause}"
    return f"{hours(facts.daily)} par jour" if is_known(facts.daily) else None


def hours(amount: Any) -> str:
    """ "7 h 30" for 7.5 hours."""
    return hours_in_french(amount)


def hours_in_minutes(minutes: int) -> str:
    """ "45 min", "1 h 30"."""
    whole, rest = divmod(minutes, 60)
    return f"{whole} h" + (f" {rest:02d}" if rest else "") if whole else f"{rest} min"


def clock(moment: time) -> str:
    """ "9 h 30"."""
    return f"{moment.hour} h" + (f" {moment.minute:02d}" if moment.minute else "")


def holidays(table: Timetable) -> str:
    """ "lundi 29 mars 2027 (lundi de Pâques)", the public holidays left out; "" when there is none."""
    return joined([f"{weekday_and_day(on)} ({name})" for on, name in table.holidays_out])


def joined(items: list[str]) -> str:
    """ "a, b et c"."""
    return describe.enumeration(items)


def _iso(item: Any) -> Any:
    return item.isoformat() if isinstance(item, date) else item
