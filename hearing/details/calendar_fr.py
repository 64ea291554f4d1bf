"""French calendar: names, feasts, date-to-date months. Days are datetime.date, in mainland France."""

import calendar
from datetime import date, timedelta

from .normalise import MONTHS, WEEKDAYS

WEEKDAY_KEYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
ACCENTED = {
    "fevrier": "février", "aout": "août", "decembre": "décembre", "debut": "début", "apres": "après",
    "fetes": "fêtes", "noel": "Noël", "paques": "Pâques", "ete": "été", "annee": "année", "a": "à",
    "rentree": "rentrée", "jusqu'a": "jusqu'à", "journee": "journée", "journees": "journées",
    "presence": "présence", "deja": "déjà", "derniere": "dernière", "toussaint": "Toussaint",
    "d'ete": "d'été", "meme": "même", "periode": "période", "l'annee": "l'année", "l'ete": "l'été",
    "entiere": "entière", "premiere": "première", "deuxieme": "deuxième", "troisieme": "troisième",
}  # fmt: skip


def accented(phrase: str) -> str:
    """The phrase with its usual accents, to be shown or kept ("debut fevrier" -> "début février")."""
    return " ".join(ACCENTED.get(word, word) for word in phrase.split())


def spoken(day: date) -> str:
    """The day as written in a sentence: "le 1er février 2027"."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"le {number} {accented(MONTHS[day.month - 1])} {day.year}"


def make_date(year: int, month: int, day: int) -> date | None:
    """The date, or None when it does not exist."""
    try:
        return date(year, month, day)
    except ValueError:
        return None


def shift(day: date, days: int) -> date | None:
    """`day` moved by a number of days, or None beyond the calendar."""
    try:
        return day + timedelta(days=days)
    except OverflowError:
        return None


def last_day(start: date, months: int) -> date:
    """Last day included of a period of `months` months, date to date, that begins on `start`.

    The eve of the same day number, or the last day of the month when that number does not exist
    (11 January to 10 February; 31 January to 28 February). Source: article D5135-3, "date à date".
    """
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    length = calendar.monthrange(year, month)[1]
    if start.day <= length:
        return date(year, month, start.day) - timedelta(days=1)
    return date(year, month, length)


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar (anonymous algorithm of Meeus)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    shift_days = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * shift_days) // 451
    month, day = divmod(h + shift_days - 7 * m + 114, 31)
    return date(year, month, day + 1)


# Feast name (normalised) -> month and day, or days after Easter Sunday.
FIXED_FEASTS = {
    "noel": (12, 25), "reveillon": (12, 24), "saint-sylvestre": (12, 31), "nouvel an": (1, 1),
    "jour de l'an": (1, 1), "saint-valentin": (2, 14), "toussaint": (11, 1), "armistice": (11, 11),
    "assomption": (8, 15), "fete du travail": (5, 1), "fete nationale": (7, 14), "epiphanie": (1, 6),
    "chandeleur": (2, 2),
}  # fmt: skip
MOVING_FEASTS = {
    "lundi de paques": 1, "vendredi saint": -2, "paques": 0, "ascension": 39, "lundi de pentecote": 50,
    "pentecote": 49,
}  # fmt: skip
FEASTS = sorted([*FIXED_FEASTS, *MOVING_FEASTS], key=len, reverse=True)


def feast(name: str, year: int) -> date:
    """Day of the feast in that year; KeyError for an unknown name."""
    if name in MOVING_FEASTS:
        return easter(year) + timedelta(days=MOVING_FEASTS[name])
    month, day = FIXED_FEASTS[name]
    return date(year, month, day)


def weekday_index(name: str) -> int:
    """0 for "lundi" (or "lundis") to 6 for "dimanche"."""
    return WEEKDAYS.index(name.rstrip("s"))
