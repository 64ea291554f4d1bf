"""Hours: "9h-17h avec une heure de pause", "35h", "7h30 par jour", "mi-temps", "de nuit"."""

import itertools
import re
from dataclasses import dataclass

from .clauses import clause_around, is_negated
from .model import Reading
from .patterns import any_of, words

CLOCK = r"(\d{1,2})h(\d{2})?\b"
DAY_PART = r"(?: (?:du |le )?(matin|soir)\b| (?:de l'|l'|d')apres-midi| pile| environ)?"
CLOCK_RANGE = re.compile(
    rf"(?<![\d.,/])(?:(?:entre|de|des|d') ?)?\b(\d{{1,2}})(?:h(\d{{2}})?)?{DAY_PART}\s*(?:-|a|jusqu'a|/|et"
    rf"|,)?\s*\b{CLOCK}{DAY_PART}(?! par| de pause|/| hebdo| semaine| la semaine| jour)"
)
REVERSED_RANGE = re.compile(rf"\b(?:de|entre) {CLOCK} (?:a|et) (\d{{1,2}})\b(?! ?(?:h|min|jours|ans|/))")
START = re.compile(
    rf"\b(?:(?:{words('hours', 'begins')})\w*(?:(?: [a-z0-9'/]{{1,10}}){{0,4}}?"
    rf" (?:a|vers|des|qu'a))?"
    rf"|a partir d[eu]|des|debut a|je (?:serai|suis) la (?:a|des)) ?{CLOCK}{DAY_PART}(?! ?(?:par\b|/))"
)
END = re.compile(
    rf"\b(?:(?:{words('hours', 'ends')})\w*(?:(?: [a-z0-9'/]{{1,10}}){{0,4}}? (?:a|vers))?"
    rf"|jusqu'a"
    rf"|fin a) ?{CLOCK}{DAY_PART}(?! ?(?:par\b|/))"
)
# "à vingt heures maximum je suis sorti".
GONE_AT = re.compile(
    rf"\ba {CLOCK}{DAY_PART}(?: maxi\w*| au plus tard| grand max)?,? (?:je |j'|il |elle |c'est )(?:suis "
    rf"|est |ai |a )?"
    r"(?:sor|parti|fini|rentr|termin|debauch|dehors)"
)
BREAK = re.compile(
    r"(?:(\d{1,2})h(\d{2})?|(\d{1,3})min)(?: seulement)? (?:de |d'|pour )?(?:la )?(?:pause|coupure|manger"
    r"|dejeuner|le midi|a midi|entre midi|le repas|de table|de battement|(?:de |pour le )?casse-croute)"
    r"|(?:pause|coupure)s?(?: [a-z']{1,10}){0,4}? ?(?:d'|de|:|,)? ?(?:(\d{1,2})h(\d{2})?"
    r"|(\d{1,3})min)\b(?!-)(?! a \d)"
)
BREAK_RANGE = re.compile(
    rf"\b(?:pause|coupure|mange\w*|repas|dejeun\w*)[a-z' :]{{0,25}}?\b{CLOCK} ?(?:a|et|-|/)? ?{CLOCK}"
)
NO_BREAK = any_of(
    r"\b(?:sans|pas de|aucune|non stop|en continu sans) (?:pause|coupure|arret)",
    r"\bjournee continue\b",
    r"\bnon[- ]stop\b",
)
AMOUNT = r"(\d{1,3})(?:h(\d{2})?|\.(\d{1,2})h)"
PER_DAY = re.compile(
    rf"(?<![\d.,/]){AMOUNT} ?(?:par|/|de presence par|chaque|de travail par|quotidien\w*|la"
    rf"|de stage par) ?(?:jour(?:nee|s)?|j\b)?"
)
PER_WEEK = re.compile(
    rf"(?<![\d.,/]){AMOUNT} ?(?:(?:de presence |de travail |de stage )?(?:par|/|la|chaque"
    rf"|dans la) ?(?:semaines?|sem)|/ ?s\b|hebdo\w*|semaines?)"
)
DAILY_WORDS = re.compile(rf"\b(?:journees? d[e'] ?|chaque jour,? |par jour,? (?:c'est )?){AMOUNT}")
WEEKLY_WORDS = re.compile(
    rf"\b(?:semaines? d[e'] ?|par semaine,? (?:c'est|ca fait) ){AMOUNT}(?! ?(?:par|/) ?j)"
)
BARE = re.compile(
    rf"(?<![\d.,/hd'])(?<!\ba )(?<!\bvers )(?<!apres )(?<!avant )(?<!sous )(?<!d'ici )(?<!pendant "
    rf")(?<!jusqu'a ){AMOUNT}(?!\d|\s*(?:du matin|du soir|de pause"
    rf"|par mois|/mois|pour|de (?!presence|travail|stage|immersion|suite)[a-z]{{4,}} (?:par|chaque)"
    rf"|de formation|du rsa|pile|-|a \d))"
)
HALF_DAYS = re.compile(
    rf"(?<!a )(?<!de )\b{CLOCK} (?:le|chaque|tous les) matins?(?: et|,)? (?:puis )?{CLOCK} (?:l'"
    rf"|les )apres-midis?"
)
# "pas plus de 30 heures" is a wish, not a length.
LIMIT = re.compile(
    rf"\b(?:plus|moins|maximum|minimum) (?:d[e'] ?)?{AMOUNT}|\b(?:au (?:plus|moins|maximum)) {AMOUNT}"
)
HALF_TIME = re.compile(r"\b(?:a |en |un )?mi[- ]temps\b(?! therapeutique)|\ba moitie temps\b")
FULL_TIME = re.compile(r"\b(?:a |en |un |de )?(?:temps (?:plein|complet)|plein[- ]temps)\b")
OWN_JOB = re.compile(rf"\b(?:{words('times', 'own_job')}|{words('times', 'travel')})\b")
NIGHT = re.compile(r"\b(?:de nuit|la nuit|les nuits|travail de nuit|en nuit|nuits? (?:en|de) semaine)\b")
LEGAL_WEEK_HOURS = 35  # article L3121-27: what "temps plein" means; half of it for "mi-temps"
LEAST_BARE_WEEK = 16  # a bare "20h" is a week, a bare "8h" is a day


