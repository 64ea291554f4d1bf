"""Host, its needs, money: the condition of each rule of host.yml."""

from __future__ import annotations

from law.facts import Facts


def _needs(facts: Facts) -> tuple[str, ...]:
    return facts.host_needs or ()


def host_no_siret(facts: Facts) -> bool:
    return facts.siret is False


def esat_host_other_regime(facts: Facts) -> bool:
    return facts.host_kind == "esat"


def need_permanent_post(facts: Facts) -> bool:
    return "permanent_post" in _needs(facts)


def need_surge(facts: Facts) -> bool:
    return "surge" in _needs(facts)


def need_seasonal(facts: Facts) -> bool:
    return "seasonal" in _needs(facts)


def need_replacement(facts: Facts) -> bool:
    return "replacement" in _needs(facts)


def paid_wage(facts: Facts) -> bool:
    return facts.paid_by_host == "wage"


def paid_gratuity(facts: Facts) -> bool:
    return facts.paid_by_host == "gratuity"
