"""Calendar computations of the law: a month from date to date, ages, public holidays.

Nothing here reads a clock. Dates are calendar days of mainland France.
"""

from __future__ import annotations

import calendar
from datetime import date, timedelta
from functools import lru_cache

# By its module: the lazy name of the package would spend a quarter of a second in the first check.
from holidays.countries.france import France

ONE_DAY = timedelta(days=1)
WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

# The library names the days of L3133-1 as titles; these read better inside a sentence.
_NAMES_IN_A_SENTENCE = {
    "Jour de l'an": "jour de l'An",
    "Lundi de Pâques": "lundi de Pâques",
    "Fête du Travail": "fête du Travail",
    "Fête de la Victoire": "victoire de 1945",
    "Lundi de Pentecôte": "lundi de Pentecôte",
    "Fête nationale": "fête nationale",
    "Armistice": "armistice de 1918",
}


@lru_cache(maxsize=4096)
def last_day(start: date, months: int) -> date:
    """Return the last day INCLUDED of a period of `months` months, date to date, that begins on `start`.

    D5135-3 says « un mois de date à date » without an example. The first day counts: from the 11th, the
    period ends on the 10th. When the month of arrival has no such day, it ends with that month: from
    31 January, 28 or 29 February. Clamping to the end of the month and taking the eve are alternatives;
    doing both would take away one day.
    """
    month_index = start.year * 12 + (start.month - 1) + months
    year, month = divmod(month_index, 12)
    month += 1
    if year > date.max.year:
        return date.max
    length = calendar.monthrange(year, month)[1]
    if start.day > length:
        return date(year, month, length)
    return date(year, month, start.day) - ONE_DAY


def birthday(birth_date: date, years: int) -> date:
    """Return the day a person turns `years`; born on 29 February, on 1 March of a common year."""
    year = birth_date.year + years
    if birth_date.month == 2 and birth_date.day == 29 and not calendar.isleap(year):
        return date(year, 3, 1)
    return birth_date.replace(year=year)


def age_on(birth_date: date, day: date) -> int:
    """Return the completed years of someone born on `birth_date`, on `day` (negative before birth)."""
    had_birthday = (day.month, day.day) >= (birth_date.month, birth_date.day)
    return day.year - birth_date.year - (0 if had_birthday else 1)


@lru_cache(maxsize=512)
def _holidays_of_year(year: int) -> tuple[tuple[date, str], ...]:
    found = France(years=year, language="fr")
    return tuple(
        (day, " et ".join(_NAMES_IN_A_SENTENCE.get(part, part) for part in name.split("; ")))
        for day, name in sorted(found.items())
    )


def public_holidays(start: date, end: date) -> list[tuple[date, str]]:
    """Return the public holidays of L3133-1 between two days included, with their French names.

    A day that carries two holidays (Ascension on 1 or 8 May) appears once, with both names. The two more
    days of Alsace and Moselle (L3134-13) are left out: the plan does not say where the host is.
    """
    return [
        (day, name)
        for year in range(start.year, end.year + 1)
        for day, name in _holidays_of_year(year)
        if start <= day <= end
    ]


@lru_cache(maxsize=8192)
def holidays_on_weekdays(start: date, end: date, weekdays: frozenset[str]) -> tuple[date, ...]:
    """Return the public holidays between two days included that fall on one of the `weekdays`."""
    return tuple(day for day, _ in public_holidays(start, end) if WEEKDAYS[day.weekday()] in weekdays)
