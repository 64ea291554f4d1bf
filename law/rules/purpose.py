"""Purpose of the immersion: the condition of each rule of purpose.yml."""

from __future__ import annotations

from law.facts import Facts

LEGAL_PURPOSES = frozenset({"discover", "confirm", "recruit"})


def _objectives(facts: Facts) -> frozenset[str]:
    return frozenset(facts.objectives or ())


def objective_not_legal(facts: Facts) -> bool:
    return "other" in _objectives(facts)


def objective_not_single(facts: Facts) -> bool:
    return len(_objectives(facts) & LEGAL_PURPOSES) >= 2
