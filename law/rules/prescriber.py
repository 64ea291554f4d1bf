"""Body that prescribes: the condition of each rule of prescriber.yml."""

from __future__ import annotations

from law.facts import DELEGATED_PRESCRIBERS, Facts


def no_prescriber(facts: Facts) -> bool:
    return facts.prescriber == "none"


def prescriber_not_authorised(facts: Facts) -> bool:
    return facts.prescriber in DELEGATED_PRESCRIBERS and facts.prescriber_delegation is False


def etti_prescriber(facts: Facts) -> bool:
    own_etti = facts.status == "insertion_employee" and facts.insertion_contract == "etti_mission"
    return facts.prescriber == "etti" or (facts.prescriber == "siae" and own_etti)


def siae_outside_staff(facts: Facts) -> bool:
    return facts.prescriber == "siae" and facts.status != "insertion_employee"


def siae_suspended_contract(facts: Facts) -> bool:
    return (
        facts.prescriber == "siae"
        and facts.status == "insertion_employee"
        and facts.work_time == "contract_suspended"
    )


def mission_locale_age(facts: Facts) -> bool:
    return facts.prescriber == "mission_locale" and facts.age > facts.law.mission_locale_max_age