@dataclass(frozen=True)
class Span:
    """Presence from `start` to `end`, in minutes after midnight."""

    start: int
    end: int


def read(reading: Reading) -> None:
    """Fill day_start, day_end, break_minutes, daily_hours, weekly_hours and night_presence."""
    if reading.question not in (None, "q6_dates", "q7_schedule", "f3_minor_times"):
        return
    _read_half_days(reading)
    _read_break(reading)
    spans = _read_spans(reading)
    _read_single_times(reading)
    _read_bare_numbers(reading)
    _read_amounts(reading)
    _read_part_time(reading)
    _read_night(reading)
    _add_day_length(reading, spans or _span_of_single_times(reading))


def _read_half_days(reading: Reading) -> None:
    """Lengths of the two halves of a day: "quatre heures le matin et trois heures l'après-midi"."""
    match = HALF_DAYS.search(reading.timed)
    if match and int(match[1]) + int(match[3]) < LEAST_BARE_WEEK and int(match[3]) < 8:
        reading.claim(match.start(), match.end())
        minutes = _minutes(match[1], match[2]) + _minutes(match[3], match[4])
        _put_daily(reading, minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 4))


def clock(minutes: int) -> str:
    """ "09:30" for 570 minutes; midnight at the end of a day is "00:00"."""
    return f"{minutes // 60 % 24:02d}:{minutes % 60:02d}"


def _minutes(hour: str, minute: str | None, part: str | None = None) -> int:
    value = int(hour) * 60 + int(minute or 0)
    if part == "soir" and int(hour) < 12:
        value += 720
    return value


def _reject_hour(reading: Reading, name: str, hour: str) -> None:
    reading.reject(
        name,
        f"« {hour} h » n'est pas une heure de la journée. Donnez une heure entre 0 h et 24 h, par exemple "
        f"« 9h-17h ».",
    )


def _read_break(reading: Reading) -> None:
    match = BREAK_RANGE.search(reading.timed)
    if match:
        length = _minutes(match[3], match[4]) - _minutes(match[1], match[2])
        reading.claim(match.start(), match.end())
        if 0 < length <= 600:
            reading.put("break_minutes", length)
        return
    match = BREAK.search(reading.timed)
    if match:
        hours = match[1] or match[4]
        minutes = int(hours) * 60 + int(match[2] or match[5] or 0) if hours else int(match[3] or match[6])
        reading.claim(match.start(), match.end())
        if minutes <= 600:
            reading.put("break_minutes", minutes)
        return
    match = NO_BREAK.search(reading.timed)
    if match and "journee continue" not in match.group():
        reading.put("break_minutes", 0)


