"""Hours of a day and of a week: the condition of each rule of hours.yml."""

from __future__ import annotations

from law.facts import Facts


def daily_over_12(facts: Facts) -> bool:
    return facts.age >= facts.law.majority and facts.daily > facts.law.adult_daily_hours_ceiling


def daily_over_10(facts: Facts) -> bool:
    law = facts.law
    return facts.age >= law.majority and law.adult_daily_hours < facts.daily <= law.adult_daily_hours_ceiling


def weekly_over_48(facts: Facts) -> bool:
    return facts.age >= facts.law.majority and facts.weekly > facts.law.adult_weekly_hours


def day_above_default_of_minors(facts: Facts) -> bool:
    """Tell whether the day is above what a minor may do, within what a site may allow."""
    return facts.law.minor_daily_hours < facts.daily <= facts.law.minor_site_daily_hours


def week_above_default_of_minors(facts: Facts) -> bool:
    """Tell whether the week is above what a minor may do, within what a site may allow."""
    return facts.law.minor_weekly_hours < facts.weekly <= facts.law.minor_site_weekly_hours


def minor_daily_over_8(facts: Facts) -> bool:
    above_ceiling = facts.daily > facts.law.minor_site_daily_hours
    no_derogation = facts.construction_site is False and day_above_default_of_minors(facts)
    return facts.age < facts.law.majority and (above_ceiling or no_derogation)


def minor_weekly_over_35(facts: Facts) -> bool:
    above_ceiling = facts.weekly > facts.law.minor_site_weekly_hours
    no_derogation = facts.construction_site is False and week_above_default_of_minors(facts)
    return facts.age < facts.law.majority and (above_ceiling or no_derogation)


def minor_hours_construction(facts: Facts) -> bool:
    return (
        facts.age < facts.law.majority
        and facts.construction_site is True
        and (day_above_default_of_minors(facts) or week_above_default_of_minors(facts))
    )
