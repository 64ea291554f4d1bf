"""Night and public holidays: the condition of each rule of night.yml."""

from __future__ import annotations

from datetime import date

from law.facts import Facts, at_night
from law.unknown import UNKNOWN


def _said_at_night(facts: Facts) -> bool:
    """Tell whether night presence is stated while the times of day do not decide it."""
    return facts.span is UNKNOWN and facts.night_presence is True


def night_work(facts: Facts) -> bool:
    law = facts.law
    return facts.age >= law.majority and (
        at_night(facts, law.adult_night_start, law.adult_night_end) or _said_at_night(facts)
    )


def minor_night(facts: Facts) -> bool:
    law = facts.law
    night_start = law.minor_night_start_under_16 if facts.age < law.min_age else law.minor_night_start
    return facts.age < law.majority and (
        at_night(facts, night_start, law.minor_night_end) or _said_at_night(facts)
    )


def _is_first_of_may(day: date) -> bool:
    return (day.month, day.day) == (5, 1)


def minor_public_holiday(facts: Facts) -> bool:
    return facts.age < facts.law.majority and bool(facts.holidays) and facts.holiday_presence is True


def public_holiday_presence(facts: Facts) -> bool:
    return (
        facts.age >= facts.law.majority
        and facts.holiday_presence is True
        and any(not _is_first_of_may(day) for day in facts.holidays)
    )


def first_of_may_presence(facts: Facts) -> bool:
    return (
        facts.age >= facts.law.majority
        and facts.holiday_presence is True
        and any(_is_first_of_may(day) for day in facts.holidays)
    )
