"""A part of the dates already held, said again: "*février", "le 17 pardon", "deux semaines de plus".

What is not said again stays: the day with another month, the month with another day.
"""

import re
from datetime import date, timedelta

from .calendar_fr import last_day, make_date, weekday_index
from .dates import MONTH, WEEKDAY
from .model import Reading
from .normalise import MONTHS

_TAKES_BACK = re.compile(
    r"^\W*\*|^(?:et|ou) (?:en|si c'est)\b|\b(?:pardon|euh|non|plutot|en fait|finalement|je (?:veux"
    r"|voulais) dire|je (?:me )?(?:suis )?tromp\w+"
    r"|je corrige|erreur|enfin|meme chose|memes dates|pareil|pas (?:en |le |au )?(?:\d|[a-z]+))\b"
)
_SMALL = (
    r"(?:euh|non|pardon|plutot|en fait|finalement|je (?:veux|voulais) dire|je corrige|erreur|enfin"
    r"|oups|desolee?|c'est|la meme chose|les memes dates|pareil"
    r"|ce sera|ca|mois|pour|prendre|mettez|mets|bon|ah|mais|alors|donc|svp)"
)
_DENIED_MONTH = re.compile(rf"\b(?:pas|au lieu de|plutot qu[e']) (?:en |de |d')?(?:{MONTH})\b")
_MONTH_ONLY = re.compile(
    rf"^(?:\W|{_SMALL}\b)*(?:en |de |d'|le mois de |au mois de )?(?P<month>{MONTH})(?:\W|{_SMALL}\b)*$"
)
_DAY_ONLY = re.compile(
    rf"^(?:\W|{_SMALL}\b)*(?P<lead>le|du|au|jusqu'au"
    rf"|des le)? ?(?P<day>\d{{1,2}})(?:er)?(?: (?P<month>{MONTH}))?"
    rf"(?:\W|{_SMALL}\b)*$"
)
_IS_MONTH = re.compile(rf"^\W*(?:de |d'|en |du mois de |au mois de )(?:{MONTH})\W*$")
_DATES = frozenset({"start_date", "end_date"})
# A slip of the tongue, rather than another wish: "euh le 18 février, pardon".
_SLIP = re.compile(r"\b(?:pardon|euh|oups|erreur|je (?:veux|voulais) dire|desolee?)\b")
_NEAR = timedelta(days=4)
# "2 semaines de plus", "un jour de moins".
_LONGER = re.compile(
    r"\b(?P<count>\d{1,2}|une?) (?P<unit>jours?|semaines?|mois) (?P<way>de plus|en plus"
    r"|supplementaires?|de moins|en moins)\b"
)
_ADDED = re.compile(
    r"\b(?:r?ajout\w*|rallong\w*)(?: de| d')? ?(?P<count>\d{1,2}|une?) "
    r"(?P<unit>jours?|semaines?|mois)\b(?P<way>)"
)
# "on décale d'une semaine".
_SHIFTED = re.compile(
    r"\b(?P<how>decal|repouss|report|recul|avanc)\w* (?:tout |ca |le stage |l'immersion "
    r"|les dates )*(?:de |d')"
    r"(?P<count>\d{1,2}|une?) (?P<unit>jours?|semaines?)\b"
)
_BEGINS = (
    r"(?:pour (?:commencer|demarrer|debuter)|(?:je |on |il |elle )?(?:commenc|demarr"
    r"|debut)\w+|premier jour|le debut)"
)
_ENDS = r"(?:pour (?:finir|terminer)|(?:je |on |il |elle )?(?:fini|termin)\w+|dernier jour|la fin)"
_WEEKDAY = re.compile(rf"\b(?P<day>{WEEKDAY})\b(?! (?:\d|1er))")
_MOST_WORDS = 9
# "pas le 26, le 19", "le 19 et pas le 26": the day denied tells which of the two is said again.
_IN_PLACE = re.compile(
    r"\b(?:(?:pas|au lieu) (?:le |du |au |jusqu'au )|le (?=\d\d? (?:c'est|je|on|il"
    r"|elle)\b[^,;.]{0,20}\bpas\b))"
    rf"(?P<old>\d{{1,2}})(?: {MONTH})?\b(?: [^,;.\d]{{1,40}}(?=[,;.] ))?[,;.]?(?: mais| c'est"
    rf"| plutot)*"
    rf" (?:le |du |au |jusqu'au )(?P<new>\d{{1,2}})(?: (?P<month>{MONTH}))?\b(?!h)"
    rf"|\b(?:le |du |au |jusqu'au )(?P<new2>\d{{1,2}})(?: (?P<month2>{MONTH}))?,?(?: et"
    rf"| mais)? (?:non )?(?:pas|au lieu)"
    rf" (?:le |du |au |jusqu'au )(?P<old2>\d{{1,2}})\b(?!h)"
)
_YEAR_ONLY = re.compile(
    rf"^(?:\W|{_SMALL}\b|de\b|en\b|l'annee\b|evidemment|bien sur|pas \d{{4}}|hein)*(?P<year>20\d\d)"
    rf"(?:\W|{_SMALL}\b|evidemment|bien sur|pas \d{{4}}|hein|et)*$"
)


