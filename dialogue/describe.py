"""French words for the values of a plan, as they are read back to the person."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import law

from .records import Record, records

MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
WEEKDAYS = {
    "mon": "lundi",
    "tue": "mardi",
    "wed": "mercredi",
    "thu": "jeudi",
    "fri": "vendredi",
    "sat": "samedi",
    "sun": "dimanche",
}
_WITH_A_WEEKDAY = ("start_date", "end_date")
_DATES = "Dates"


def day(value: date | str, year: bool = True) -> str:
    """ "7 décembre 2026"; the first of a month is "1er"."""
    value = value if isinstance(value, date) else date.fromisoformat(value)
    number = "1er" if value.day == 1 else str(value.day)
    return f"{number} {MONTHS[value.month - 1]}" + (f" {value.year}" if year else "")


def weekday_and_day(value: date | str) -> str:
    """ "lundi 7 décembre 2026"."""
    value = value if isinstance(value, date) else date.fromisoformat(value)
    return f"{list(WEEKDAYS.values())[value.weekday()]} {day(value)}"


def period(start: str | None, end: str | None) -> str:
    """ "du 7 au 27 décembre 2026"; repeats neither the month nor the year; "" when both days are unknown."""
    if not start:
        return f"jusqu'au {day(end)}" if end else ""
    if not end:
        return f"à partir du {weekday_and_day(start)}"
    first, last = date.fromisoformat(start), date.fromisoformat(end)
    if first == last:
        return f"le {weekday_and_day(first)}"
    if (first.year, first.month) == (last.year, last.month):
        number = "1er" if first.day == 1 else first.day
        return f"du {number} au {day(last)}"
    return f"du {day(first, first.year != last.year)} au {day(last)}"


def hours(value: float) -> str:
    """ "7 h 30" for 7.5."""
    minutes = round(float(value) * 60)
    return f"{minutes // 60} h" + (f" {minutes % 60:02d}" if minutes % 60 else "")


def weekdays(names: Iterable[str]) -> str:
    """ "du lundi au vendredi", "mardi et jeudi"."""
    order = [name for name in WEEKDAYS if name in set(names)]
    if not order:
        return "aucun jour"
    indexes = [list(WEEKDAYS).index(name) for name in order]
    if len(order) > 2 and indexes == list(range(indexes[0], indexes[0] + len(order))):
        return f"du {WEEKDAYS[order[0]]} au {WEEKDAYS[order[-1]]}"
    return enumeration([WEEKDAYS[name] for name in order])


def enumeration(items: list[str]) -> str:
    """ "a, b et c"."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} et {items[-1]}" if items else ""


def value(name: str, content: Any, speaker: str | None = None) -> str:
    """A value alone, for a table: "7 décembre 2026", "oui", "la mission locale"."""
    if isinstance(content, bool):
        return "oui" if content else "non"
    record = records(speaker)[name]
    if record.values:
        names = content if isinstance(content, list) else [content]
        return enumeration([_words(record, item) for item in names]) or "aucun"
    shape = _SHAPES.get(record.input)
    return shape(content) if shape else str(content)


def _words(record: Record, item: str) -> str:
    known = record.values.get(str(item))
    return known.words if known and known.words else str(item)


def _clock(content: str) -> str:
    hour, minutes = str(content)[:5].split(":")
    return f"{int(hour)} h" + (f" {minutes}" if minutes != "00" else "")


def _earlier(record: Mapping[str, Any]) -> str:
    text = period(record.get("start_date"), record.get("end_date")) if record else ""
    goals = record.get("same_goals")
    return text + ("" if goals is None else ", même but" if goals else ", autre but ou autres objectifs")


_SHAPES: dict[str, Callable[[Any], str]] = {
    "weekdays": weekdays,
    "periods": lambda content: enumeration([_earlier(record) for record in content]),
    "date": day,
    "hours": hours,
    "time": _clock,
    "age": lambda content: f"{content} ans",
    "minutes": lambda content: f"{content} minutes" if content else "zéro minute",
    "days": lambda content: f"{content} jours",
}


