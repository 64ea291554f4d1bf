"""Hours: "9h-17h avec une heure de pause", "35h", "7h30 par jour", "mi-temps", "de nuit"."""

import itertools
import re
from typing import Any

from . import alternatives, amounts, clocks, pauses, schedules, weekdays
from .clauses import clause_around, is_negated
from .clocks import Span
from .model import Reading
from .normalise import MONTHS
from .patterns import words

_NIGHT = re.compile(
    r"\b(?:(?P<who>[a-z-]+ )?de nuit|la nuit|les nuits|travail de nuit|en nuit|nuits? (?:en|de) semaine)\b"
)
# "la dame de nuit", "le veilleur de nuit": who works at night, and not when the person would.
_OF_THE_NIGHT = re.compile(rf"(?:{words('hours', 'of_the_night')})s? ")
# "Bébé dort enfin la nuit", "j'y ai pensé cette nuit": of other nights.
_OTHERWISE = re.compile(
    r"\b(?:dor[mt]\w*|reveil\w*|reflech\w*|pens\w*|tomb\w*) (?:[a-z]+ )?$"
    r"|\b(?:parl\w+ (?:pas )?|m'en (?:fou|fich|moqu)\w* )(?:de )?$"
)
_FALLS = re.compile(
    r",? (?:tombe|porte conseil|(?:je )?(?:m'en|jmen|men) (?:fou|fich|moqu)\w*|peu importe)\b"
)
_WITHOUT = re.compile(r"\b(?:pas|jamais|ni|sans|hors|(?:laiss|oubli|evit|enlev|supprim)\w+)\b")
# "8-12 et 14-17", "le matin de 7 à 11": hours without their unit.
_WITHOUT_UNIT = re.compile(
    r"(?<![\d/.,h-])(?<!\bdu )(?<!\bau )(?<!\ble )(?:\bde )?(\d{1,2}) ?(?:-|\ba) ?(\d{1,2})"
    r"(?![\d/.h-]| ?(?:h|min|jours|ans|semaines|mois|/|%|euros)\b)"
)
# "lundi 9-12, mardi 14-18".
_DAY_BY_DAY = re.compile(rf"\b{weekdays.DAY} ?:? \d{{1,2}} ?(?:-|a) ?\d{{1,2}}\b(?! ?(?:{'|'.join(MONTHS)}))")
_HALF_A_DAY = 240  # minutes
VARIES = (
    "Je note un seul horaire pour tous les jours : du plus tôt au plus tard. Faites écrire celui de chaque"
    " jour dans la convention."
)
_OF_A_DAY = ("day_start", "day_end", "break_minutes")
_DAY_PART = re.compile(r"\b(?:matins?|matinees?|apres-midis?|soirs?)\b[^\d.;!?]*$")


def read(reading: Reading) -> None:
    """Fill day_start, day_end, break_minutes, daily_hours, weekly_hours and night_presence."""
    if reading.question not in (None, "q6_dates", "q7_schedule", "f3_minor_times"):
        return
    alternatives.set_aside(reading)
    amounts.read_half_days(reading)
    pauses.read(reading)
    spans = clocks.read(reading) or _without_unit(reading)
    reading.days_with_hours = [span.days for span in spans]
    _put_spans(reading, spans)
    if _vary(spans):
        reading.reject("day_start", VARIES)
    amounts.read_bare_numbers(reading)
    amounts.read(reading)
    _read_night(reading)
    if not _is_of_few_days(spans, reading):
        _add_day_length(reading, spans)


def _without_unit(reading: Reading) -> list[Span]:
    text = reading.timed
    told = reading.question in ("q7_schedule", "f3_minor_times") or "break_minutes" in reading.found.fields
    told = told or len(_DAY_BY_DAY.findall(text)) > 1
    mentions = []
    for match in _WITHOUT_UNIT.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first < last <= 24 and (told or _DAY_PART.search(text[: match.start()])):
            reading.claim(*match.span())
            mentions.append(clocks.Mention(match.span(), first * 60, last * 60))
    return clocks.dated(text, mentions)


def _vary(spans: list[Span]) -> bool:
    """Whether some days have other hours than the others."""
    told = [span for span in spans if span.start is not None and span.end is not None]
    return any(
        (one.start, one.end) != (other.start, other.end)
        and one.days != other.days
        and not (one.days and other.days and one.days & other.days)
        for one in told
        for other in told
    )


