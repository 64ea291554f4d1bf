"""Figures that take the place of others: days, hours, lengths, with what was said of them before."""

import re

from .dates import ATOM, MONTH, WEEKDAY
from .normalise import MONTHS

_UNTIL = r"jusqu'(?:au |a )"
_A_RANGE = rf"du {ATOM} (?:au|jusqu'au) {ATOM}"
FIGURE = (
    rf"(?:{_A_RANGE}|(?:de )?\d{{1,2}}h(?:\d\d)? ?(?:-|a) ?\d{{1,2}}h(?:\d\d)?"
    rf"|(?:{_UNTIL}|le |du |au |a |les |de )?(?:{WEEKDAY} )?\d(?:[\w.]*\w)?"
    rf"(?: (?:heures?|jours?|semaines?|mois|ans|{MONTH})\b)?(?: par (?:jour|semaine)\b)?)"
)
A_FIGURE = re.compile(FIGURE)
_RANGE = re.compile(rf"du (?P<first>{ATOM}) (?P<link>au|jusqu'au) (?P<last>{ATOM})")
_HOURS = re.compile(r"\dh\d\d$")
# A new day has its own weekday, or none.
_DAY = re.compile(rf"(?:\b{WEEKDAY} )?\b\d{{1,2}}(?:er)?\b")
_ROLE = re.compile(rf"(?:{_UNTIL}|le |du |au )(?={WEEKDAY}|\d)")


def unit_of(figure: str) -> str:
    """What follows the last digit of a figure: " ans", "h par jour"."""
    return re.split(r"\d(?=\D*$)", figure)[-1]


def kind_of(figure: str) -> str:
    """What a figure counts: "hours", "length", "years", "day", "weekdays"; "" when its unit is not said."""
    if not re.search(r"\d", figure):
        return "weekdays"
    unit = unit_of(figure).strip()
    if not unit:
        return ""
    kinds = {"h": "hours", "j": "length", "s": "length", "m": "length", "a": "years"}
    return "day" if unit in MONTHS else kinds.get(unit[0], "day")


def merged(old: str, new: str, day: str | None = None) -> str:
    """`new` in the place of `old`, with its unit; one day changes one end of a range.

    day: the day of the range that is replaced, when it is told.
    """
    both = _RANGE.fullmatch(old)
    if not both or _RANGE.fullmatch(new):
        unit = unit_of(old) if unit_of(old).startswith(unit_of(new)) else unit_of(new)
        return new.removesuffix(unit_of(new)) + (unit.removeprefix("h") if _HOURS.search(new) else unit)
    told = re.sub(rf"^(?:{_UNTIL}|le |du |au )", "", new)
    ends = {name: both[name] for name in ("first", "last")}
    of_first = day is not None and bool(re.match(rf"\D*{day}\b", ends["first"]))
    name = "first" if of_first or new.startswith("du ") else "last"
    ends[name] = told if re.search(MONTH, told) else _DAY.sub(told, ends[name], count=1)
    return f"du {ends['first']} {both['link']} {ends['last']}"


def is_alike(old: str, new: str) -> bool:
    """Whether two figures count the same thing, or the new one counts nothing that is said."""
    if _RANGE.fullmatch(new):
        return bool(_RANGE.fullmatch(old))
    unit = unit_of(new).strip()
    if _RANGE.fullmatch(old):
        return unit in ("", *MONTHS)
    roles = [role[0] for role in (_ROLE.match(old), _ROLE.match(new)) if role]
    if len(roles) == 2 and roles[0] == roles[1] and {unit, unit_of(old).strip()} <= {"", *MONTHS}:
        return True
    return bool(unit_of(old)) and unit_of(old).strip().startswith(unit)
