"""Weekly and daily rest: the condition of each rule of rest.yml."""

from __future__ import annotations

from law.dates import WEEKDAYS
from law.facts import Facts
from law.unknown import UNKNOWN

MINUTES = 60


def seven_days(facts: Facts) -> bool:
    return facts.eff is not UNKNOWN and len(facts.eff) > facts.law.max_days_per_week


def _longest_weekly_rest(worked: frozenset[str]) -> int:
    """Return the number of days of the longest rest, the week being a circle (Sunday, then Monday)."""
    longest = current = 0
    for day in WEEKDAYS * 2:
        current = 0 if day in worked else current + 1
        longest = max(longest, current)
    return min(longest, len(WEEKDAYS))


def minor_rest_two_days(facts: Facts) -> bool:
    return (
        facts.age < facts.law.majority
        and facts.eff is not UNKNOWN
        and _longest_weekly_rest(facts.eff) < facts.law.minor_rest_days
    )


def sunday_presence(facts: Facts) -> bool:
    return facts.eff is not UNKNOWN and "sun" in facts.eff


def daily_rest_under_9(facts: Facts) -> bool:
    return facts.age >= facts.law.majority and facts.rest < facts.law.adult_daily_rest_floor * MINUTES


def daily_rest_under_11(facts: Facts) -> bool:
    law = facts.law
    return (
        facts.age >= law.majority
        and law.adult_daily_rest_floor * MINUTES <= facts.rest < law.adult_daily_rest * MINUTES
    )


def minor_daily_rest(facts: Facts) -> bool:
    law = facts.law
    due = law.minor_daily_rest_under_16 if facts.age < law.min_age else law.minor_daily_rest
    return facts.age < law.majority and facts.rest < due * MINUTES
