"""Breaks: the condition of each rule of breaks.yml."""

from __future__ import annotations

from law.facts import Facts


def break_too_short(facts: Facts) -> bool:
    law = facts.law
    return (
        facts.age >= law.majority
        and facts.daily >= law.adult_break_from_hours
        and facts.break_minutes < law.adult_break_minutes
    )


def minor_break_too_short(facts: Facts) -> bool:
    law = facts.law
    return (
        facts.age < law.majority
        and facts.daily > law.minor_break_above_hours
        and facts.break_minutes < law.minor_break_minutes
    )
