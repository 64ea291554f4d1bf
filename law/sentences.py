"""French sentences that quote computed values and what the plan says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from datetime import date
from fractions import Fraction
from math import ceil
from typing import Any

from law.dates import public_holidays
from law.facts import Facts
from law.fields import FIELDS
from law.rules.purpose import LEGAL_PURPOSES

MINUTES = 60
_MONTHS = [
    *("janvier", "février", "mars", "avril", "mai", "juin"),
    *("juillet", "août", "septembre", "octobre", "novembre", "décembre"),
]
_WEEKDAYS = ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"]
_BRACES = re.compile(r"\{(\w+)\}")


def date_in_french(day: date) -> str:
    """Return "1er mars 2027"."""
    return f"{'1er' if day.day == 1 else day.day} {_MONTHS[day.month - 1]} {day.year}"


def hours_in_french(hours: int | Fraction) -> str:
    """Return "1 h 30", rounded up to the minute: less would not be enough."""
    whole, minutes = divmod(ceil(hours * MINUTES), MINUTES)
    if not whole:
        return f"{minutes} min"
    return f"{whole} h {minutes:02d}" if minutes else f"{whole} h"


def _holiday_in_french(day: date) -> str:
    name = public_holidays(day, day)[0][1]
    return f"le {_WEEKDAYS[day.weekday()]} {date_in_french(day)} ({name})"


def value_in_french(value: Any) -> str | None:
    """Return the words for a computed value; None when there is nothing to quote (no day, no holiday).

    Dates become "10 février 2027", numbers of days "12 jours", holidays a list with their names.
    """
    if isinstance(value, date):
        return date_in_french(value)
    if isinstance(value, int):
        return None if value == 0 else "1 jour" if value == 1 else f"{value} jours"
    if isinstance(value, list):
        return ", ".join(_holiday_in_french(day) for day in value) or None
    return None


def _purposes_stated(facts: Facts) -> str:
    labels = FIELDS["objectives"].values
    return " ou ".join(
        labels[purpose] for purpose in labels if purpose in LEGAL_PURPOSES & {*facts.objectives}
    )


# What a sentence may quote besides computed values. Hours are those to remove.
_QUOTED: dict[str, Callable[[Facts], str | None]] = {
    "purposes_stated": _purposes_stated,
    "contract_end": lambda facts: value_in_french(facts.contract_end),
    "day_hours_over_10": lambda facts: hours_in_french(facts.daily - facts.law.adult_daily_hours),
    "week_hours_over_48": lambda facts: hours_in_french(facts.weekly - facts.law.adult_weekly_hours),
    "day_hours_over_8": lambda facts: hours_in_french(facts.daily - facts.law.minor_daily_hours),
    "week_hours_over_35": lambda facts: hours_in_french(facts.weekly - facts.law.minor_weekly_hours),
}


def fill(templates: Iterable[str], facts: Facts, computed: dict[str, Any]) -> str:
    """Return the first template whose braces can all be filled, filled.

    Args:
        templates: French sentences; the braces of the last one can always be filled.
        facts: facts of the plan, which meet the rule the sentences belong to.
        computed: values from `remedies.compute`.
    """
    for template in templates:
        names = _BRACES.findall(template)
        words = {
            name: _QUOTED[name](facts) if name in _QUOTED else value_in_french(computed.get(name))
            for name in names
        }
        if all(words.values()):
            return template.format_map(words)
    return template
