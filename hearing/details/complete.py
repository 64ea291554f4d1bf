"""Combine what was approximate with what has been learnt since ("un mois", then the first day)."""

from datetime import date
from typing import Any

from . import durations
from .ages import age_from_phrase
from .normalise import normalise


def complete(
    fields: dict[str, Any], approximate: dict[str, str], plan: dict[str, Any], today: date | None = None
) -> dict[str, Any]:
    """Fields that the approximate phrases give once the plan and the new fields are put together.

    fields: new fields of a sentence. approximate: phrases kept from earlier ones ({"end_date": "un mois"}).
    plan: fields known before. today: needed for "18 ans en avril" only.
    Returns only fields that can now be told, for instance {"end_date": date(2027, 2, 10)}; never overrides
    a field already in `fields`.
    """
    known = {**plan, **fields}
    start = known.get("start_date")
    completed: dict[str, Any] = {}
    if not isinstance(start, date):
        return completed
    phrase = approximate.get("end_date")
    if phrase and "end_date" not in fields:
        for _, _, length in durations.lengths(normalise(phrase)):
            end = durations.end_date(length, start, known.get("worked_weekdays"))
            if end:
                completed["end_date"] = end
            break
    phrase = approximate.get("age_at_start")
    if phrase and today and "age_at_start" not in fields:
        age = age_from_phrase(phrase, start, today)
        if age is not None:
            completed["age_at_start"] = age
    return completed
