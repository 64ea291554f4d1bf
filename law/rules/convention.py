"""Signed convention and tutor: the condition of each rule of convention.yml."""

from __future__ import annotations

from law.facts import Facts


def no_convention_before_start(facts: Facts) -> bool:
    return facts.convention_before_start is False


def start_in_past(facts: Facts) -> bool:
    return facts.start < facts.today and facts.convention_before_start is not True


def no_tutor(facts: Facts) -> bool:
    return facts.tutor_named is False
