"""Date of birth."""

import re

from . import dates
from .calendar_fr import accented
from .dates import MONTH, NUMBERED, SLASHED
from .model import Reading
from .patterns import words

MAX_AGE = 120
BIRTH = re.compile(
    rf"\b(?:nee?|naissance|ne\(e\)|naissance est|date de naissance)\b(?: [a-z']+| :|,){{0,2}}? ?(?:le "
    rf"|du |: ?)?(?P<date>{NUMBERED}(?: \d\d\b(?! ans))?|{SLASHED})"
)

OF_A_CHILD = re.compile(
    rf"\b(?:ma|mon|mes|notre|nos) (?:{words('subjects', 'children')}|bebe|jumea\w+|petite?)[^,.;!?]{{0,25}}"
    rf"\bnee?s? (?:le |en )?(?:{NUMBERED}|{SLASHED}|{MONTH}\b|\d{{4}})"
)
WRITTEN_DATE = re.compile(rf"(?P<date>{NUMBERED}(?: \d\d\b(?! ans))?|{SLASHED})")
BIRTH_YEAR = re.compile(
    rf"\b(?:nee?|naissance) (?:en|:) (?P<phrase>(?:{MONTH} )?(?:19|20)\d\d)\b"
    rf"|\bje suis de (?P<phrase2>(?:19|20)?\d\d)\b(?! ans)"
)

# "né en 2007, le 3 novembre", "né le 3 novembre, en 2007".
YEAR_FIRST = re.compile(
    rf"\bnee? en (?P<year>(?:19|20)\d\d),? (?:le |c'est le )(?P<day>\d{{1,2}}(?:er)? {MONTH})\b"
)
YEAR_LAST = re.compile(rf"\bnee? (?:le |un )(?P<day>\d{{1,2}}(?:er)? {MONTH}),? en (?P<year>(?:19|20)\d\d)\b")


def read(reading: Reading, *, bare: bool) -> None:
    """Fill birth_date; `bare`: a date alone may be that of the birth."""
    if reading.speaker != "parent" and (child := OF_A_CHILD.search(reading.timed)):
        reading.claim(*child.span())
    match = BIRTH.search(reading.timed)
    in_two = YEAR_FIRST.search(reading.timed) or YEAR_LAST.search(reading.timed)
    if in_two:
        reading.claim(*in_two.span())
        _put_birth(reading, f"{in_two['day']} {in_two['year']}")
        return
    if not match and bare:
        match = WRITTEN_DATE.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        _put_birth(reading, match["date"])
        return
    match = BIRTH_YEAR.search(reading.timed)
    if match:
        reading.claim(match.start(), match.end())
        phrase = match["phrase"] or match["phrase2"]
        reading.approximate("birth_date", accented(phrase))


def _put_birth(reading: Reading, phrase: str) -> None:
    # "16 novembre 88": a year in two figures.
    phrase = re.sub(
        rf"({MONTH}) (\d\d)$",
        lambda m: f"{m[1]} {int(m[2]) + (2000 if int(m[2]) <= reading.today.year % 100 else 1900)}",
        phrase,
    )
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return
    if mention.year is None:
        reading.approximate("birth_date", accented(phrase))
        return
    year = mention.year
    if year > reading.today.year and re.search(r"[/.-]\d\d$", phrase):
        year -= 100
    try:
        day = dates.after(dates.Mention(mention.day, mention.month, year), reading.today)
    except dates.ImpossibleDate as error:
        reading.reject("birth_date", str(error))
        return
    if day and (day > reading.today or reading.today.year - day.year > MAX_AGE):
        reading.reject(
            "birth_date",
            "Cette date de naissance n'est pas possible. Donnez le jour, le mois et l'année, par "
            "exemple « 3 mars 2009 ».",
        )
    elif day:
        reading.put("birth_date", day)
