"""Days of the week on site: ranges, lists, "tous les jours sauf le lundi", "le week-end"."""

import re

from . import weekdays
from .calendar_fr import WEEKDAY_KEYS
from .clauses import is_negated
from .dates import WEEKDAY
from .model import Reading
from .patterns import any_of
from .weekdays import DAY, NOT_A_DATE

ADDED = re.compile(r"\b(?:aussi|ajout\w+|rajout\w+|en plus|oublie|egalement|compris)\b")
REMOVED = re.compile(rf"\b(?:enlev\w+|retir\w+|effac\w+|supprim\w+|ote[rz]?|sans) (?:le |les )?({DAY})\b")
PRESENCE = re.compile(
    r"\b(?:serai|serais|sera|serait|viendrai\w*|viens|venai\w*|venir|irai\w*|ferai\w*|travaill\w+|boss\w+"
    r"|immersion|stage|presen\w+|horaires?|jours|planning|semaines?)\b|\dh"
)
ONE_DAY = re.compile(
    rf"\b(?:\d|le|les|tous les|chaque|uniquement le|que le|qu'un"
    rf"|seulement le) ({DAY})\b{NOT_A_DATE}(?! (?:un peu|moins|plus|je (?:fini|termin|commenc)))"
)
# "6 heures par jour, 5 le dimanche": hours of a day among others.
HOURS_OF_A_DAY = re.compile(r"(?:\b\d+(?:[.,]\d+)? ?(?:h|heures?)?|~) le $")
EXCEPT = re.compile(
    rf"\b(?:sauf|excepte|hormis|a part|hors|pas|sans|moins)(?: travailler| bosser| venir)?(?: le"
    rf"| les| de)? ((?:{DAY}|week-end)(?:(?:, | et | ni )(?:le |les )?(?:{DAY}|week-end))*)"
    r"(?! ou (?:c'est|ce ser\w+|je|on|il|elle)\b)"
)
# "7 heures, sauf le vendredi où c'est 5".
OTHER_HOURS = re.compile(rf"\b(?:sauf|excepte|hormis|a part) (?:le |les )?{DAY}(?= ou\b)")
CLOSED = re.compile(
    rf"\b(?:ferme\w*|repos|en conge|off|libre|relache|pas|congé)(?: (?:est|sera|hebdomadaire"
    rf"|c'est))*(?: le| les| :)? ((?:{DAY})(?:(?:, | et | ni | )(?:le |les )?(?:{DAY}))*)"
)
CLOSED_AFTER = re.compile(
    rf"\b(?:le |les )?({DAY})(?:(?:,? (?:c'|on |ils |il |elle )?(?:est|sont|sera))? ?(?:ferme|repos|off"
    rf"|jour de repos)\b|,? (?:je |j'|on |il |elle )(?:ne |n'|n'y |y )?(?:travaill|boss|vien|ser|suis"
    rf"|peu|pourr)"
    rf"\w*(?: pas| jamais)\b)"
)
UNAVAILABLE = re.compile(
    rf"\b(?:je garde|j'ai (?:mes|mon|ma|cours|rendez-vous)|occupee?|indisponible|pas (?:libre|dispo\w*))\b"
    rf"[^,.;]{{0,30}}? (?:les? )({DAY}(?:(?:, | et )(?:les? )?{DAY})*)"
)
EVERY_DAY = re.compile(
    r"(?<!boulot de )(?<!travail de )(?<!vie de )(?<!taches de )\b(?:tous les jours|chaque jour"
    r"|7 jours sur 7|7 ?j? ?(?:/|sur) ?7j?"
    r"|toute la semaine y compris le week-end)\b(?! ouv| de la semaine)"
)
WORKING_WEEK = re.compile(
    r"\b(?:en semaine|la semaine(?=,? (?:mais |et )?(?:pas|jamais|sans) l)|(?:tous les "
    r"|les )?(?<!\d )jours ouvres|tous les jours de la semaine"
    r"|la semaine uniquement|5 ?j(?:ours)? ?(?:/|sur) ?7j?)\b"
)
WEEK_END = any_of(
    r"\b(?:les?|tous les|chaque|que le|uniquement le) week-ends?\b(?! prochain| du)",
    r"^week-ends?$",
    r"\bweek-end compris\b",
)
SEVEN_DAYS = re.compile(r"\b(?:compris|inclus|7 ?j|7 jours|week-end)\b|\b7 ?/ ?7\b")
OTHER_DAYS = re.compile(r"\b(?:les )?autres jours\b|\b(?:tout )?le reste(?: de la semaine)?\b")
MONDAY_TO_FRIDAY = WEEKDAY_KEYS[:5]


def claim_fractions(reading: Reading) -> None:
    """Blank "7j/7" and its like before dates are read: "7/7" is not the 7th of July."""
    for match in re.finditer(r"\b(\d) ?j? ?/ ?7j?\b(?!\d)", reading.timed):
        days = int(match[1])
        reading.claim(match.start(), match.end())
        if days == 7:
            reading.put("worked_weekdays", list(WEEKDAY_KEYS))


