"""Plans to vary in the truth tables: lawful in every respect, so that one change shows one rule."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import law

TODAY = date(2026, 11, 23)
WEEK = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]

# A jobseeker of full age, from Monday 11 to Friday 22 January 2027, first time in this host.
ADULT: dict[str, Any] = {
    "objectives": ["discover"],
    "status": "jobseeker",
    "age_at_start": 34,
    "prescriber": "france_travail",
    "host_kind": "company",
    "host_needs": ["none"],
    "start_date": "2027-01-11",
    "end_date": "2027-01-22",
    "worked_weekdays": WEEK[:5],
    "daily_hours": 7,
    "prior_same_host": False,
}
MINOR = {
    **ADULT,
    "age_at_start": 17,
    "legal_rep_agreement": True,
    "dangerous_work": False,
    "day_start": "09:00",
    "day_end": "17:00",
}
EMPLOYEE = {**ADULT, "status": "employee", "work_time": "working_time", "employer_agreement": True}
# A quarter of 365 days is 91 days and a quarter.
INSERTION = {
    **ADULT,
    "status": "insertion_employee",
    "insertion_contract": "cddi",
    "employer_agreement": True,
    "host_is_employer": False,
    "contract_start": "2026-07-01",
    "contract_end": "2027-06-30",
    "contract_immersion_days": 0,
}
LAWFUL_PLANS = {"adult": ADULT, "minor": MINOR, "employee": EMPLOYEE, "insertion": INSERTION}


def without(plan: dict[str, Any], *names: str) -> dict[str, Any]:
    """Return the plan with some fields unknown."""
    return {name: value for name, value in plan.items() if name not in names}


def checked(plan: dict[str, Any], /, **changes: Any) -> dict[str, Any]:
    """Return the JSON result of a plan with some fields changed."""
    return law.check({**plan, **changes}, TODAY).as_dict()


def fired(plan: dict[str, Any], /, **changes: Any) -> set[str]:
    """Return the ids of all violations and warnings of a plan with some fields changed."""
    result = checked(plan, **changes)
    return {*result["violations"], *result["warnings"]}


def convention(start: str, days: int, same_goals: bool = False, kind: str = "initial") -> dict[str, Any]:
    """Return an earlier convention of so many calendar days, both ends included."""
    end = date.fromisoformat(start) + timedelta(days=days - 1)
    return {"start_date": start, "end_date": end.isoformat(), "same_goals": same_goals, "kind": kind}


def returning(*earlier: dict[str, Any], is_renewal: bool = False, **changes: Any) -> dict[str, Any]:
    """Return the adult's plan in a host where there were earlier conventions."""
    return {
        **ADULT,
        "prior_same_host": True,
        "prior_conventions": list(earlier),
        "is_renewal": is_renewal,
        **({"renewal_goals_reached": False} if is_renewal else {}),
        **changes,
    }
