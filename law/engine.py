"""The check of a plan: every rule, what is missing, the verdict, the remedies."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

from law.facts import Facts, gather
from law.fields import parse_plan
from law.information import Information, information_for
from law.needed import missing_names, required_names
from law.parameters import PARAMETERS
from law.remedies import compute
from law.rules import RULES, Rule
from law.sentences import fill
from law.sources import Reference

LAWFUL, UNLAWFUL, INCOMPLETE = "conforme", "non_conforme", "a_completer"


@dataclass(frozen=True)
class Finding:
    """A rule that a plan meets: a violation, or a warning.

    Attributes:
        id, title, kind, severity, level, nature: those of the rule.
        reason, remedy: French sentences, computed values included.
        references: the texts it rests on.
        values: computed values by name (dates, days, list of dates).
    """

    id: str
    title: str
    kind: str
    severity: str
    level: str
    nature: str
    reason: str
    remedy: str
    references: tuple[Reference, ...]
    values: dict[str, Any]


@dataclass
class Result:
    """What the law says of a plan.

    Attributes:
        verdict: "non_conforme" (a rule is violated), else "a_completer" (a required field is missing), else
            "conforme". Warnings never change it.
        missing: required fields that are unknown or contradictory, in the order of plan.yml.
        remedies: computed values of the rules that fired, by name (dates, days, list of dates).
    """

    verdict: str
    missing: list[str]
    remedies: dict[str, Any]
    _violated: list[tuple[Rule, dict[str, Any], Facts]] = field(repr=False)
    _warned: list[tuple[Rule, dict[str, Any], Facts]] = field(repr=False)
    _facts: Facts = field(repr=False)

    # Sentences are written only when somebody reads them: a program that wants a verdict does not pay.

    @staticmethod
    def _finding(rule: Rule, values: dict[str, Any], facts: Facts) -> Finding:
        return Finding(
            id=rule.id,
            title=rule.title,
            kind=rule.kind,
            severity=rule.severity,
            level=rule.level,
            nature=rule.nature,
            reason=fill([rule.reason], facts, values),
            remedy=fill([rule.remedy, *rule.remedy_otherwise], facts, values),
            references=rule.references,
            values=values,
        )

    @property
    def start(self) -> date | None:
        """The first day of the plan, or None when it is unknown."""
        return self._facts.start or None

    @cached_property
    def violations(self) -> list[Finding]:
        """The rules violated, in the order of the rules."""
        return [self._finding(*found) for found in self._violated]

    @cached_property
    def warnings(self) -> list[Finding]:
        """The points to check, in the order of the rules."""
        return [self._finding(*found) for found in self._warned]

    @cached_property
    def information(self) -> list[Information]:
        """Lines worth reading with this plan; they never enter the verdict."""
        return information_for(self._facts)

    def as_dict(self) -> dict[str, Any]:
        """Return the result as JSON values: ids of rules, ISO dates, numbers of days."""
        return {
            "verdict": self.verdict,
            "violations": [rule.id for rule, *_ in self._violated],
            "warnings": [rule.id for rule, *_ in self._warned],
            "missing": list(self.missing),
            "remedies": {name: _as_json(value) for name, value in self.remedies.items()},
        }


def _as_json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, list):
        return [_as_json(item) for item in value]
    return value


_RULES = tuple(RULES.values())


def facts_of(plan: Mapping[str, Any], today: date) -> Facts:
    """Return the facts of a plan, with the law in force on its first day (today when it is unknown).

    Raises:
        PlanError: see `fields.parse_plan`.
    """
    typed = parse_plan(plan)
    return gather(typed, today, PARAMETERS.on(typed.get("start_date", today)))


def check(plan: Mapping[str, Any], today: date) -> Result:
    """Check a plan against every rule.

    Args:
        plan: fields of plan.yml, with typed values or ISO text. Absent and null fields are unknown.
        today: day of the conversation; only `start_in_past` and an age without a first day look at it.

    Raises:
        PlanError: the plan names an unknown field or holds an impossible value.
    """
    facts = facts_of(plan, today)
    violated: list[tuple[Rule, dict[str, Any], Facts]] = []
    warned: list[tuple[Rule, dict[str, Any], Facts]] = []
    remedies: dict[str, Any] = {}
    for rule in _RULES:
        met = next(
            (days for days in (facts.by_age if rule.each_day else (facts,)) if rule.condition(days)), None
        )
        if met is not None:
            values = compute(rule.computes, met) if rule.computes else {}
            remedies.update(values)
            (violated if rule.kind == "violation" else warned).append((rule, values, met))
    missing = missing_names(facts)
    verdict = UNLAWFUL if violated else INCOMPLETE if missing else LAWFUL
    return Result(verdict, missing, remedies, violated, warned, facts)


def required_fields(plan: Mapping[str, Any], today: date) -> list[str]:
    """Return the fields this plan must hold to be decided, known or not, in the order of plan.yml.

    Raises:
        PlanError: see `fields.parse_plan`.
    """
    return required_names(facts_of(plan, today))
