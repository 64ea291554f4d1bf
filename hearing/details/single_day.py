"""The hours of one day of the stay, which the plan does not hold: it has one timetable for all its days."""

import re
from datetime import date

from . import dates
from .calendar_fr import spoken
from .clauses import is_negated
from .dates import MONTH, WEEKDAY
from .model import Reading
from .periods import END_LEAD, START_LEAD

_SENTENCE = re.compile(r"[^.;!?]+")
_DAY = re.compile(
    rf"\ble (?P<day>(?:{WEEKDAY} )?\d{{1,2}}(?:er)?(?: {MONTH})?)\b(?! ?(?:h\b|heures?|ans|%|euros))"
)
_HOURS = re.compile(r"\b\d{1,2} ?h(?:\d\d)?\b|\bmidi\b")
_BOUND = re.compile(rf"(?:{START_LEAD}|{END_LEAD})")
TEXT = "Je note un seul horaire pour tous les jours. Pour {day}, faites écrire le sien dans la convention."


def set_aside(reading: Reading) -> None:
    """Forget the hours of a day inside the dates that are held, and say so."""
    start, end = reading.plan.get("start_date"), reading.plan.get("end_date")
    if not isinstance(start, date) or not isinstance(end, date):
        return
    for sentence in _SENTENCE.finditer(reading.full):
        said = list(_DAY.finditer(sentence[0]))
        said = [day for day in said if not is_negated(sentence[0], day.start())]
        if len(said) != 1 or not _HOURS.search(sentence[0]) or _BOUND.search(sentence[0]):
            continue
        mention = dates.parse(said[0]["day"], reading.today)
        try:
            day = dates.after(mention, start) if mention else None
        except ValueError:
            continue
        if day and start < day < end:
            reading.forget(*sentence.span())
            reading.reject("day_start", TEXT.format(day=spoken(day)))
