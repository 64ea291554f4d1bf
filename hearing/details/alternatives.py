"""Hours between which nobody has chosen, "8h-16h ou 9h-17h, à voir", and those refused, "39h c'est trop"."""

import re

from .model import Reading
from .patterns import words

_TIME = r"\d{1,3}(?:h(?:\d\d)?|\.\d{1,2}h|min)?"
_HOURS = (
    rf"(?:{_TIME} ?(?:-|a|/|jusqu'a) ?{_TIME}|{_TIME})\b(?! ?(?:ans|mois|jours?|semaines?|euros|km|%|/\d))"
)
_PER = r"(?: ?(?:par|/|la|le) ?(?P<{name}>jour|j|semaines?|matin|soir)\b| hebdo\w*)?"
_PART_OF_DAY = r"(?:(?:le |l'|les )?(?:matin|apres-midi|soir)s?,? )?"
_NOT_INSIDE = r"(?<![\d.,/:h])\b"
_BEGINS = rf"(?:de |des |entre )?{_HOURS}{_PER.format(name='first')},? "
_ENDS = rf"(?:de |des |a |vers )?{_PART_OF_DAY}{_HOURS}{_PER.format(name='second')}"
_OPEN = re.compile(
    rf"{_NOT_INSIDE}{_BEGINS}ou (?:(?:bien|alors|encore|sinon|peut-etre|meme|carrement) )?{_ENDS}"
)
_EITHER = re.compile(rf"{_NOT_INSIDE}soit {_BEGINS}(?:ou )?soit {_ENDS}")
# "entre 6 et 8 h par jour", "15 à 20h par semaine": how many hours, and not from when to when.
_BETWEEN = re.compile(
    rf"{_NOT_INSIDE}(?:de |entre )?(?P<least>\d{{1,2}})(?:h\d{{0,2}})? ?(?:-|a|et) ?"
    r"(?P<most>\d{1,2})(?:h\d{0,2})? ?"
    r"(?:(?:de [a-z]+ )?(?:par|/|la|chaque) ?(?P<second>jour|j|semaines?)\b|hebdo\w*)"
)
_REFUSED = re.compile(
    rf"{_NOT_INSIDE}{_HOURS}{_PER.format(name='first')}[^,;.!?\d]{{0,20}}?,? "
    rf"(?:{words('hours', 'judges')})(?: (?!pas\b)[a-z']+){{0,3}}? (?:{words('hours', 'too_much')})\b"
)
_NEAR_OF_A_DAY, _NEAR_OF_A_WEEK = 2, 10  # hours


def set_aside(reading: Reading) -> None:
    """Blank, for the readers of hours, those that are not decided or not accepted."""
    for refused in _REFUSED.finditer(reading.full):
        if reading.timed[slice(*refused.span())] == refused[0]:
            # "35h ce serait trop, plutôt 28h" is written 28h already.
            reading.claim(*refused.span())
    for pattern in (_OPEN, _EITHER, _BETWEEN):
        for said in pattern.finditer(reading.timed):
            if "h" in said[0] and not _counts_two_things(said) and _are_amounts(said):
                reading.claim(*said.span())
                _keep_phrase(reading, said)


def _counts_two_things(said: re.Match) -> bool:
    """ "7h par jour ou 35h par semaine" says the same twice."""
    units = said.groupdict()
    first, second = units.get("first"), units.get("second")
    return bool(first and second and first[0] != second[0])


def _keep_phrase(reading: Reading, said: re.Match) -> None:
    unit = said["second"] or ""
    if unit[:1] in ("j", "s"):
        reading.approximate("daily_hours" if unit[0] == "j" else "weekly_hours", said[0].strip())


def _are_amounts(said: re.Match) -> bool:
    """Whether two figures are so near that they are amounts: "6 à 8h par jour"."""
    bounds = said.groupdict()
    if "least" not in bounds:
        return True
    near = _NEAR_OF_A_DAY if (said["second"] or "s")[0] == "j" else _NEAR_OF_A_WEEK
    return 0 < int(bounds["most"]) - int(bounds["least"]) <= near
