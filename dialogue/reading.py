"""Reading details of the plan in a message, in the light of the open question."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

import details

_DATES = ("birth_date", "contract_start", "contract_end", "start_date", "end_date")
# « Vérifier mon projet » asks for the check; it is not the purpose « confirmer un projet ».
_CHECK_REQUEST = re.compile(
    r"\b(v[eé]rifi|contr[oô]l|v[eé]rif)\w*\s+(que\s+)?(mon|ma|le|la|ce|un|notre|son)\s+"
    r"(projet|plan|immersion|stage|dossier|pmsmp)",
    re.IGNORECASE,
)
_SAME = re.compile(
    r"^\W*(oui|ouais|le m[eê]me|la m[eê]me|les m[eê]mes|m[eê]me|pareil|idem|identique)\b", re.IGNORECASE
)
_OTHER = re.compile(r"^\W*(non|nan|autre|diff[eé]rent|pour autre|pas le m[eê]me|pas pareil)\b", re.IGNORECASE)


def read(text: str, today: date, asked: str | None, plan: dict[str, Any]) -> details.Found:
    """Details found in `text`.

    asked: open question, "q6_dates" or "q6_dates:end_date". When nothing answers it, the sentence is
    read again for any other detail.
    """
    known = typed(plan)
    if asked == "f8_prior:same_goals" and (goals := _same_goals(text)) is not None:
        return details.Found(fields={"same_goals": goals})
    found = details.find(text, today, asked, known)
    if asked and not (found.fields or found.approximate or found.conflicts or found.rejected):
        found = details.find(text, today, None, known)
    asks_for_objective = (asked or "").startswith("q1_objective")
    if (
        found.fields.get("objectives") == ["confirm"]
        and not asks_for_objective
        and _CHECK_REQUEST.search(text)
    ):
        del found.fields["objectives"]
    return found


def _same_goals(text: str) -> bool | None:
    if _OTHER.search(text):
        return False
    return True if _SAME.search(text) else None


def typed(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with real dates, as `details` reads it."""
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in plan.items()
    }
