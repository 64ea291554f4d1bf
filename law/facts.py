"""Facts: a plan, completed with the values that the rules reason on.

Every fact is an attribute, `UNKNOWN` when it cannot be known. Durations in days are calendar days with
both ends included; hours are exact numbers; times of day and spans are minutes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, time, timedelta
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from law.dates import ONE_DAY, WEEKDAYS, age_on, birthday, holidays_on_weekdays, last_day
from law.fields import FIELDS, MINUTES_IN_A_DAY
from law.numbers import exact
from law.unknown import UNKNOWN

OLDEST_POSSIBLE_AGE = 120
DAYS_IN_A_WEEK = 7
SITUATIONS_WITH_EMPLOYER = frozenset({"employee", "apprentice"})
QUARTER_CONTRACTS = frozenset({"cddi", "cui_cae", "cui_cie"})
DELEGATED_PRESCRIBERS = frozenset({"cep_operator", "other_body"})
_SIRET_BY_HOST = {"company": True, "public_body": True, "esat": True, "individual": False, "abroad": False}

_ALL_UNKNOWN = dict.fromkeys(FIELDS, UNKNOWN)


class Facts(SimpleNamespace):
    """Facts of one plan. Fields of plan.yml keep their names; derived facts are set by `gather`.

    Derived attributes: start, end, days, dates_contradict, age, pattern, eff, span, daily, weekly,
    hours_contradict, rest, holidays, siret, contract_days, quarter_applies, prior, prior_complete, window,
    window_days, today, comes_of_age, by_age.

    comes_of_age: the 18th birthday when it falls after the first day and within the period, else UNKNOWN.
    by_age: the days of presence before that birthday, then those from it, as facts of their own; these facts
        alone when nobody comes of age. A side without any day of presence is left out.
    """


def _minutes(moment: time) -> int:
    return moment.hour * 60 + moment.minute


def _dates(facts: Facts) -> None:
    start, end = facts.start_date, facts.end_date
    if end is UNKNOWN and start is not UNKNOWN and facts.duration_days is not UNKNOWN:
        end = start + timedelta(days=facts.duration_days - 1)
    both_known = start is not UNKNOWN and end is not UNKNOWN
    facts.start, facts.end = start, end
    facts.dates_contradict = both_known and end < start
    facts.days = (end - start).days + 1 if both_known and end >= start else UNKNOWN


def _age(facts: Facts) -> Any:
    birth_date, start = facts.birth_date, facts.start
    if birth_date is UNKNOWN:
        age = facts.age_at_start
    elif start is not UNKNOWN:
        age = age_on(birth_date, start)
    else:
        # Without a first day, only an adult of today is sure to be one on that day.
        age = age_on(birth_date, facts.today)
        if age < facts.law.majority:
            return UNKNOWN
    return age if 0 <= age <= OLDEST_POSSIBLE_AGE else UNKNOWN


def _weekdays(facts: Facts) -> None:
    pattern = UNKNOWN if facts.worked_weekdays is UNKNOWN else frozenset(facts.worked_weekdays)
    facts.pattern = facts.eff = pattern
    if pattern is not UNKNOWN and facts.days < DAYS_IN_A_WEEK:
        first = facts.start.weekday()
        facts.eff = pattern.intersection(WEEKDAYS[(first + rank) % 7] for rank in range(facts.days))


def _span(facts: Facts) -> Any:
    if facts.day_start is UNKNOWN or facts.day_end is UNKNOWN:
        return UNKNOWN
    span = (_minutes(facts.day_end) - _minutes(facts.day_start)) % MINUTES_IN_A_DAY
    return span or UNKNOWN


def _hours(facts: Facts) -> None:
    stated_daily = UNKNOWN if facts.daily_hours is UNKNOWN else exact(facts.daily_hours)
    stated_weekly = UNKNOWN if facts.weekly_hours is UNKNOWN else exact(facts.weekly_hours)
    pattern = facts.pattern
    most_days = DAYS_IN_A_WEEK if pattern is UNKNOWN else len(pattern)
    facts.hours_contradict = stated_weekly > stated_daily * most_days or stated_daily > stated_weekly
    if facts.hours_contradict:
        facts.daily = facts.weekly = UNKNOWN
        return
    if stated_daily is not UNKNOWN:
        facts.daily = stated_daily
    elif stated_weekly is not UNKNOWN:
        facts.daily = UNKNOWN if pattern is UNKNOWN else Fraction(stated_weekly) / len(pattern)
    elif facts.span is not UNKNOWN and facts.break_minutes is not UNKNOWN:
        facts.daily = Fraction(facts.span - facts.break_minutes, 60)
    else:
        facts.daily = UNKNOWN
    if stated_weekly is not UNKNOWN:
        facts.weekly = stated_weekly
    else:
        facts.weekly = UNKNOWN if facts.eff is UNKNOWN else facts.daily * len(facts.eff)


def _rest(facts: Facts) -> Any:
    """Return the minutes between two days in a row, when there are two days in a row."""
    if facts.span is UNKNOWN or facts.days < 2 or facts.eff is UNKNOWN:
        return UNKNOWN
    eff = facts.eff
    two_in_a_row = any(day in eff and WEEKDAYS[rank - 6] in eff for rank, day in enumerate(WEEKDAYS))
    return MINUTES_IN_A_DAY - facts.span if two_in_a_row else UNKNOWN


def _holidays(facts: Facts) -> tuple[date, ...]:
    if facts.days is UNKNOWN or facts.pattern is UNKNOWN:
        return ()
    return holidays_on_weekdays(facts.start, facts.end, facts.pattern)


def _some_days(facts: Facts, start: date, end: date, age: int) -> Facts:
    """Return the facts of some days of the period only, at the age of these days."""
    some = Facts(**vars(facts))
    some.start, some.end, some.age = start, end, age
    some.days = (end - start).days + 1
    _weekdays(some)
    some.rest = _rest(some)
    some.holidays = _holidays(some)
    return some


def _ages(facts: Facts) -> None:
    """Set apart the days before and from the 18th birthday: the rules of minors bind minors only."""
    facts.comes_of_age, facts.by_age = UNKNOWN, (facts,)
    if facts.birth_date is UNKNOWN or facts.days is UNKNOWN:
        return
    majority = birthday(facts.birth_date, facts.law.majority)
    if not facts.start < majority <= facts.end:
        return
    facts.comes_of_age = majority
    before = _some_days(facts, facts.start, majority - ONE_DAY, facts.age)
    if before.eff is not UNKNOWN and before.daily * len(before.eff) < before.weekly:
        # The last week of a minor may hold fewer days of presence than the others.
        before.weekly = before.daily * len(before.eff)
    after = _some_days(facts, majority, facts.end, facts.law.majority)
    facts.by_age = tuple(some for some in (before, after) if some.eff is UNKNOWN or some.eff)


def _is_complete(record: Mapping[str, Any]) -> bool:
    """Tell whether an earlier convention has two dates in order and says if its goals were the same."""
    start, end = record.get("start_date"), record.get("end_date")
    return start is not None and end is not None and end >= start and "same_goals" in record


def _earlier_conventions(facts: Facts) -> None:
    records = () if facts.prior_conventions is UNKNOWN else facts.prior_conventions
    prior = [record for record in records if _is_complete(record)]
    facts.prior = prior
    facts.prior_complete = bool(prior) and len(prior) == len(records)
    start, months = facts.start, facts.law.window_months
    facts.window = [
        record
        for record in prior
        if record["start_date"] < start and start <= last_day(record["start_date"], months)
    ]
    facts.window_days = sum(days_of(record) for record in facts.window)


def _contract(facts: Facts) -> None:
    in_order = facts.contract_end >= facts.contract_start
    facts.contract_days = (facts.contract_end - facts.contract_start).days + 1 if in_order else UNKNOWN
    facts.quarter_applies = (
        facts.status == "insertion_employee" and facts.insertion_contract in QUARTER_CONTRACTS
    )


def days_of(record: Mapping[str, Any]) -> int:
    """Return the calendar days of an earlier convention, both ends included."""
    return (record["end_date"] - record["start_date"]).days + 1


def is_renewal_record(record: Mapping[str, Any]) -> bool:
    """Tell whether an earlier record is a renewal; said nothing, it is an initial convention."""
    return record.get("kind") == "renewal"


def at_night(facts: Facts, night_start: int, night_end: int) -> bool:
    """Tell whether the presence overlaps the night by more than nothing.

    Args:
        facts: the facts; false when the span is unknown.
        night_start: minutes since midnight when the night begins.
        night_end: minutes since midnight, the next day, when it ends.
    """
    if facts.span is UNKNOWN:
        return False
    arrival = _minutes(facts.day_start)
    departure = arrival + facts.span
    # The night of the eve, of the day and of the morrow: a presence may start in one and end in another.
    return any(
        arrival < night_end + MINUTES_IN_A_DAY * (rank + 1)
        and departure > night_start + MINUTES_IN_A_DAY * rank
        for rank in (-1, 0, 1)
    )


def gather(plan: Mapping[str, Any], today: date, law: SimpleNamespace) -> Facts:
    """Return the facts of a typed plan.

    Args:
        plan: result of `fields.parse_plan`.
        today: day of the conversation.
        law: parameters in force on the first day (`ParameterTable.on`).
    """
    facts = Facts()
    facts.__dict__.update(_ALL_UNKNOWN)
    facts.__dict__.update(plan)
    facts.today, facts.law = today, law
    _dates(facts)
    facts.age = _age(facts)
    _weekdays(facts)
    facts.span = _span(facts)
    _hours(facts)
    facts.rest = _rest(facts)
    facts.siret = (
        facts.host_has_siret
        if facts.host_has_siret is not UNKNOWN
        else _SIRET_BY_HOST.get(facts.host_kind, UNKNOWN)
    )
    _contract(facts)
    _earlier_conventions(facts)
    facts.holidays = _holidays(facts)
    _ages(facts)
    return facts


def day_after_last(start: date, months: int) -> date:
    """Return the day after a period of `months` months, date to date, that begins on `start`."""
    return last_day(start, months) + ONE_DAY
