"""The pause: "une heure de pause", "45 minutes pour déjeuner", "je mange 30 minutes", "1h30 à midi"."""

import re

from .model import Reading
from .patterns import any_of, words

_AMOUNT = r"(?:(?<!\d)(?P<hours>\d)h(?P<rest>\d{2})?|(?P<minutes>\d{1,3})min)\b"
# "9h-17h30, 1h le midi": the length, then what it is for.
_LENGTH_FIRST = re.compile(
    rf"{_AMOUNT}(?: seulement| environ)? (?:de |d'|pour )?(?:la |le |l'|une? "
    rf"|me )?(?:{words('hours', 'pause_after')})\b"
)
_PAUSE_FIRST = re.compile(
    rf"\b(?:{words('hours', 'pause')})(?: (?!a\b|vers\b)[a-z'-]{{1,12}}){{0,4}}?"
    rf"(?: (?:a|vers) \d{{1,2}}h(?:\d{{2}})?)? ?(?:d'|de|:|,)? ?{_AMOUNT}(?!-)(?! a \d)"
)
# "je mange 30 minutes", but "je mange à 13 h".
_MEAL_FIRST = re.compile(
    rf"\b(?:{words('hours', 'meal')})(?: (?!a\b|vers\b|des\b|jusqu'a\b)[a-z'-]{{1,12}}){{0,6}}? ?,? ?"
    r"(?:(?P<hours>[12])h(?P<rest>\d{2})?|(?P<minutes>\d{1,3})min)\b(?! ?(?:-|a) ?\d)"
)
_CLOCKS = re.compile(
    r"\b(?:\d{1,2}(?:h|min)(?:\d{2})? (?:de |d'))?"
    r"(?:pause|coupure|coup(?:e|er|erai|era)|mange\w*|repas|dejeun\w*|ferm\w+ (?:entre|de))"
    r"(?:, (?:de|entre) |[a-z' :]{0,25}?)"
    r"\b(?P<h1>\d{1,2})h(?P<m1>\d{2})?\b ?(?:a|et|-|/)? ?(?P<h2>\d{1,2})h(?P<m2>\d{2})?\b"
)
_NONE = any_of(
    r"\b(?:sans|pas de|aucune|non stop|en continu sans) (?:pause|coupure)",
    # "On m'appelle sans arrêt" tells no hours.
    r"\dh(?:\d\d)?[^.;!?]{0,25}\b(?:sans arret|non[- ]stop)\b",
    r"^\W*(?:sans arret|non[- ]stop)\W*$",
    r"\dh(?:\d\d)?,? (?:tout )?(?:d'une (?:seule )?traite|d'affilee|d'un seul (?:bloc|coup))\b",
)
# "pause 45", "pause : 1": a figure whose unit is its size.
_FIGURE = re.compile(
    r"\b(?:pauses?|coupures?)(?: (?:dej(?:euner)?|repas|(?:du |de |le )?midi))?"
    r" ?(?:de|:|=)? ?(?P<figure>\d{1,3})"
    r"(?=\W*$|[,;.]? ?(?:et|fin|debut|de \d|le midi|a midi|par jour)\b|[,;.] )"
)
_FIGURES = re.compile(
    r"\bpauses?(?: dejeuner| repas| midi)? ?(?:de|entre|:)? ?(?P<h1>1[0-5])(?:h(?P<m1>\d\d))? ?(?:-|a|et) ?"
    r"(?P<h2>1[1-6])(?:h(?P<m2>\d\d))?(?![\dh]|min)"
)
# "une heure, non 45 minutes".
_CORRECTED = re.compile(
    rf"(?:[ ,.]+(?:euh|ah|non|pardon|plutot|enfin|oups|en fait))+[ ,]+(?:c'est |de )?{_AMOUNT}"
)
# "en coupure : 10h-14h30 / 18h-22h30": what is said after the split are its two shifts.
_NEXT_SHIFT = re.compile(
    r"[ ,;/+&.]*(?:(?:et|puis|ensuite|apres|le|l'|de|midi|soir|apres-midi)\b[ ,:']*)*"
    r"(?P<hour>\d{1,2})h?(?P<minute>\d{2})? ?(?:-|a) ?\d{1,2}(?:h|\b)"
)
_HOUR_OR_TWO = 2
_LONGEST = 600
_LONGEST_REST = 180


def read(reading: Reading) -> None:
    """Fill break_minutes, before the hours around the pause are read."""
    text = reading.timed
    clocks = _CLOCKS.search(text) or _FIGURES.search(text)
    if clocks and not _is_a_shift(text, clocks):
        _put(reading, clocks.span(), _at(clocks, "2") - _at(clocks, "1"))
        return
    for pattern in (_LENGTH_FIRST, _PAUSE_FIRST, _MEAL_FIRST):
        for said in () if clocks and pattern is not _LENGTH_FIRST else pattern.finditer(text):
            if said[0].endswith("repos") and _length(said) > _LONGEST_REST:
                continue
            corrected = _CORRECTED.match(text, said.end())
            _put(reading, (said.start(), (corrected or said).end()), _length(corrected or said))
            return
    if figure := _FIGURE.search(text):
        value = int(figure["figure"])
        _put(reading, figure.span(), value * 60 if value <= _HOUR_OR_TWO else value)
    elif _NONE.search(reading.timed):
        reading.put("break_minutes", 0)


def _is_a_shift(text: str, said: re.Match) -> bool:
    """Whether two clocks after « coupure » are the first of two shifts, and not the time between them."""
    following = _NEXT_SHIFT.match(text, said.end())
    if not following:
        return False
    return int(following["hour"]) * 60 + int(following["minute"] or 0) > _at(said, "2")


def _at(said: re.Match, which: str) -> int:
    """The first or the second clock, in minutes after midnight."""
    return int(said[f"h{which}"]) * 60 + int(said[f"m{which}"] or 0)


def _length(said: re.Match) -> int:
    return int(said["hours"] or 0) * 60 + int(said["rest"] or 0) + int(said["minutes"] or 0)


def _put(reading: Reading, said: tuple[int, int], minutes: int) -> None:
    reading.claim(*said)
    if 0 < minutes <= _LONGEST:
        reading.put("break_minutes", minutes)
