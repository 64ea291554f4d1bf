"""Age and minors: the condition of each rule of age.yml."""

from __future__ import annotations

from law.facts import Facts


def age_under_16(facts: Facts) -> bool:
    return facts.age < facts.law.min_age


def minor_no_consent(facts: Facts) -> bool:
    return facts.age < facts.law.majority and facts.legal_rep_agreement is False


def minor_dangerous_work(facts: Facts) -> bool:
    return facts.age < facts.law.majority and facts.dangerous_work is True
