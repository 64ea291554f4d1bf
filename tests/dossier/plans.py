"""The golden plans: lawful, with holes, and one for each rule that a plan can break."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import yaml

from dialogue.speech import SPEAKERS
from dossier.situation import Situation
from tests.law.plans import ADULT, LAWFUL_PLANS, TODAY, without

UNLAWFUL: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "golden.yml").read_text("utf-8")
)
HOLES = {
    "empty": {},
    "purpose_only": {"objectives": ["discover"]},
    "no_dates": without(ADULT, "start_date", "end_date"),
    "no_weekdays": without(ADULT, "worked_weekdays"),
    "no_hours": without(ADULT, "daily_hours"),
    "no_prescriber": without(ADULT, "prescriber"),
    "end_before_start": {**ADULT, "end_date": "2027-01-04"},
    "a_hundred_years": {**ADULT, "end_date": "2099-12-31"},
}
GOLDEN: dict[str, dict[str, Any]] = {**LAWFUL_PLANS, **HOLES, **UNLAWFUL}

__all__ = ["GOLDEN", "HOLES", "LAWFUL_PLANS", "SPEAKERS", "TODAY", "UNLAWFUL", "situation", "without"]


def situation(plan: dict[str, Any], speaker: str = "person", today: date = TODAY, **more: Any) -> Situation:
    """Return what the papers of a plan are made from."""
    return Situation.of(plan, today, speaker, **more)
