"""Whole weeks, week-ends and months: "la semaine du 7", "ce week-end", "tout le mois de février"."""

import re
from datetime import date, timedelta

from . import dates, durations
from .about import is_something_else, placed_day
from .calendar_fr import accented, make_date
from .clauses import clause_around
from .dates import ATOM, MONTH, WEEKDAY, ImpossibleDate, WrongWeekday
from .model import Reading
from .normalise import MONTHS

WEEK_OF = re.compile(
    # "Trois semaines du lundi au jeudi" tells how long and which days.
    rf"(?:(?<!\d )(?<!une )\b(?:la |les )?semaines?|\bune semaine(?: d[e'] ?[a-z ]+)?, celle) du "
    rf"(?!{WEEKDAY} (?:au|a)\b)(?P<a>{ATOM})(?: et (?:de )?(?:celle )?du (?P<b>{ATOM}))?"
)

NEXT_WEEK = re.compile(
    r"(?P<from>a partir de |des |de |debut de |commenc\w+ |demarr\w+ )?(?:la )?semaine (?:prochaine"
    r"|qui vient)"
)
# "plutôt la semaine d'après": after the one that is held.
WEEK_AFTER = re.compile(r"(?<!di de )(?<!dimanche de )\b(?:la |une )semaine (?:d'apres|suivante|plus tard)\b")
MOVES = re.compile(
    r"\b(?:plutot|finalement|en fait|ce ser(?:a|ait)|c'est|decal\w*|report\w*|repouss\w*|mieux|prefer\w*"
    r"|on dit|disons)\b"
)
# "Mon client a décalé son rendez-vous à la semaine suivante".
MOVES_THEIRS = re.compile(
    r"\b(?:decal|report|repouss)\w* (?:son|sa|ses|leurs?|mon|ma|mes|une?|le|la) (?!stage|immersion|pmsmp"
    r"|periode|semaine)"
)
FEW_WORDS = 5

WEEK_NUMBER = re.compile(
    r"\b(?:la )?(?:semaine|s) ?(?P<number>[1-5]?\d)\b(?! ?(?:h|jours|/))"
    r"(?: (?:et|a|au)(?: la)? (?:semaine |s ?)?(?P<last>[1-5]?\d)\b)?"
)

WEEK_END = re.compile(
    rf"\b(?:ce week-end|le week-end prochain|week-end prochain|(?:le )?week-end du (?P<a>{ATOM}))"
)

WHOLE_MONTH = re.compile(
    rf"\b(?:tout (?:le mois d[e'] ?)?|le mois (?:entier |complet )?d[e'] ?)(?P<month>{MONTH})\b(?: "
    rf"(?P<year>\d{{4}}))?(?: (?:en )?entier| complet)?"
)


# "La semaine du 7 il y a une interne qui arrive", "…ils sont fermés": what fills a week, and no stay.
_THEY = r"(?:ils?|elles?|on|nous|je)"
TAKEN = re.compile(
    rf",? (?:(?:il )?y a (?!(?:de la |une |encore )*place|pas de)|{_THEY} [a-z' ]*pas\b(?! de\b)"
    rf"|{_THEY} (?:a|ont|sont|est)\b(?! (?:(?:bien |deja |tous )*[a-z]+(?:e|i|u|is|it)e?s?\b|la\b|de la"
    r"|d'accord|dispo|libre|ok|partant|pret|ouvert|besoin))"
    r"|(?:ils|elles|il|elle|on) (?:sont|est) (?:ferme|complet|deborde|absent|en )"
    r"|c'est (?:pas possible|mort|complet|ferme|le bazar|complique|impossible))"
)
AVAILABLE = re.compile(r"\b(?:dispo\w*|libre) (?:pendant |durant |sur )?$")


