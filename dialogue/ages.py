"""The ages that change the conversation, taken from the law."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

import law

MAJORITY: int = law.PARAMETERS.by_id["majority"].values[-1].value
MISSION_LOCALE_MAX_AGE: int = law.PARAMETERS.by_id["mission_locale_max_age"].values[-1].value
MAX_AGE = 120
MINOR_ONLY = ("legal_rep_agreement", "dangerous_work", "construction_site")
"""Fields of the plan that the law asks of minors alone."""


def known_age(plan: Mapping[str, Any], today: date) -> int | None:
    """The age on the first day of a plan (today when it is not known), None when nothing tells it."""
    if plan.get("birth_date"):
        start = plan.get("start_date")
        return law.age_on(
            date.fromisoformat(plan["birth_date"]), date.fromisoformat(start) if start else today
        )
    return plan.get("age_at_start")


def is_adult(plan: Mapping[str, Any], today: date) -> bool:
    """Whether the person is known to be of age on the first day."""
    age = known_age(plan, today)
    return age is not None and age >= MAJORITY