def _usual(spans: list[Span]) -> list[Span]:
    """The spans of most days, which tell the pause: those said of no day, else those said of most."""
    general = [span for span in spans if span.days is None]
    most = max((len(span.days) for span in spans if span.days), default=0)
    return general or [span for span in spans if span.days and len(span.days) == most]


def _put_spans(reading: Reading, spans: list[Span]) -> None:
    """The earliest start and the latest end of all days, with those known of the other days."""
    starts = [span.start for span in spans if span.start is not None]
    ends = [span.end for span in spans if span.end is not None]
    if _are_shifts(spans):
        starts, ends = starts[:1], ends[-1:]
    of_few = _is_of_few_days(spans, reading)
    for name, said, furthest in (("day_start", starts, min), ("day_end", ends, max)):
        known = reading.plan.get(name)
        if said and of_few and (not known or furthest(clocks.spoken(furthest(said)), known) == known):
            continue
        if said:
            reading.put(name, clocks.spoken(furthest(said)))


def _is_of_few_days(spans: list[Span], reading: Reading) -> bool:
    """Whether the hours said are only those of few of the days known or said: "le samedi c'est 8h-14h"."""
    days = spans[0].days if len({span.days for span in spans}) == 1 else None
    if days is None or schedules.ONLY.search(reading.timed):
        return False
    known = set(reading.plan.get("worked_weekdays") or ())
    for named in weekdays.RANGE.finditer(reading.timed):
        known |= weekdays.of(named.group())
    if schedules.ADDED.search(reading.timed):
        known |= days
    return known > days and (len(days) == 1 or 2 * len(days) < len(known))


def _are_shifts(spans: list[Span]) -> bool:
    """Whether spans follow each other on the same days."""
    same_days = len({span.days for span in spans}) == 1
    return same_days and all((a.end or 0) <= (b.start or 0) for a, b in itertools.pairwise(spans))


def _read_night(reading: Reading) -> None:
    nights = _NIGHT.finditer(reading.timed)
    match = next((night for night in nights if not _OF_THE_NIGHT.fullmatch(night["who"] or "")), None)
    if match and not amounts.OWN_JOB.search(clause_around(reading.timed, match.start(), match.end())):
        start = max(match.start(), match.end("who"))
        said = reading.timed[start : match.end()]
        before = clause_around(reading.timed, start, match.end()).partition(said)[0]
        if _OTHERWISE.search(before) or _FALLS.match(reading.timed, match.end()):
            return
        denied = is_negated(reading.timed, start) or bool(_WITHOUT.search(before))
        reading.put("night_presence", not denied)


def _add_day_length(reading: Reading, told: list[Span]) -> None:
    """Break and hours of the day, when what is said and known is enough to tell them."""
    fields, held = reading.found.fields, reading.plan
    spans = _usual(told)
    in_shifts = len(spans) > 1 and bool(spans[0].minutes) and _are_shifts(spans)
    if in_shifts:
        gaps = [(b.start or 0) - (a.end or 0) for a, b in itertools.pairwise(spans)]
        reading.put("break_minutes", max(gaps))
    if "daily_hours" in fields or not fields.keys() & set(_OF_A_DAY):
        return
    if in_shifts:
        worked: int | None = sum(span.minutes for span in spans)
    elif "daily_hours" in held and amounts.in_hours(_worked(held) or 0) != held["daily_hours"]:
        # Said on its own, it does not follow the clock.
        return
    else:
        known = {**held, **fields}
        worked = _worked(known)
        if worked and len({span.days for span in told}) > 1 and all(span.minutes for span in told):
            # From the earliest start of one day to the latest end of another, no day is so long.
            worked = max(span.minutes for span in told) - known["break_minutes"]
        if worked and "break_minutes" not in fields and {"day_start", "day_end"} <= fields.keys():
            # Half a day said anew has not the pause of the whole one.
            worked += held["break_minutes"] if worked <= _HALF_A_DAY else 0
    if worked and worked > 0:
        reading.put("daily_hours", amounts.in_hours(worked))


def _worked(plan: dict[str, Any]) -> int | None:
    """Minutes from start to end without the pause, None when one of them is unknown."""
    start, end, pause = (plan.get(name) for name in _OF_A_DAY)
    if start is None or end is None or pause is None:
        return None
    return Span(clocks.minutes_of(*start.split(":")), clocks.minutes_of(*end.split(":"))).minutes - pause