def read(reading: Reading) -> bool:
    """Fill the dates of whole weeks, week-ends or months; True when one is written.

    Whole weeks are from Monday to Sunday, as "une semaine" is seven days.
    """
    text = reading.timed
    match = WEEK_OF.search(text)
    if match:
        reading.claim(match.start(), match.end())
        return not TAKEN.match(text, match.end()) and _put_week_of(reading, match)
    if _week_after(reading):
        return True
    match = NEXT_WEEK.search(text)
    after_a_day = match and re.search(rf"{WEEKDAY} (?:de )?$", text[: match.start()] + (match["from"] or ""))
    if match and not after_a_day and not is_something_else(reading, match):
        monday = reading.today + timedelta(days=7 - reading.today.weekday())
        reading.claim(match.start(), match.end())
        reading.put("start_date", monday)
        if not match["from"] and not durations.lengths(reading.timed):
            reading.put("end_date", monday + timedelta(days=6))
        return True
    match = WEEK_END.search(text)
    if match:
        reading.claim(match.start(), match.end())
        day = placed_day(reading, match["a"], reading.today, "start_date") if match["a"] else reading.today
        if day:
            saturday = (
                day - timedelta(days=1) if day.weekday() == 6 else day + timedelta(days=5 - day.weekday())
            )
            reading.put("start_date", saturday)
            reading.put("end_date", saturday + timedelta(days=1))
        return True
    match = WHOLE_MONTH.search(text)
    if match and (AVAILABLE.search(text[: match.start()]) or durations.lengths(text)):
        # Free all through the month is not a stay of a month.
        reading.approximate("start_date", accented(f"en {match['month']}"))
        reading.claim(*match.span())
        return False
    if match and (
        match.group().startswith("tout ") or "entier" in match.group() or "complet" in match.group()
    ):
        reading.claim(match.start(), match.end())
        month = MONTHS.index(match["month"]) + 1
        year = int(match["year"]) if match["year"] else reading.today.year + (month <= reading.today.month)
        start = make_date(year, month, 1)
        following = make_date(year + month // 12, month % 12 + 1, 1)
        if start and following:
            reading.put("start_date", start)
            reading.put("end_date", following - timedelta(days=1))
        return True
    match = WEEK_NUMBER.search(text)
    if match and reading.asks("q6_dates") and 1 <= int(match["number"]) <= 52:
        reading.claim(match.start(), match.end())
        number = int(match["number"])
        monday = date.fromisocalendar(reading.today.isocalendar()[0], number, 1)
        if monday < reading.today:
            monday = date.fromisocalendar(reading.today.isocalendar()[0] + 1, number, 1)
        weeks = int(match["last"]) - number if match["last"] else 0
        reading.put("start_date", monday)
        reading.put("end_date", monday + timedelta(days=7 * max(0, weeks) + 6))
        return True
    return False


def _week_after(reading: Reading) -> bool:
    """ "plutôt la semaine d'après": the dates held, a week later; with none held it is after nothing."""
    said = WEEK_AFTER.search(reading.timed)
    if not said:
        return False
    held = {name: reading.plan.get(name) for name in ("start_date", "end_date")}
    clause = clause_around(reading.timed, *said.span())
    short = len(reading.full.split()) <= FEW_WORDS
    if not all(held.values()) or is_something_else(reading, said) or MOVES_THEIRS.search(clause):
        return False
    if not (short or MOVES.search(clause)):
        return False
    reading.claim(*said.span())
    for name, day in held.items():
        if day:
            reading.put(name, day + timedelta(days=7))
    return True


def _put_week_of(reading: Reading, match: re.Match) -> bool:
    second = dates.parse(match["b"], reading.today) if match["b"] else None
    first = dates.parse(match["a"], reading.today)
    if first and second:
        first = dates.borrow(first, second)
    try:
        day = dates.after(first, reading.today) if first else None
        last = dates.after(second, day) if second and day else day
    except ImpossibleDate as error:
        reading.reject("start_date", str(error))
        return True
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), "start_date", "end_date")
        return True
    if day is None and first and first.vague:
        reading.approximate("start_date", first.vague)
    if day and last:
        monday = day - timedelta(days=day.weekday())
        reading.put("start_date", monday)
        reading.put("end_date", last - timedelta(days=last.weekday()) + timedelta(days=6))
    return True
