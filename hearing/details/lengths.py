"""How long: lengths turned into a last day, and the rhythm."""

import re

from . import durations
from .clauses import clause_around, is_negated
from .dates import WEEKDAY
from .model import Reading
from .patterns import words

PAST_STAY = re.compile(
    r"\b(?:j'ai (?:fait|passe|travaille|bosse|deja|ete)|m'(?:a|ont) (?:fait|pris|garde)|(?:a|ont) (?:dure"
    r"|pris|fait|passe|effectue)|(?:est|sont|suis|etait) (?:venue?|passee?|restee?|allee?"
    r"|partie?)s?(?! (?:sur|pour|de)\b)"
    r"|partie?s? en vacances?|manqu\w+|rate|absente?)\b"
)
SPLIT = re.compile(
    r"\ben (?:plusieurs|2|3|4) (?:fois|temps|parties|morceaux)\b"
    r"|\b[2-9] fois (?:une?|\d+) (?:semaines?|jours?|journees?)\b"
    r"|\bcoupure au milieu\b|\bentrecoup\w+|\bfractionn|\bdiscontinu|\bpar petits bouts\b|\ben pointilles?\b"
)
# "une semaine lundi mardi, l'autre jeudi vendredi": weeks that take turns are no length.
IN_TURN = re.compile(
    r"\bune? (?:semaines?|jours?) [^.;!?]*\bl'autre\b|\bune? (?:semaine|jour) sur (?:2|l'autre)\b"
    r"|\bsemaines? (?:im)?paires?\b"
)
# "elle pense s'installer un jour" is no length, "juste un jour" is one.
SOME_DAY = re.compile(
    r"\b(?:peut-etre|(?!(?:faire|passer|rester|durer|venir|aller|travailler|tester|essayer)\b)"
    r"[a-z]{2,}(?:er|ir|re|age|ier|tion)) $"
)
IN_ALL = re.compile(r"\b(?:en tout|au total)\b")
NOT_THE_STAY = re.compile(rf"\b(?:{words('times', 'other_lengths')})\b")


def read(reading: Reading) -> None:
    """Fill end_date or duration_days from a length, and rhythm."""
    _read_lengths(reading)
    _read_rhythm(reading)


def _read_lengths(reading: Reading) -> None:
    if reading.question not in (None, "q6_dates", "q7_schedule"):
        return
    if SPLIT.search(reading.text) and not IN_ALL.search(reading.text):
        # Each part has its length, the stay has none of them.
        return
    for turn in IN_TURN.finditer(reading.timed):
        reading.claim(*turn.span())
    for start, end, length in durations.lengths(reading.timed):
        if PAST_STAY.search(clause_around(reading.full, start, end)):
            continue
        if NOT_THE_STAY.search(clause_around(reading.full, start, end)) or is_negated(reading.timed, start):
            continue
        if length.phrase == "un jour" and SOME_DAY.search(reading.timed[:start]):
            continue
        if (length.days is not None and length.days < 1) or (
            length.presence_days is not None and length.presence_days < 1
        ):
            reading.reject(
                "duration_days",
                "Une immersion dure au moins un jour. Donnez un nombre de jours, par exemple « 5 jours ».",
            )
            return
        if length.days is not None and length.days > 3650:
            reading.reject(
                "duration_days",
                "Cette durée est trop longue. Donnez un nombre de jours ou de semaines, par exemple « "
                "2 semaines ».",
            )
            return
        if (
            length.days
            and length.days <= 7
            and re.search(WEEKDAY, reading.timed)
            and not reading.known("start_date")
        ):
            # "cinq jours, du mardi au samedi" says how many days a week, not how long.
            weekdays = len(set(re.findall(WEEKDAY, reading.timed)))
            if length.phrase.endswith(("jours", "jour")) and weekdays:
                continue
        reading.claim(start, end)
        put_length(reading, length)
        return


def put_length(reading: Reading, length: durations.Length) -> None:
    """Turn a length into the last day when the first is known, else keep it as it can be kept."""
    fields = reading.found.fields
    if "end_date" in fields or (reading.found.conflicts and not fields.get("start_date")):
        return
    start = reading.known("start_date")
    end = durations.end_date(length, start, reading.known("worked_weekdays")) if start else None
    if end:
        fields["end_date"] = end
    elif length.days is not None and not start:
        reading.put("duration_days", length.days)
    else:
        reading.approximate("end_date", length.phrase)


def _read_rhythm(reading: Reading) -> None:
    if SPLIT.search(reading.text):
        reading.put("rhythm", "split")
    elif re.search(
        r"\ben continu\b|\bd'affilee\b|\bd'un seul (?:bloc|coup)\b|\ben une (?:seule )?fois\b"
        r"|\bd'une traite\b|\bconsecuti",
        reading.text,
    ):
        reading.put("rhythm", "continuous")
