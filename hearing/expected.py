"""The fields that an answer to each question of the check may give."""

from __future__ import annotations

# Question id -> part -> fields. A part is named after the first field that it asks.
_PARTS: dict[str, dict[str, tuple[str, ...]]] = {
    "q1_objective": {"objectives": ("objectives",)},
    "q2_situation": {"status": ("status",)},
    "f9_sick": {"sick_leave_agreement": ("sick_leave_agreement",)},
    "q3_prescriber": {"prescriber": ("prescriber",)},
    "f1_delegation": {"prescriber_delegation": ("prescriber_delegation",)},
    "f6_employee": {"work_time": ("work_time",), "employer_agreement": ("employer_agreement",)},
    "f7_insertion": {
        "insertion_contract": ("insertion_contract",),
        "contract_start": ("contract_start", "contract_end", "contract_open_ended"),
        "contract_end": ("contract_end", "contract_open_ended"),
        "contract_immersion_days": ("contract_immersion_days",),
        "host_is_employer": ("host_is_employer",),
    },
    "q4_age": {"age_at_start": ("age_at_start", "birth_date")},
    "f2_minor": {"legal_rep_agreement": ("legal_rep_agreement",), "dangerous_work": ("dangerous_work",)},
    "q5_host": {"host_kind": ("host_kind",), "host_has_siret": ("host_has_siret",)},
    "q6_dates": {
        "start_date": ("start_date", "end_date", "duration_days"),
        "end_date": ("end_date", "duration_days"),
    },
    "q7_schedule": {
        "worked_weekdays": (
            "worked_weekdays",
            "daily_hours",
            "weekly_hours",
            "day_start",
            "day_end",
            "break_minutes",
        ),
        "daily_hours": ("daily_hours", "weekly_hours", "day_start", "day_end", "break_minutes"),
        "weekly_hours": ("weekly_hours", "daily_hours"),
    },
    "f3_minor_times": {"day_start": ("day_start", "day_end"), "day_end": ("day_end",)},
    "f4_minor_site": {"construction_site": ("construction_site",)},
    "f5_minor_holiday": {"holiday_presence": ("holiday_presence",)},
    "q8_use": {"host_needs": ("host_needs",)},
    "q9_prior": {"prior_same_host": ("prior_same_host", "prior_conventions")},
    "f8_prior": {
        "prior_conventions": ("prior_conventions", "prior_same_host", "is_renewal"),
        "same_goals": ("same_goals",),
        "is_renewal": ("is_renewal",),
        "renewal_goals_reached": ("renewal_goals_reached",),
    },
}
# Questions whose answer looks like the dates of the immersion, and is not.
OTHER_DATES = ("f8_prior", "q9_prior", "f7_insertion")
# Questions about the person's own life and who follows it: what is named there is neither the host nor news.
_OF_ITS_OWN: dict[str, tuple[str, ...]] = {
    "q2_situation": ("host_kind", "host_is_employer", "host_needs", "paid_by_host"),
    "q3_prescriber": ("host_kind", "insertion_contract"),
    "f1_delegation": ("host_kind", "status"),
    "f6_employee": ("host_kind", "status"),
    "f7_insertion": ("host_kind", "status"),
}
QUESTIONS = tuple(_PARTS)


def fields(question: str | None) -> frozenset[str]:
    """The fields that the question "id", or the part "id:field" of it, expects; none when it is unknown."""
    name, _, part = (question or "").partition(":")
    parts = _PARTS.get(name, {})
    if part in parts:
        return frozenset(parts[part])
    return frozenset(field for covered in parts.values() for field in covered)


def other_dates(question: str | None) -> bool:
    """Whether bare dates answer this question without being those of the immersion."""
    return question is not None and question.startswith(OTHER_DATES)


def question_of(field_name: str) -> str | None:
    """The question that asks for a field; None when the field is never asked."""
    return next((name for name in _PARTS if field_name in fields(name)), None)


def of_its_own(question: str | None) -> tuple[str, ...]:
    """The fields that an answer to this question names without saying them of the immersion."""
    return _OF_ITS_OWN.get((question or "").partition(":")[0], ())