def read(reading: Reading, changed: frozenset[str]) -> None:
    """Fill start_date or end_date from one part of it; `changed`: the fields of the last change."""
    start, end = reading.plan.get("start_date"), reading.plan.get("end_date")
    if start and end and (_longer(reading, start, end) or _shifted(reading, start, end)):
        return
    if not start or len(reading.full.split()) > _MOST_WORDS:
        return
    if _other_year(reading, start, end):
        return
    if not _TAKES_BACK.search(reading.full) and not (changed & _DATES and _IS_MONTH.match(reading.full)):
        return
    _in_place(reading, start, end) or _other_month(reading, start, end) or _other_day(
        reading, start, end, changed
    ) or _other_weekday(reading, start, end)


def _shifted(reading: Reading, start: date, end: date) -> bool:
    said = _SHIFTED.search(reading.timed)
    if not said:
        return False
    count = int(said["count"]) if said["count"].isdigit() else 1
    days = timedelta(days=count * (7 if said["unit"].startswith("semaine") else 1))
    days = -days if said["how"] == "avanc" else days
    if start + days < reading.today:
        return False
    reading.claim(*said.span())
    reading.put("start_date", start + days)
    reading.put("end_date", end + days)
    return True


def _other_year(reading: Reading, start: date, end: date | None) -> bool:
    """ "2027 évidemment": the same days of another year."""
    said = _YEAR_ONLY.match(reading.full)
    first = make_date(int(said["year"]), start.month, start.day) if said else None
    if not first or first < reading.today:
        return False
    reading.claim(*reading.whole)
    reading.put("start_date", first)
    if end and (last := make_date(end.year + first.year - start.year, end.month, end.day)):
        reading.put("end_date", last)
    return True


def _in_place(reading: Reading, start: date, end: date | None) -> bool:
    said = _IN_PLACE.search(reading.full)
    if not said:
        return False
    old = int(said["old"] or said["old2"])
    of_start, of_end = start.day == old, end is not None and end.day == old
    held = start if of_start else end
    if of_start == of_end or not held:
        return False
    month = said["month"] or said["month2"]
    day = make_date(
        held.year, MONTHS.index(month) + 1 if month else held.month, int(said["new"] or said["new2"])
    )
    if not day or day < reading.today or (of_end and day < start):
        return False
    reading.claim(*reading.whole)
    reading.put("start_date" if of_start else "end_date", day)
    return True


def _longer(reading: Reading, start: date, end: date) -> bool:
    said = _LONGER.search(reading.timed) or _ADDED.search(reading.timed)
    if not said:
        return False
    count = int(said["count"]) if said["count"].isdigit() else 1
    sign = -1 if said["way"].endswith("moins") else 1
    if said["unit"] == "mois":
        last = last_day(end + timedelta(days=1), sign * count)
    else:
        last = end + timedelta(days=sign * count * (7 if said["unit"].startswith("semaine") else 1))
    if last < start:
        return False
    reading.claim(*said.span())
    reading.put("end_date", last)
    return True


def _other_month(reading: Reading, start: date, end: date | None) -> bool:
    said = _MONTH_ONLY.match(_DENIED_MONTH.sub("", reading.full))
    if not said:
        return False
    month = MONTHS.index(said["month"]) + 1
    first = make_date(reading.today.year, month, start.day)
    if first and first < reading.today:
        first = make_date(first.year + 1, month, start.day)
    if not first:
        return False
    reading.claim(*reading.whole)
    reading.put("start_date", first)
    if end:
        months = (end.year - start.year) * 12 + end.month - start.month
        beginning = first.replace(day=1)
        for _ in range(months):
            beginning = last_day(beginning, 1) + timedelta(days=1)
        reading.put("end_date", make_date(beginning.year, beginning.month, end.day) or last_day(beginning, 1))
    return True


def _other_day(reading: Reading, start: date, end: date | None, changed: frozenset[str]) -> bool:
    said = _DAY_ONLY.match(reading.full)
    if not said:
        return False
    month = MONTHS.index(said["month"]) + 1 if said["month"] else None
    is_last = _is_last(reading, said, start, end, changed, month)
    if is_last is None or (month and not _SLIP.search(reading.full)):
        return False
    held = end if is_last and end else start
    day = make_date(held.year, month or held.month, int(said["day"]))
    if not day or day < reading.today or (is_last and day < start):
        return False
    reading.claim(*reading.whole)
    reading.put("end_date" if is_last and end else "start_date", day)
    return True


def _is_last(
    reading: Reading,
    said: re.Match,
    start: date,
    end: date | None,
    changed: frozenset[str],
    month: int | None,
) -> bool | None:
    """Whether a day said again is the last one rather than the first; None when nothing tells it."""
    if said["lead"] in ("au", "jusqu'au"):
        return True
    if {"start_date", "end_date"} & changed:
        return "end_date" in changed and said["lead"] not in ("du", "des le")
    if not end or not _SLIP.search(reading.full):
        return None
    first = make_date(start.year, month or start.month, int(said["day"]))
    last = make_date(end.year, month or end.month, int(said["day"]))
    near_first = first is not None and abs(first - start) <= _NEAR
    near_last = last is not None and abs(last - end) <= _NEAR
    return near_last if near_first != near_last else None


def _other_weekday(reading: Reading, start: date, end: date | None) -> bool:
    said = _WEEKDAY.search(reading.timed)
    begins, ends = re.search(_BEGINS, reading.full), re.search(_ENDS, reading.full)
    held = start if begins else end if ends else None
    if not said or not held or bool(begins) == bool(ends):
        return False
    monday = held - timedelta(days=held.weekday())
    day = monday + timedelta(days=weekday_index(said["day"]))
    if day < reading.today:
        return False
    reading.claim(*reading.whole)
    reading.put("start_date" if begins else "end_date", day)
    return True