def _read_spans(reading: Reading) -> list[Span]:
    spans: list[Span] = []
    reading.timed = REVERSED_RANGE.sub(lambda m: m.group()[:-1] + m.group()[-1], reading.timed)
    for match in list(CLOCK_RANGE.finditer(reading.timed)):
        if not _is_clock_range(match):
            continue
        first = _minutes(match[1], match[2], match[3])
        second = _minutes(match[4], match[5], match[6])
        reading.claim(match.start(), match.end())
        if first > 1440 or int(match[2] or 0) > 59:
            _reject_hour(reading, "day_start", match[1])
            return []
        if second > 1440 or int(match[5] or 0) > 59:
            _reject_hour(reading, "day_end", match[4])
            return []
        spans.append(Span(first, second))
    if not spans:
        return []
    reading.put("day_start", clock(spans[0].start if _in_order(spans) else min(s.start for s in spans)))
    reading.put("day_end", clock(spans[-1].end if _in_order(spans) else max(s.end for s in spans)))
    return spans


def _is_clock_range(match: re.Match) -> bool:
    """Two amounts side by side ("7h 35h") are not a range; "9 17h" needs a link between the two."""
    text = match.group()
    has_first_hour = re.match(r"[a-z' ]*\d{1,2}h", text) is not None
    linked = re.search(r"\d(?:h\d*)?[a-z' ]*?\s*(?:-|\ba\b|jusqu'a|/|\bet\b)\s*\d", text) is not None
    if not has_first_hour:
        return linked and re.search(r"^(?:de|entre)|\d\s*-|\d a ", text) is not None
    if linked:
        return not (
            re.search(r"\bet\b|/", text) and not text.startswith(("entre", "de")) and int(match[4]) > 24
        )
    return int(match[1]) <= 24 and int(match[4]) <= 24


def _in_order(spans: list[Span]) -> bool:
    return all(a.end <= b.start for a, b in itertools.pairwise(spans))


def _read_single_times(reading: Reading) -> None:
    for pattern, name in ((START, "day_start"), (END, "day_end"), (GONE_AT, "day_end")):
        match = next((said for said in pattern.finditer(reading.timed) if _is_own(reading, said)), None)
        if not match:
            continue
        reading.claim(match.start(1), match.end())
        minutes = _minutes(match[1], match[2], match[3])
        if minutes > 1440:
            _reject_hour(reading, name, match[1])
        else:
            reading.put(name, clock(minutes))


def _is_own(reading: Reading, said: re.Match) -> bool:
    """Whether a time is the person's: "ils embauchent à 5 h, moi je commence à 7 h"."""
    before = clause_around(reading.timed, said.start(), said.end()).partition(said.group())[0]
    return not is_negated(reading.timed, said.start()) and not re.search(r"\b(?:ils|elles) $", before)


def _amount(match: re.Match) -> float:
    """Hours written "7h30", "7.5h" or "7h"."""
    value = float(f"{match[1]}.{match[3]}") if match[3] else int(match[1]) + int(match[2] or 0) / 60
    return int(value) if value == int(value) else round(value, 4)


def _read_amounts(reading: Reading) -> None:
    for limit in LIMIT.finditer(reading.timed):
        reading.claim(*limit.span())
    weekly = PER_WEEK.search(reading.timed) or WEEKLY_WORDS.search(reading.timed)
    if weekly and not OWN_JOB.search(clause_around(reading.full, weekly.start(), weekly.end())):
        reading.claim(weekly.start(), weekly.end())
        _put_weekly(reading, _amount(weekly))
    daily = PER_DAY.search(reading.timed) or DAILY_WORDS.search(reading.timed)
    if daily and not OWN_JOB.search(clause_around(reading.full, daily.start(), daily.end())):
        reading.claim(daily.start(), daily.end())
        _put_daily(reading, _amount(daily))
    bare = BARE.search(reading.timed)
    if bare and not OWN_JOB.search(clause_around(reading.full, bare.start(), bare.end())):
        value = _amount(bare)
        if value >= LEAST_BARE_WEEK:
            reading.claim(bare.start(), bare.end())
            _put_weekly(reading, value)
        elif "day_end" in reading.found.fields and "day_start" not in reading.found.fields:
            # "j'arriverai plus tôt, 9 h 45, jusqu'à 18 h".
            reading.claim(bare.start(), bare.end())
            reading.put("day_start", clock(_minutes(bare[1], bare[2])))
        elif _bare_day_allowed(reading):
            reading.claim(bare.start(), bare.end())
            _put_daily(reading, value)


