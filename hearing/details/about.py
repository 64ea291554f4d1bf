"""What a date in a sentence is about: the planned immersion, or something else; and its day."""

import re
from dataclasses import replace
from datetime import date, timedelta

from . import dates, parts
from .calendar_fr import shift
from .clauses import clause_around, is_negated
from .dates import ImpossibleDate, Mention, WrongWeekday, without_weekday
from .model import Reading
from .normalise import MONTHS
from .patterns import words

# The date is that of something else than the immersion.
OTHER_EVENT = re.compile(rf"\b(?:{words('times', 'other_events')})\b")
OWN_PLAN = re.compile(
    r"\b(?:voudrais|aimerais|veux|souhait\w+|pens(?:e|ai)|decouvrir|tester|immersion|stage|pmsmp|periode|dates?"
    r"|commenc|demarr|debut|ferai|fera|ferais|faire|fais|irai"
    r"|irais|aller|vais|viens|viendrai|venir|serai|sera|serait|plutot|finalement|en fait|c'est|prevu"
    r"|accueill|accepte|m'attend|prend|prefer|disponible|dispo|dirai|disons|mettons|tabl\w+ sur)"
)


# "mon titre de séjour finit le…": a thing that begins or ends, and that is neither the stay nor somebody.
_THING = re.compile(
    r"(?:\b(?:mon|ma|mes|son|sa|ses|leurs?|notre|nos|le|la|les|cette|cet|ce) |\bl')(?P<noun>(?!cas\b)[a-z-]+)"
    r"(?: (?:d(?:e |u |es |'|e la |e l')|(?:avec|chez|a|au|en) (?:la |l'|le )?)[a-z-]+)?"
    r" (?:qui |elle |il )?(?:se |s')?(?:fini|termin|commenc|demarr|debut|arret|achev|expir|repren|ouvr"
    r"|tomb)\w*"
    r"|(?:\b(?:mon|ma|son|sa|leur|le|la) |\bl')(?P<lasting>[a-z-]+)(?: d(?:e |u |es |'|e la |e l')[a-z-]+)?"
    r" (?:va|dure\w*|cour[ts]|ira|est) jusqu"
)
_SOMEBODY_OR_STAY = re.compile(
    "|".join(
        words("subjects", name) for name in ("relatives", "children", "house", "staff", "away_person", "stay")
    )
)


# "Je suis en arrêt, ça finit lundi": what ends is what has just been named.
_IT_ENDS = re.compile(
    r"^\W*(?:(?:et|mais|donc|qui) )*(?:(?:ca|cela|il|elle|c'est) )?(?:se |s'|va |dure |est )?"
    r"(?:fini|termin|arret|achev|jusqu)"
)
_LASTS = re.compile(rf"\b(?:{words('times', 'lasting')})\b")
_STAY = re.compile(rf"\b(?:{words('subjects', 'stay')})\b")


def _is_of_what_is_named(text: str, position: int) -> bool:
    """Whether a date ends a leave, a training… that the part before it names."""
    found = parts.of(text)
    place = next((n for n, part in enumerate(found) if part.start <= position < part.end), 0)
    before = found[place - 1].text if place else ""
    return bool(_IT_ENDS.match(found[place].text) and _LASTS.search(before) and not _STAY.search(before))


def is_something_else(reading: Reading, match: re.Match) -> bool:
    """True when the clause around a date speaks of another event, or denies the date."""
    around = clause_around(reading.full, *match.span())
    clause = min(around, parts.around(reading.full, match.end() - 1), key=len)
    things = list(_THING.finditer(clause.split(match[0])[0] + match[0]))
    # "Ma carte de séjour, elle finit en mai": the pronoun opens a part of its own.
    things = things or [
        thing
        for thing in _THING.finditer(around.split(match[0])[0])
        if {"elle", "il"} & set(thing[0].split())
    ]
    noun = things[-1]["noun"] or things[-1]["lasting"] if things else None
    of_a_thing = noun is not None and not _SOMEBODY_OR_STAY.fullmatch(noun)
    if OTHER_EVENT.search(clause) or of_a_thing or _is_of_what_is_named(reading.full, match.end() - 1):
        return True
    return is_negated(reading.timed, match.start())


_NEAR = timedelta(days=250)  # a date said before places a day only when it is to come soon
_SAME_MONTH = 12  # "fermé le 23, je finis le 22": a day so little before is not in the next month
_FULL_DATE = re.compile(rf"{dates.NUMBERED}|{dates.SLASHED}")


# "en mars, je commence le 8".
_MONTH_SAID = re.compile(
    rf"(?:^|\b(?:en|mois de|mois d'|pour|courant|vers|debut|mi|fin|plutot)[ -]?)"
    rf"(?P<month>{dates.MONTH})\b[,:]? [^.;!?~\d]*(?:le |du )?$"
)
_SUBJECT = re.compile(r"\b(?:je|il|elle|on|nous|ils|elles|mon|ma|mes|son|sa|ses|qui)\b|\bj'")


def anchored(reading: Reading, mention: Mention, position: int) -> Mention:
    """A day without a month follows the date said before it, or stands in the month of the dates held.

    "fermé jusqu'au 4 janvier, je commence le 5" is in January.
    """
    if mention.day is None or mention.month is not None or not 1 <= mention.day <= 31:
        return mention
    for said in reversed(list(_FULL_DATE.finditer(reading.full, 0, max(0, position)))):
        earlier = dates.parse(said.group(), reading.today)
        try:
            day = dates.after(without_weekday(earlier), reading.today) if earlier else None
        except ImpossibleDate:
            continue
        if day is None or not reading.today <= day <= reading.today + _NEAR:
            continue
        if 0 < day.day - mention.day <= _SAME_MONTH:
            return mention
        month = day.month if mention.day >= day.day else day.month % 12 + 1
        return replace(mention, month=month, year=day.year + (month < day.month))
    said_month = _MONTH_SAID.search(reading.full, 0, max(0, position))
    if said_month and _is_of_the_stay(reading, said_month):
        return replace(mention, month=MONTHS.index(said_month["month"]) + 1)
    held = reading.plan.get("start_date")
    if isinstance(held, date) and held >= reading.today:
        return replace(mention, month=held.month, year=held.year)
    return mention


def _is_of_the_stay(reading: Reading, month: re.Match) -> bool:
    """Whether a month is that of the days said after it, unlike "mon bac est en juin, je commence le 14"."""
    before = clause_around(reading.full, *month.span()).partition(month[0])[0]
    return not _SUBJECT.search(before) or bool(OWN_PLAN.search(before))


def placed_day(
    reading: Reading, phrase: str, floor: date, name: str, position: int | None = None
) -> date | None:
    """The day written in `phrase`, on or after `floor`; None after noting on field `name` what is wrong.

    position: where the phrase stands, for a day whose month was said before.
    """
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return None
    if position is not None and (name == "start_date" or not reading.known("start_date")):
        mention = anchored(reading, mention, position)
    if mention.bare_weekday:
        floor = max(floor, shift(reading.today, 1) or floor)
    try:
        return dates.after(mention, floor)
    except ImpossibleDate as error:
        reading.reject(name, str(error))
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), name)
    return None
