"""A part of the dates already held, said again: "*février", "le 17 pardon", "deux semaines de plus".

What is not said again stays: the day with another month, the month with another day.
"""

import re
from datetime import date, timedelta

from . import dates
from .aside import NOT_POSSIBLE, impossible_day
from .calendar_fr import last_day, make_date, weekday_index
from .dates import MONTH, WEEKDAY, Mention
from .model import Reading
from .normalise import MONTHS
from .patterns import words

_TAKES_BACK = re.compile(
    rf"^\W*\*|^(?:et|ou) (?:en|si c'est)\b|\b(?:{words('corrections', 'takes_back')}|euh|enfin"
    r"|meme chose|memes dates|pareil|pas (?:en |le |au )?(?:\d|[a-z]+)"
    r"|(?:vous avez|tu as) (?:mal )?(?:ecrit|note|mis|compris))\b"
)
_SMALL = (
    rf"(?:{words('corrections', 'takes_back')}|euh|enfin"
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
_LONGEST_MONTH = 31
# "2 semaines de plus", "un jour de moins".
_LONGER = re.compile(
    r"\b(?P<count>\d{1,2}|une?) (?P<unit>jours?|semaines?|mois) (?P<way>de plus|en plus"
    r"|supplementaires?|de moins|en moins)\b(?! pour (?:les? |la )?(?:sign|papier|dossier|convention|accord))"
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
_TO = r"(?:le |du |au |jusqu'au )"
_IN_PLACE = re.compile(
    r"\b(?:(?:pas|au lieu) (?:le |du |au |jusqu'au )|le (?=\d\d? (?:c'est|je|on|il"
    r"|elle)\b[^,;.]{0,20}\bpas\b))"
    rf"(?P<old>\d{{1,2}})(?: {MONTH})?\b(?: [^,;.\d]{{1,40}}(?=[,;.] | mais ))?[,;.]?(?: mais| c'est"
    rf"| plutot)*"
    rf" {_TO}(?:{WEEKDAY} )?(?P<new>\d{{1,2}})(?: (?P<month>{MONTH}))?\b(?!h)(?:,? (?:le |un )?{WEEKDAY}\b)?"
    rf"|\b(?:{_TO}"
    rf"|{WEEKDAY} )(?P<new4>\d{{1,2}})(?: (?P<month4>{MONTH}))?,? (?:et )?(?:non )?pas (?:le"
    rf" )?(?:{WEEKDAY} )?(?P<old4>\d{{1,2}})\b(?! ?(?:h|ans|jours?|semaines?))"
    rf"|\b{_TO}(?P<new2>\d{{1,2}})(?: (?P<month2>{MONTH}))?,?(?: [a-z]+){{0,4}}? (?:pas|au lieu)"
    rf" {_TO}(?P<old2>\d{{1,2}})\b(?!h)"
    rf"|\b(?:vous avez|tu as|j'ai|j'avais) (?:mal )?(?:ecrit|note|mis|compris|dit) {_TO}(?P<old3>\d{{1,2}})\b"
    rf"(?:,| mais| alors que)* c'est {_TO}?(?P<new3>\d{{1,2}})(?: (?P<month3>{MONTH}))?\b(?!h)"
)
_PERIOD = re.compile(rf"\bdu (?:{WEEKDAY} )?\d{{1,2}}(?:er)?(?: {MONTH})? (?:au|jusqu'au) ")
# "on revient au 30 janvier": the bound changed last, or the only one that can be it.
_BACK_TO = re.compile(
    rf"\b(?:on|je|j'en|nous|tu|vous|il faut) (?:en )?(?:revien\w*|reven\w+|rest\w*|repass\w*|retourn\w*)"
    rf" (?:plutot |donc |finalement )?(?:au|sur le) (?:{WEEKDAY} )?(?P<day>\d{{1,2}})(?:er)?"
    rf"(?: (?P<month>{MONTH}))?\b(?! ?(?:h|jours?|semaines?|mois|ans|euros|min|%|rue|avenue|place|quai))"
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
    if not start or _refused(reading, start, end) or _back_to(reading, start, end, changed):
        return
    if _in_place(reading, start, end) or len(reading.full.split()) > _MOST_WORDS:
        return
    if _other_year(reading, start, end):
        return
    if not _TAKES_BACK.search(reading.full) and not (changed & _DATES and _IS_MONTH.match(reading.full)):
        return
    _other_month(reading, start, end) or _other_day(reading, start, end, changed) or _other_weekday(
        reading, start, end
    )


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
    if not said or _PERIOD.search(reading.full):
        return False
    old, new, month = (
        next(filter(None, (said[name], *(said[f"{name}{place}"] for place in (2, 3, 4)))), None)
        for name in ("old", "new", "month")
    )
    return _put_in_place(reading, said.span(), (start, end), int(old or 0), int(new or 0), month)


def _refused(reading: Reading, start: date, end: date | None) -> bool:
    """ "le 7 c'est fermé, le 8": the bound that cannot be gives its place to the day said after it."""
    said = NOT_POSSIBLE.search(reading.full)
    if not said:
        return False
    old, new = int(impossible_day(said)), int(said["new"])
    return _put_in_place(reading, said.span(), (start, end), old, new, None)


def _put_in_place(
    reading: Reading,
    place: tuple[int, int],
    held: tuple[date, date | None],
    old: int,
    new: int,
    month: str | None,
) -> bool:
    """Move the one bound whose day is `old` to the day `new`, of the same month unless one is named."""
    start, end = held
    of_start, of_end = start.day == old, end is not None and end.day == old
    bound = start if of_start else end
    if of_start == of_end or not bound:
        return False
    day = make_date(bound.year, MONTHS.index(month) + 1 if month else bound.month, new)
    if not day or day < reading.today or (of_end and day < start):
        return False
    reading.claim(*place)
    reading.put("start_date" if of_start else "end_date", day)
    return True


def _back_to(reading: Reading, start: date, end: date | None, changed: frozenset[str]) -> bool:
    """ "on revient au 30": the bound changed last, or the only one that it can be."""
    said = _BACK_TO.search(reading.timed)
    if not said or not end:
        return False
    reading.claim(*said.span())
    mention = Mention(int(said["day"]), MONTHS.index(said["month"]) + 1 if said["month"] else None)
    name = next(iter(changed & _DATES)) if len(changed & _DATES) == 1 else None
    day = _near(mention, end if name == "end_date" else start)
    if name is None and said["month"] and day:
        # Only the last day can be after the stay, only the first before it.
        name = "end_date" if day > end else "start_date" if day < start else None
    if day and day >= reading.today and (name == "start_date" or (name and day >= start)):
        reading.put(name, day)
    return True


def _near(mention: Mention, bound: date) -> date | None:
    """The day written that is nearest to a bound, in its year when the month is written."""
    if mention.day is None or not 1 <= mention.day <= _LONGEST_MONTH:
        return None
    if mention.month:
        return make_date(bound.year, mention.month, mention.day)
    days = (dates.before(mention, bound), dates.after(mention, bound))
    return min((day for day in days if day), key=lambda day: abs(day - bound), default=None)


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
