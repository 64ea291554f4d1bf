"""Remedies: the values that repair a plan (dates, days left, holidays)."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, timedelta
from math import floor
from typing import Any

from law.dates import birthday, last_day
from law.facts import Facts, day_after_last, is_renewal_record
from law.rules.situation import quarter_ratio
from law.unknown import is_known


def latest_end_date(facts: Facts) -> date | None:
    """Return the last day of one month, date to date, from the first day."""
    return last_day(facts.start, facts.law.max_convention_months) if is_known(facts.start) else None


def days_left_60(facts: Facts) -> int:
    """Return the calendar days that the earlier conventions leave free in the same host."""
    return max(0, facts.law.max_days_same_host - facts.window_days)


def latest_end_date_60(facts: Facts) -> date | None:
    """Return the last day that keeps both the month and the sixty days; None when no day is left."""
    days_left = days_left_60(facts)
    month_end = latest_end_date(facts)
    if days_left == 0 or month_end is None:
        return None
    return min(month_end, facts.start + timedelta(days=days_left - 1))


def earliest_60(facts: Facts) -> date | None:
    """Return the day when the oldest convention leaves the twelve months, if no day is left before it."""
    if not facts.window or days_left_60(facts) > 0:
        return None
    oldest = min(record["start_date"] for record in facts.window)
    return day_after_last(oldest, facts.law.window_months)


def days_left_quarter(facts: Facts) -> int | None:
    """Return the calendar days of immersion that the quarter of the contract still allows."""
    if not (is_known(facts.contract_days) and is_known(facts.contract_immersion_days)):
        return None
    allowed = floor(facts.contract_days * quarter_ratio(facts, facts.law))
    return max(0, allowed - facts.contract_immersion_days)


def earliest_new_start(facts: Facts) -> date | None:
    """Return the first day on which a new convention with this host is within the number allowed."""
    first_days = sorted(
        (record["start_date"] for record in facts.window if not is_renewal_record(record)), reverse=True
    )
    allowed = facts.law.max_conventions_same_host
    if len(first_days) < allowed:
        return None
    return day_after_last(first_days[allowed - 1], facts.law.window_months)


def birthday_16(facts: Facts) -> date | None:
    """Return the day the person reaches the minimum age."""
    return birthday(facts.birth_date, facts.law.min_age) if is_known(facts.birth_date) else None


def birthday_18(facts: Facts) -> date | None:
    """Return the day the person comes of age."""
    return birthday(facts.birth_date, facts.law.majority) if is_known(facts.birth_date) else None


def holidays(facts: Facts) -> list[date]:
    """Return the public holidays of the period that fall on a worked weekday."""
    return list(facts.holidays)


COMPUTATIONS: dict[str, Callable[[Facts], Any]] = {
    computation.__name__: computation
    for computation in (
        latest_end_date,
        days_left_60,
        latest_end_date_60,
        earliest_60,
        days_left_quarter,
        earliest_new_start,
        birthday_16,
        birthday_18,
        holidays,
    )
}


def compute(names: Iterable[str], facts: Facts) -> dict[str, Any]:
    """Return the named values that can be computed on these facts; the others are left out."""
    values = {name: COMPUTATIONS[name](facts) for name in names}
    return {name: value for name, value in values.items() if value is not None}
