"""Who signs, in which order, whom to call: the way forward for one situation, said to one speaker."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import law
from law.engine import facts_of
from law.signatories import signatories as roles_that_sign
from law.yaml_files import load_yaml

from .ages import MISSION_LOCALE_MAX_AGE
from .speech import say

_COPIED_CONTRACTS = ("cddi", "cui_cae", "cui_cie")
_CANNOT_PRESCRIBE = {
    "no_prescriber",
    "prescriber_not_authorised",
    "etti_prescriber",
    "siae_outside_staff",
    "siae_suspended_contract",
}


@lru_cache(maxsize=1)
def _words() -> dict[str, dict[str, str]]:
    return load_yaml(Path(__file__).parent / "next_steps.yml")


def next_steps(
    result: law.Result, plan: dict[str, Any], today: date, speaker: str | None = None
) -> list[str]:
    """What to do now, one sentence a step, in order."""
    names = ["change"] if result.violations else []
    names += [_first_call(result, plan), "settle", "convention"]
    if plan.get("insertion_contract") in _COPIED_CONTRACTS:
        names.append("copy")
    fillings = {
        "body": say(_words()["bodies"].get(plan.get("prescriber", ""), ""), speaker),
        "signatories": ", ".join(signatories(plan, today, speaker)),
    }
    return [say(_words()["steps"][name], speaker).format(**fillings) for name in [*names, "start"]]


def signatories(plan: dict[str, Any], today: date, speaker: str | None = None) -> list[str]:
    """Who signs the convention in this situation, in the order of law/signatories.py."""
    facts = facts_of(law.parse_plan(plan), today)
    return [say(_words()["roles"][role], speaker) for role in roles_that_sign(facts)]


def _first_call(result: law.Result, plan: dict[str, Any]) -> str:
    prescriber = plan.get("prescriber")
    if plan.get("status") == "public_agent" and prescriber in (None, "none"):
        return "human_resources"
    if prescriber != "none" and _CANNOT_PRESCRIBE & {finding.id for finding in result.violations}:
        return "find_prescriber"
    if prescriber in _words()["bodies"]:
        return "talk"
    status, age = plan.get("status"), plan.get("age_at_start")
    if status in ("employee", "self_employed"):
        return "career_advice"
    return "mission_locale" if age is not None and age <= MISSION_LOCALE_MAX_AGE else "prescriber"