def _read_bare_numbers(reading: Reading) -> None:
    """Answers without a unit, when the hours are asked: "7", "35", "9-17"."""
    if reading.question not in ("q7_schedule", "f3_minor_times"):
        return
    match = re.search(r"^\W*(?:de )?(\d{1,2}) ?(?:-|a) ?(\d{1,2})\W*$", reading.timed)
    match = match or re.search(r"\bde (\d{1,2}) a (\d{1,2})\b(?! ?(?:h|min|jours|ans|/))", reading.timed)
    match = match or re.search(r"(?<![\d/.-])(\d{1,2}) ?- ?(\d{1,2})(?![\d/.h-])", reading.timed)
    if match and int(match[1]) < int(match[2]) <= 24:
        reading.claim(match.start(), match.end())
        reading.put("day_start", clock(int(match[1]) * 60))
        reading.put("day_end", clock(int(match[2]) * 60))
        return
    match = re.search(r"^\W*(?:non |plutot |environ |c'est |,)*(\d{1,3}(?:[.,]\d)?)\W*$", reading.timed)
    if match and reading.question == "q7_schedule":
        reading.claim(match.start(), match.end())
        value = float(match[1].replace(",", "."))
        value = int(value) if value == int(value) else value
        if value >= LEAST_BARE_WEEK:
            _put_weekly(reading, value)
        else:
            _put_daily(reading, value)


def _bare_day_allowed(reading: Reading) -> bool:
    if reading.asks("q7_schedule"):
        return True
    return (
        reading.question is None
        and ("day_start") not in reading.found.fields
        and "day_end" not in reading.found.fields
    )


def _put_daily(reading: Reading, value: float) -> None:
    if 0 < value <= 24:
        reading.put("daily_hours", value)
    else:
        reading.reject(
            "daily_hours",
            "Une journée compte 24 heures au plus. Donnez un nombre d'heures par jour, par exemple « "
            "7 heures ».",
        )


def _put_weekly(reading: Reading, value: float) -> None:
    if 0 < value <= 168:
        reading.put("weekly_hours", value)
    else:
        reading.reject(
            "weekly_hours",
            "Une semaine compte 168 heures au plus. Donnez un nombre d'heures par semaine, par "
            "exemple « 35 heures ».",
        )


def _read_part_time(reading: Reading) -> None:
    for pattern, hours in ((HALF_TIME, LEGAL_WEEK_HOURS / 2), (FULL_TIME, LEGAL_WEEK_HOURS)):
        match = pattern.search(reading.timed)
        if not match or is_negated(reading.timed, match.start()):
            continue
        if not OWN_JOB.search(clause_around(reading.full, match.start(), match.end())):
            reading.put("weekly_hours", hours)


def _read_night(reading: Reading) -> None:
    match = NIGHT.search(reading.text)
    if match and not OWN_JOB.search(clause_around(reading.text, match.start(), match.end())):
        reading.put("night_presence", not is_negated(reading.text, match.start()))


def _span_of_single_times(reading: Reading) -> list[Span]:
    """The day told in two verbs: "je commence à 9 h et je finis à 17 h"."""
    first, last = (reading.found.fields.get(name) for name in ("day_start", "day_end"))
    if first is None or last is None:
        return []
    return [Span(_minutes(*first.split(":")), _minutes(*last.split(":")))]


def _add_day_length(reading: Reading, spans: list[Span]) -> None:
    """Break and hours of the day, when the sentence gives enough to tell them."""
    if "daily_hours" in reading.found.fields or not spans:
        return
    gaps = [b.start - a.end for a, b in itertools.pairwise(spans)]
    if len(spans) > 1:
        same_day = _in_order(spans) and len(spans) == 2
        if not same_day:
            return
        reading.put("break_minutes", max(gaps))
        worked = sum((span.end - span.start) % 1440 for span in spans)
    elif "break_minutes" in reading.found.fields:
        worked = (spans[0].end - spans[0].start) % 1440 - reading.found.fields["break_minutes"]
    else:
        return
    if worked > 0:
        hours = worked / 60
        reading.put("daily_hours", int(hours) if hours == int(hours) else round(hours, 4))
