"""The nearest lawful plan: what to change in dates and hours, and nothing else.

Purposes, signatures, bodies and needs are for people to decide; dates and hours can be computed. One
violation is repaired at a time, then the plan is checked again: a repair may settle or move another one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, time, timedelta
from fractions import Fraction
from math import floor
from typing import Any

from law.dates import WEEKDAYS, last_day
from law.engine import check, facts_of
from law.facts import Facts
from law.fields import FIELDS, MINUTES_IN_A_DAY, parse_plan
from law.numbers import shortest
from law.remedies import COMPUTATIONS
from law.unknown import UNKNOWN, is_known

Plan = dict[str, Any]
MINUTES = 60
# Four weeks fit in one month from any first day: what to propose when the first day is not known.
DAYS_THAT_ALWAYS_FIT = 28
# Hours are proposed by quarters of an hour, rounded down so that the bound still holds.
QUARTERS_PER_HOUR = 4
# Days off to propose first: the usual week-end, then its neighbours, then the rest of the week.
_DAYS_OFF_BY_PREFERENCE = [
    ("sat", "sun"),
    ("sun", "mon"),
    ("fri", "sat"),
    ("mon", "tue"),
    ("tue", "wed"),
    ("wed", "thu"),
    ("thu", "fri"),
]
# More than the rules repaired here: a plan still unlawful after so many repairs has no lawful neighbour.
MOST_REPAIRS = 40


@dataclass(frozen=True)
class Change:
    """A field to change: its value before (None when it was unknown) and after."""

    field: str
    before: Any
    after: Any


def _with_end(plan: Plan, facts: Facts, end: date) -> Plan:
    """Move the last day, in the words of the plan: a last day, or a number of days."""
    if is_known(facts.end_date):
        return {**plan, "end_date": end}
    return {**plan, "duration_days": (end - facts.start).days + 1}


def _with_start(plan: Plan, facts: Facts, start: date | None) -> Plan | None:
    """Move the first day to a day to come, with the same length."""
    if start is None:
        return None
    start = max(start, facts.today)
    moved = {**plan, "start_date": start}
    if is_known(facts.end_date) and is_known(facts.days):
        moved["end_date"] = start + timedelta(days=facts.days - 1)
    return moved


def _one_month(plan: Plan, facts: Facts) -> Plan:
    if not is_known(facts.days):
        return {**plan, "duration_days": DAYS_THAT_ALWAYS_FIT}
    return _with_end(plan, facts, last_day(facts.start, facts.law.max_convention_months))


def _later_start(plan: Plan, facts: Facts) -> Plan | None:
    return _with_start(plan, facts, COMPUTATIONS["earliest_new_start"](facts))


def _sixty_days(plan: Plan, facts: Facts) -> Plan | None:
    end = COMPUTATIONS["latest_end_date_60"](facts)
    if end is not None:
        return _with_end(plan, facts, end)
    return _with_start(plan, facts, COMPUTATIONS["earliest_60"](facts))


def _quarter(plan: Plan, facts: Facts) -> Plan | None:
    days_left = COMPUTATIONS["days_left_quarter"](facts)
    return _with_end(plan, facts, facts.start + timedelta(days=days_left - 1)) if days_left else None


def _sixteenth_birthday(plan: Plan, facts: Facts) -> Plan | None:
    return _with_start(plan, facts, COMPUTATIONS["birthday_16"](facts)) if is_known(facts.start) else None


def _rounded(hours: Any) -> int | float:
    return shortest(Fraction(floor(hours * QUARTERS_PER_HOUR), QUARTERS_PER_HOUR))


def _clock(minutes: int) -> time:
    return time(*divmod(minutes % MINUTES_IN_A_DAY, MINUTES))


def _arrival(facts: Facts) -> int:
    return facts.day_start.hour * MINUTES + facts.day_start.minute


def _with_span(plan: Plan, facts: Facts, span: int) -> Plan:
    """End the day earlier, so that it spans so many minutes."""
    return {**plan, "day_end": _clock(_arrival(facts) + span)}


def _with_daily(plan: Plan, facts: Facts, hours: Any) -> Plan:
    """Shorten the day, in the words of the plan: hours a day, hours a week, or times of day."""
    hours = _rounded(hours)
    if is_known(facts.daily_hours):
        changed = {**plan, "daily_hours": hours}
        most_days = len(WEEKDAYS) if facts.pattern is UNKNOWN else len(facts.pattern)
        if facts.weekly_hours > hours * most_days:
            changed["weekly_hours"] = hours * most_days
        return changed
    if is_known(facts.weekly_hours):
        return {**plan, "weekly_hours": hours * len(facts.pattern)}
    return _with_span(plan, facts, round(hours * MINUTES) + facts.break_minutes)


def _with_minor_daily(plan: Plan, facts: Facts) -> Plan:
    """Shorten the day of a minor to what needs no derogation, in the day and in the week."""
    worked = len(facts.eff) if facts.eff else 1
    hours = min(facts.law.minor_daily_hours, Fraction(facts.law.minor_weekly_hours) / worked)
    return _with_daily(plan, facts, hours)


def _with_weekly(plan: Plan, facts: Facts, hours: Any) -> Plan:
    """Shorten the week, by its total when it is stated, else by each of its days."""
    if not is_known(facts.weekly_hours):
        return _with_daily(plan, facts, Fraction(hours) / len(facts.eff))
    changed = {**plan, "weekly_hours": shortest(hours)}
    if facts.daily_hours > hours:
        changed["daily_hours"] = shortest(hours)
    return changed


def _with_weekdays_off(plan: Plan, facts: Facts, days_off: tuple[str, ...]) -> Plan:
    """Free some weekdays; the week gets no longer days for it."""
    kept = [day for day in WEEKDAYS if day in facts.pattern and day not in days_off]
    changed = {**plan, "worked_weekdays": kept}
    if is_known(facts.weekly_hours) and is_known(facts.daily):
        changed["weekly_hours"] = _rounded(min(facts.weekly, facts.daily * len(kept)))
    return changed


def _two_days_off(plan: Plan, facts: Facts) -> Plan:
    least_removed = min(_DAYS_OFF_BY_PREFERENCE, key=lambda pair: sum(day in facts.pattern for day in pair))
    return _with_weekdays_off(plan, facts, least_removed)


def _out_of_night(plan: Plan, facts: Facts) -> Plan:
    """Shift the day between two nights, with the same length if it fits."""
    if not is_known(facts.span):
        return {**plan, "night_presence": False}
    law = facts.law
    evening = law.minor_night_start_under_16 if facts.age < law.min_age else law.minor_night_start
    morning = law.minor_night_end
    span = min(facts.span, evening - morning)
    arrival = min(max(_arrival(facts), morning), evening - span)
    return {**plan, "day_start": _clock(arrival), "day_end": _clock(arrival + span)}


def _minor_span(facts: Facts) -> int:
    law = facts.law
    rest = law.minor_daily_rest_under_16 if facts.age < law.min_age else law.minor_daily_rest
    return MINUTES_IN_A_DAY - rest * MINUTES


# In the order of repair: first days, then last days, weekdays, hours, times. The first days come first
# because they change everything else.
_REPAIRS: dict[str, Callable[[Plan, Facts], Plan | None]] = {
    "age_under_16": _sixteenth_birthday,
    "too_many_conventions": _later_start,
    "duration_over_one_month": _one_month,
    "over_60_days": _sixty_days,
    "quarter_contract": _quarter,
    "seven_days": lambda plan, facts: _with_weekdays_off(plan, facts, ("sun",)),
    "minor_rest_two_days": _two_days_off,
    "daily_over_12": lambda plan, facts: _with_daily(plan, facts, facts.law.adult_daily_hours),
    "minor_daily_over_8": _with_minor_daily,
    "weekly_over_48": lambda plan, facts: _with_weekly(plan, facts, facts.law.adult_weekly_hours),
    "minor_weekly_over_35": lambda plan, facts: _with_weekly(plan, facts, facts.law.minor_weekly_hours),
    "daily_rest_under_9": lambda plan, facts: _with_span(
        plan, facts, MINUTES_IN_A_DAY - facts.law.adult_daily_rest * MINUTES
    ),
    "minor_daily_rest": lambda plan, facts: _with_span(plan, facts, _minor_span(facts)),
    "minor_night": _out_of_night,
    "minor_public_holiday": lambda plan, facts: {**plan, "holiday_presence": False},
    "break_too_short": lambda plan, facts: {**plan, "break_minutes": facts.law.adult_break_minutes},
    "minor_break_too_short": lambda plan, facts: {**plan, "break_minutes": facts.law.minor_break_minutes},
}
# The violations that a change of dates or hours always settles, or else no plan is proposed. The age needs
# a birth date to be settled by a later start: without one, the other changes are still worth proposing.
DATE_AND_HOUR_RULES = frozenset(_REPAIRS) - {"age_under_16"}


def _repaired(plan: Plan, today: date) -> Plan | None:
    """Repair the first repairable violation; None when there is none."""
    violated = check(plan, today).as_dict()["violations"]
    facts = facts_of(plan, today)
    for rule_id, repair in _REPAIRS.items():
        if rule_id in violated:
            changed = repair(plan, facts)
            if changed is not None:
                return changed
    return None


def _changes(before: Plan, after: Plan) -> list[Change]:
    return [
        Change(name, before.get(name), after[name])
        for name in FIELDS
        if name in after and after[name] != before.get(name)
    ]


def nearest_lawful(plan: Mapping[str, Any], today: date) -> tuple[Plan, list[Change]] | None:
    """Return the plan with its dates and hours made lawful, and the changes, in the order of plan.yml.

    Args:
        plan: fields of plan.yml, typed or as ISO text.
        today: day of the conversation; a first day that moves is never before it.

    Returns:
        None when no date or hour has to change, or when no change of dates and hours is enough (the quarter
        of a contract is used up, for example). Otherwise no rule of DATE_AND_HOUR_RULES is violated any more.

    Raises:
        PlanError: see `fields.parse_plan`.
    """
    original = parse_plan(plan)
    current = original
    for _ in range(MOST_REPAIRS):
        repaired = _repaired(current, today)
        if repaired is None:
            break
        current = repaired
    still_violated = DATE_AND_HOUR_RULES.intersection(check(current, today).as_dict()["violations"])
    changes = _changes(original, current)
    return None if still_violated or not changes else (current, changes)
