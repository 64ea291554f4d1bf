"""The pause: "une heure de pause", "45 minutes pour déjeuner", "je mange 30 minutes", "1h30 à midi"."""

import re

from .model import Reading
from .patterns import any_of, words

_AMOUNT = r"(?:(?<!\d)(?P<hours>\d)h(?P<rest>\d{2})?|(?P<minutes>\d{1,3})min)\b"
# "9h-17h30, 1h le midi": the length, then what it is for.
_LENGTH_FIRST = re.compile(
    rf"{_AMOUNT}(?: seulement| environ)? (?:de |d'|pour )?(?:la |le |l'"
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
    r"\b(?:pause|coupure|coup(?:e|er|erai|era)|mange\w*|repas|dejeun\w*|ferm\w+ (?:entre|de))[a-z' :]{0,25}?"
    r"\b(?P<h1>\d{1,2})h(?P<m1>\d{2})?\b ?(?:a|et|-|/)? ?(?P<h2>\d{1,2})h(?P<m2>\d{2})?\b"
)
_NONE = any_of(
    r"\b(?:sans|pas de|aucune|non stop|en continu sans) (?:pause|coupure|arret)",
    r"\bnon[- ]stop\b",
)
_LONGEST = 600


def read(reading: Reading) -> None:
    """Fill break_minutes, before the hours around the pause are read."""
    clocks = _CLOCKS.search(reading.timed)
    if clocks:
        first = int(clocks["h1"]) * 60 + int(clocks["m1"] or 0)
        _put(reading, clocks, int(clocks["h2"]) * 60 + int(clocks["m2"] or 0) - first)
        return
    for pattern in (_LENGTH_FIRST, _PAUSE_FIRST, _MEAL_FIRST):
        said = pattern.search(reading.timed)
        if said:
            hours, rest = int(said["hours"] or 0), int(said["rest"] or 0)
            _put(reading, said, hours * 60 + rest + int(said["minutes"] or 0))
            return
    if _NONE.search(reading.timed):
        reading.put("break_minutes", 0)


def _put(reading: Reading, said: re.Match, minutes: int) -> None:
    reading.claim(*said.span())
    if 0 < minutes <= _LONGEST:
        reading.put("break_minutes", minutes)