def phrase(name: str, content: Any, speaker: str | None = None) -> str:
    """A value as part of a sentence read back: "vous êtes salarié", "7 h par jour"."""
    record = records(speaker)[name]
    key = str(content).lower() if isinstance(content, bool) else content
    known = record.values.get(key) if isinstance(key, str) else None
    if known and known.read_back:
        return known.read_back
    shown = weekday_and_day(content) if name in _WITH_A_WEEKDAY else value(name, content, speaker)
    return record.read_back.format(value=shown)


def noted(changes: Mapping[str, Any], plan: Mapping[str, Any], speaker: str | None = None) -> str:
    """The details just understood, in one line without a verb."""
    rest = dict(changes)
    if rest.keys() & {"start_date", "end_date"}:
        rest.pop("duration_days", None)
    parts = _together(rest, plan)
    return ", ".join(parts + [phrase(name, content, speaker) for name, content in rest.items()])


def alone(values: Mapping[str, Any], speaker: str | None = None) -> str:
    """Values without the names of their fields: "du 4 au 15 janvier 2027", "du lundi au vendredi, 7 h"."""
    rest = dict(values)
    parts = _together(rest, values)
    return ", ".join(parts + [value(name, content, speaker) for name, content in rest.items()])


def title(values: Mapping[str, Any], speaker: str | None = None) -> str:
    """The short name of what these values are about."""
    return _DATES if values.keys() >= {"start_date", "end_date"} else label(next(iter(values)), speaker)


def _together(rest: dict[str, Any], plan: Mapping[str, Any]) -> list[str]:
    """The values that are said in one breath, taken out of `rest`."""
    parts = []
    if rest.keys() & {"start_date", "end_date"}:
        rest.pop("start_date", None), rest.pop("end_date", None)
        parts.append(period(plan.get("start_date"), plan.get("end_date")))
    if rest.keys() >= {"day_start", "day_end"}:
        begin, end = rest.pop("day_start"), rest.pop("day_end")
        parts.append(f"de {value('day_start', begin)} à {value('day_end', end)}")
    return parts


def rows(plan: Mapping[str, Any], speaker: str | None = None) -> list[dict[str, str]]:
    """The plan as the rows of a table, {"field", "label", "value", "payload"}."""
    table = []
    shown = dict(plan)
    if shown.get("start_date") and shown.get("end_date"):
        dates = period(shown.pop("start_date"), shown.pop("end_date"))
        table.append(_row("start_date", _DATES, dates[0].upper() + dates[1:]))
    for name, content in shown.items():
        if content is not None and name in law.FIELDS:
            table.append(_row(name, label(name, speaker), value(name, content, speaker)))
    return table


def change_buttons(plan: Mapping[str, Any], speaker: str | None = None) -> list[dict[str, str]]:
    """One button for each point of the plan, to change it."""
    return [
        {
            "title": f"{row['label']} : {row['value']}"[:48],
            "short": row["label"][:20],
            "payload": row["payload"],
        }
        for row in rows(plan, speaker)
    ]


def label(name: str, speaker: str | None = None) -> str:
    """The short name of a field, for tables and buttons."""
    return records(speaker)[name].label


def _row(name: str, label: str, shown: str) -> dict[str, str]:
    return {
        "field": name,
        "label": label,
        "value": shown,
        "payload": f'/correct{{"choice": "{name}"}}',
    }


def holidays(plan: Mapping[str, Any]) -> list[str]:
    """Public holidays of the period on a worked weekday, none without dates: "le lundi 29 mars 2027 (…)"."""
    if not (plan.get("start_date") and plan.get("end_date")):
        return []
    start, end = (date.fromisoformat(plan[name]) for name in ("start_date", "end_date"))
    worked = set(plan.get("worked_weekdays") or WEEKDAYS)
    names = list(WEEKDAYS)
    return [
        f"le {weekday_and_day(on)} ({title[:1].lower() + title[1:]})"
        for on, title in law.public_holidays(start, end)
        if names[on.weekday()] in worked
    ]
