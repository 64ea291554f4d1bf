"""What is known of a plan when its papers are written: facts, verdict, timetable, whom they are for."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import law
from dialogue.speech import PERSON, SPEAKERS
from hearing import departments
from law.engine import facts_of
from law.facts import Facts
from law.signatories import EMPLOYER, EMPLOYER_IF_ASKED, signatories
from law.unknown import is_known

from .timetable import Timetable, timetable

LAWFUL, UNLAWFUL = "conforme", "non_conforme"

# The situations that a text of this package may depend on (`if:` in the YAML files).
_SITUATIONS: dict[str, Callable[[Situation], bool]] = {
    "planned": lambda s: bool(s.plan),
    "minor": lambda s: bool(s.facts.age < s.facts.law.majority),
    "adult": lambda s: not s.facts.age < s.facts.law.majority,
    "jobseeker": lambda s: s.facts.status == "jobseeker",
    "employer_signs": lambda s: EMPLOYER in s.signatories,
    "employer_if_asked": lambda s: EMPLOYER_IF_ASKED in s.signatories,
    "has_employer": lambda s: bool({EMPLOYER, EMPLOYER_IF_ASKED} & {*s.signatories}),
    "no_employer": lambda s: not {EMPLOYER, EMPLOYER_IF_ASKED} & {*s.signatories},
    "insertion": lambda s: s.facts.status == "insertion_employee",
    "suspended": lambda s: s.facts.work_time == "contract_suspended",
    "public_agent": lambda s: s.facts.status == "public_agent",
    "delegated": lambda s: s.facts.prescriber == "cep_operator" or s.facts.prescriber == "other_body",
    "prior": lambda s: s.facts.prior_same_host is True,
    "lawful": lambda s: s.result.verdict == LAWFUL,
    "unlawful": lambda s: s.result.verdict == UNLAWFUL,
    "incomplete": lambda s: s.result.verdict not in (LAWFUL, UNLAWFUL),
    "possible": lambda s: s.result.verdict != UNLAWFUL,
    "warned": lambda s: bool(s.result.warnings),
    "holidays": lambda s: bool(s.timetable and s.timetable.holidays_out),
    "working_hours": lambda s: s.facts.work_time != "contract_suspended" or not is_known(s.facts.work_time),
    "recruits": lambda s: "recruit" in (s.facts.objectives or ()),
}


@dataclass(frozen=True)
class Situation:
    """A plan at the moment when its papers are made.

    Attributes:
        plan: fields of plan.yml, typed.
        today: day of the check.
        speaker: for whom: "person", "parent", "adviser" or "host".
        department: code of the department ("62"), or None.
        trade: the trade to be seen, in the words of the person, or None.
    """

    plan: Mapping[str, Any]
    today: date
    speaker: str = PERSON
    department: str | None = None
    trade: str | None = None

    @classmethod
    def of(
        cls,
        plan: Mapping[str, Any],
        today: date,
        speaker: str | None = None,
        department: str | None = None,
        trade: str | None = None,
    ) -> Situation:
        """Read a plan as people and programs give it; an unknown speaker or department is left out.

        Raises:
            law.PlanError: the plan names an unknown field or holds an impossible value.
        """
        return cls(
            plan=law.parse_plan(plan),
            today=today,
            speaker=speaker if speaker in SPEAKERS else PERSON,
            department=department if department in departments.departments() else None,
            trade=trade,
        )

    @cached_property
    def facts(self) -> Facts:
        """The facts of the plan under the law in force on its first day."""
        return facts_of(self.plan, self.today)

    @cached_property
    def result(self) -> law.Result:
        """What the law says of the plan."""
        return law.check(self.plan, self.today)

    @cached_property
    def timetable(self) -> Timetable | None:
        """The days of presence, or None while they are not known."""
        return timetable(self.facts)

    @cached_property
    def signatories(self) -> list[str]:
        """The roles that sign, in order."""
        return signatories(self.facts)

    def holds(self, condition: str | None) -> bool:
        """Tell whether an `if:` of a text holds; several names separated by spaces must all hold.

        Raises:
            KeyError: the text names a situation that does not exist.
        """
        return all(_SITUATIONS[name](self) for name in (condition or "").split())
