"""Duration, successive conventions, renewal: the condition of each rule of duration.yml."""

from __future__ import annotations

from law.dates import last_day
from law.facts import Facts, is_renewal_record
from law.unknown import UNKNOWN, is_known

# The longest month: more days than this cannot fit in one month, whatever the first day.
LONGEST_MONTH = 31


def duration_over_one_month(facts: Facts) -> bool:
    if is_known(facts.days):
        return facts.end > last_day(facts.start, facts.law.max_convention_months)
    no_dates = facts.start is UNKNOWN and facts.end_date is UNKNOWN
    return no_dates and facts.duration_days > LONGEST_MONTH * facts.law.max_convention_months


def too_many_conventions(facts: Facts) -> bool:
    initial_conventions = sum(not is_renewal_record(record) for record in facts.window)
    return (
        facts.prior_same_host is True
        and facts.is_renewal is False
        and initial_conventions + 1 > facts.law.max_conventions_same_host
    )


def same_goals_again(facts: Facts) -> bool:
    return (
        facts.prior_same_host is True
        and facts.is_renewal is False
        and any(record["same_goals"] for record in facts.window)
    )


def over_60_days(facts: Facts) -> bool:
    return (
        facts.prior_same_host is True
        and bool(facts.window)
        and facts.window_days + facts.days > facts.law.max_days_same_host
    )


def renewal_not_needed(facts: Facts) -> bool:
    return facts.prior_same_host is True and facts.is_renewal is True and facts.renewal_goals_reached is True


def renewal_different_goals(facts: Facts) -> bool:
    return (
        facts.prior_same_host is True
        and facts.is_renewal is True
        and facts.prior_complete
        and not any(record["same_goals"] for record in facts.prior)
    )


def renewal_twice(facts: Facts) -> bool:
    renewals = sum(record["same_goals"] and is_renewal_record(record) for record in facts.prior)
    return (
        facts.prior_same_host is True and facts.is_renewal is True and renewals + 1 > facts.law.max_renewals
    )
