"""Situation of the person and work contract: the condition of each rule of situation.yml."""

from __future__ import annotations

from types import SimpleNamespace

from law.facts import SITUATIONS_WITH_EMPLOYER, Facts


def employer_not_party(facts: Facts) -> bool:
    on_working_time = facts.status in SITUATIONS_WITH_EMPLOYER and facts.work_time == "working_time"
    return facts.employer_agreement is False and (facts.status == "insertion_employee" or on_working_time)


def employer_absent_off_hours(facts: Facts) -> bool:
    return (
        facts.status in SITUATIONS_WITH_EMPLOYER
        and facts.work_time == "off_hours"
        and facts.employer_agreement is not True
    )


def apprentice_regime(facts: Facts) -> bool:
    return facts.status == "apprentice"


def student_regime(facts: Facts) -> bool:
    return facts.status == "student"


def public_agent_regime(facts: Facts) -> bool:
    return facts.status == "public_agent"


def sick_leave_no_agreement(facts: Facts) -> bool:
    return facts.sick_leave is True and facts.sick_leave_agreement is False


def own_employer_insertion(facts: Facts) -> bool:
    return facts.host_is_employer is True and facts.quarter_applies


def own_employer(facts: Facts) -> bool:
    # An unknown status or contract is not an insertion contract: the doubt is worth the warning.
    return facts.host_is_employer is True and not facts.quarter_applies


def quarter_ratio(facts: Facts, law: SimpleNamespace) -> float:
    """Return the share of the contract that immersions may take.

    The plan does not say which kind of insertion body signed a CDDI (EI, AI or ACI): the strictest of the
    three ratios is kept.
    """
    if facts.insertion_contract == "cui_cae":
        return law.quarter_ratio_cui_cae
    if facts.insertion_contract == "cui_cie":
        return law.quarter_ratio_cui_cie
    return min(law.quarter_ratio_ei, law.quarter_ratio_ai, law.quarter_ratio_aci)


def quarter_contract(facts: Facts) -> bool:
    if not facts.quarter_applies or facts.contract_open_ended is True:
        return False
    # An unknown number of days already done makes the total unknown: the rule stays silent.
    return facts.contract_immersion_days + facts.days > facts.contract_days * quarter_ratio(facts, facts.law)


def beyond_contract_end(facts: Facts) -> bool:
    return (
        facts.quarter_applies
        and facts.contract_open_ended is not True
        and not facts.contract_end < facts.contract_start
        and facts.end > facts.contract_end
    )