def read(reading: Reading) -> None:
    """Fill worked_weekdays, in the order of the week."""
    if reading.question not in (None, "q6_dates", "q7_schedule", "f3_minor_times"):
        return
    text = reading.timed
    excluded = _excluded(text)
    text = EXCEPT.sub(lambda match: "~" * len(match.group()), text)
    text = OTHER_HOURS.sub(lambda match: "~" * len(match.group()), text)
    text = UNAVAILABLE.sub(lambda match: "~" * len(match.group()), text)
    text = CLOSED_AFTER.sub(lambda match: "~" * len(match.group()), text)
    text = CLOSED.sub(lambda match: "~" * len(match.group()), text)
    # "je finis à 16h tous les jours" does not say that Sundays are worked; "sauf le lundi" or "7j/7" do.
    whole_weeks = bool(excluded or SEVEN_DAYS.search(text)) or not re.search(r"\dh", reading.full)
    days = _stated(
        text,
        answering=reading.asks("q7_schedule"),
        whole_weeks=whole_weeks,
        with_hours="day_start" in reading.found.fields,
    )
    if not days and excluded == {"sat", "sun"} and re.search(r"\bla semaine\b", text):
        days = set(MONDAY_TO_FRIDAY)
    if not days and excluded and (OTHER_DAYS.search(text) or _closes_in_the_week(excluded, reading)):
        days = set(WEEKDAY_KEYS)
    usual = reading.plan.get("worked_weekdays")
    if usual and days and ADDED.search(text):
        days |= set(usual)
    elif usual and excluded and not days and not REMOVED.search(reading.timed):
        days = set(usual)
    elif usual and REMOVED.search(reading.timed):
        days, excluded = set(usual), excluded | _removed(reading.timed)
    elif REMOVED.search(reading.timed) and not weekdays.RANGE.search(text):
        return
    if not days:
        return
    kept = [key for key in WEEKDAY_KEYS if key in days and key not in excluded]
    if kept:
        reading.put("worked_weekdays", kept)


def _closes_in_the_week(excluded: set[str], reading: Reading) -> bool:
    """Whether the days left out say which are kept: "9h-17h, pas le dimanche ni le lundi"."""
    in_the_week = excluded & set(MONDAY_TO_FRIDAY)
    return bool(in_the_week and "sun" in excluded and "day_start" in reading.found.fields) and not (
        reading.plan.get("worked_weekdays")
    )


def _excluded(text: str) -> set[str]:
    excluded: set[str] = set()
    for pattern in (EXCEPT, CLOSED, CLOSED_AFTER, UNAVAILABLE):
        for match in pattern.finditer(text):
            excluded |= weekdays.keys(match[1])
            if "week-end" in match[1]:
                excluded |= {"sat", "sun"}
    return excluded


def _removed(text: str) -> set[str]:
    return {weekdays.key(match[1]) for match in REMOVED.finditer(text)}


def _stated(text: str, *, answering: bool, whole_weeks: bool, with_hours: bool) -> set[str]:
    days: set[str] = set()
    about_presence = answering or with_hours or len(text.split()) <= 6 or bool(PRESENCE.search(text))
    for match in weekdays.RANGE.finditer(text):
        if is_negated(text, match.start()):
            continue
        days |= weekdays.ranged(match[1], match[2])
        text = text[: match.start()] + "~" * len(match.group()) + text[match.end() :]
    every_day = EVERY_DAY.search(text)
    # "tenir la caisse tous les jours" speaks of a task: presence must be said beside these very words.
    present = answering or len(text.split()) <= 6 or PRESENCE.search(EVERY_DAY.sub("", text))
    if every_day and not days and whole_weeks and present and not is_negated(text, every_day.start()):
        days |= set(WEEKDAY_KEYS)
    if about_presence and WORKING_WEEK.search(text) and not days:
        days |= set(MONDAY_TO_FRIDAY)
    for match in WEEK_END.finditer(text):
        if not is_negated(text, match.start()):
            days |= {"sat", "sun"}
    for match in weekdays.LIST.finditer(text):
        if not is_negated(text, match.start()):
            days |= weekdays.keys(match.group())
    for match in ONE_DAY.finditer(text):
        if (
            about_presence
            and not HOURS_OF_A_DAY.search(text[: match.start(1)])
            and not is_negated(text, match.start())
        ):
            days.add(weekdays.key(match[1]))
    if not days and answering:
        days |= {
            weekdays.key(found.group())
            for found in re.finditer(rf"\b{WEEKDAY}", text)
            if not HOURS_OF_A_DAY.search(text[: found.start()])
        }
    if days and re.search(r"\bdimanche (?:compris|inclus|aussi)|y compris le dimanche", text):
        days.add("sun")
    return days
