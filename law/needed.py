"""Which fields a plan must hold to be decided, and which of them are missing or contradict one another."""

from __future__ import annotations

from collections.abc import Callable

from law.facts import DELEGATED_PRESCRIBERS, SITUATIONS_WITH_EMPLOYER, Facts
from law.fields import FIELDS
from law.rules.hours import day_above_default_of_minors, week_above_default_of_minors
from law.unknown import UNKNOWN, is_known


def _minor(facts: Facts) -> bool:
    return facts.age < facts.law.majority


def _present_as_minor(facts: Facts) -> Facts | None:
    """Return the facts of the days of presence before the 18th birthday, if there are any."""
    return next((days for days in facts.by_age if _minor(days)), None)


def _holiday_as_minor(facts: Facts) -> bool:
    days = _present_as_minor(facts)
    return days is not None and bool(days.holidays)


def _above_hours_of_minors(facts: Facts) -> bool:
    days = _present_as_minor(facts)
    return days is not None and (day_above_default_of_minors(days) or week_above_default_of_minors(days))


def _in_insertion(facts: Facts) -> bool:
    return facts.status == "insertion_employee"


def _quarter_must_be_counted(facts: Facts) -> bool:
    return facts.quarter_applies and facts.contract_open_ended is not True


def _has_prior(facts: Facts) -> bool:
    return facts.prior_same_host is True


# The fields required in some plans only: the conditions of `required: "when: ..."` in plan.yml.
REQUIRED_WHEN: dict[str, Callable[[Facts], bool]] = {
    "legal_rep_agreement": _minor,
    "dangerous_work": lambda facts: _present_as_minor(facts) is not None,
    "sick_leave_agreement": lambda facts: facts.sick_leave is True,
    "prescriber_delegation": lambda facts: facts.prescriber in DELEGATED_PRESCRIBERS,
    "work_time": lambda facts: (
        facts.status in SITUATIONS_WITH_EMPLOYER and facts.employer_agreement is not True
    ),
    "employer_agreement": lambda facts: (
        _in_insertion(facts)
        or (facts.status in SITUATIONS_WITH_EMPLOYER and facts.work_time == "working_time")
    ),
    "host_is_employer": _in_insertion,
    "insertion_contract": _in_insertion,
    "contract_start": _quarter_must_be_counted,
    "contract_end": _quarter_must_be_counted,
    "contract_immersion_days": _quarter_must_be_counted,
    "host_has_siret": lambda facts: facts.host_kind == "association",
    "day_start": lambda facts: _present_as_minor(facts) is not None,
    "day_end": lambda facts: _present_as_minor(facts) is not None,
    "holiday_presence": _holiday_as_minor,
    "construction_site": _above_hours_of_minors,
    "prior_conventions": _has_prior,
    "is_renewal": _has_prior,
    "renewal_goals_reached": lambda facts: facts.is_renewal is True,
}


def _daily_hours_satisfied(facts: Facts) -> bool:
    return (
        is_known(facts.daily_hours)
        or (is_known(facts.weekly_hours) and is_known(facts.pattern))
        or (is_known(facts.span) and is_known(facts.break_minutes))
    )


# How a required field is satisfied, when it takes more than its own value (`satisfied_by`, `validation`).
_SATISFIED: dict[str, Callable[[Facts], bool]] = {
    "age_at_start": lambda facts: is_known(facts.age),
    "end_date": lambda facts: is_known(facts.end_date) or is_known(facts.duration_days),
    "daily_hours": _daily_hours_satisfied,
    "prior_conventions": lambda facts: facts.prior_complete,
}

# Statements that cannot both be true: the field that is asked again.
_CONTRADICTED: dict[str, Callable[[Facts], bool]] = {
    "end_date": lambda facts: facts.dates_contradict,
    "contract_end": lambda facts: (
        _quarter_must_be_counted(facts) and facts.contract_end < facts.contract_start
    ),
    "weekly_hours": lambda facts: facts.hours_contradict,
    "is_renewal": lambda facts: facts.is_renewal is True and facts.prior_same_host is False,
}

_ALWAYS_REQUIRED = frozenset(name for name, field in FIELDS.items() if field.required == "always")
# The order of plan.yml is the order in which fields are listed.
_CONCERNED = [
    name for name in FIELDS if name in _ALWAYS_REQUIRED or name in REQUIRED_WHEN or name in _CONTRADICTED
]


def _is_required(name: str, facts: Facts) -> bool:
    return name in _ALWAYS_REQUIRED or (name in REQUIRED_WHEN and REQUIRED_WHEN[name](facts))


def _is_satisfied(name: str, facts: Facts) -> bool:
    if name in _SATISFIED:
        return _SATISFIED[name](facts)
    return getattr(facts, name) is not UNKNOWN


def required_names(facts: Facts) -> list[str]:
    """Return the fields this plan must hold, known or not, in the order of plan.yml."""
    return [name for name in _CONCERNED if _is_required(name, facts)]


def missing_names(facts: Facts) -> list[str]:
    """Return the required fields that are unknown and the fields that contradict others, in plan order."""
    return [
        name
        for name in _CONCERNED
        if (_is_required(name, facts) and not _is_satisfied(name, facts))
        or (name in _CONTRADICTED and _CONTRADICTED[name](facts))
    ]
