"""How many hours: "7h30 par jour", "35h", "mi-temps", "quatre heures le matin et trois l'après-midi"."""

import re

from . import weekdays
from .clauses import clause_around, is_negated
from .clocks import minutes_of, spoken
from .model import Reading
from .patterns import words

_AMOUNT = r"(\d{1,3})(?:h(\d{2})?|\.(\d{1,2})h)"
_PER_DAY = re.compile(
    rf"(?<![\d.,/]){_AMOUNT} ?(?:quotidien\w*|(?:par|/|de presence par|(?:a )?chaque|de travail par|la"
    r"|de stage par) ?(?:jour(?:nee|s)?|jrs?|fois|j)\b)"
)
_PER_WEEK = re.compile(
    rf"(?<![\d.,/]){_AMOUNT} ?(?:(?:de presence |de travail |de stage )?(?:par|/|la|chaque"
    rf"|dans la) ?(?:semaines?|sem)|/ ?s\b|hebdo\w*|semaines?)"
)
_DAILY_WORDS = re.compile(rf"\b(?:journees? d[e'] ?|chaque jour,? |par jour,? (?:c'est )?){_AMOUNT}")
_WEEKLY_WORDS = re.compile(
    rf"\b(?:semaines? d[e'] ?|par semaine,? (?:c'est|ca fait) "
    rf"|(?:ser\w+|est|suis|rest\w+|pass\w+) a (?=(?:2[5-9]|[34]\d)h)){_AMOUNT}(?! ?(?:par|/) ?j)"
)
# "soit 33h30 en tout", said after the hours of its days.
_IN_ALL = re.compile(rf"(?<![\d.,/])(?=1[6-9]h|[2-6]\dh){_AMOUNT} (?:en tout|au total)\b(?! (?:par|sur))")
# "par jour 7", "hebdo : 35": a figure alone after its unit.
_FIGURE_AFTER = re.compile(
    r"\b(?:(?P<day>par jour|quotidien\w*)|par semaine|hebdo\w*) ?(?:c'est |:|=)? ?"
    r"(?P<figure>\d{1,2}(?:[.,]\d{1,2})?)(?=\W*$|[,;.] ?[a-z]|,? (?:et|pause|fin|debut)\b)"
)
_FIGURE_BEFORE = re.compile(
    r"(?<![\d.,/h:-])\b(?P<figure>\d{1,2}(?:[.,]\d{1,2})?) (?:(?P<day>par jour)|par semaine)\b"
)
# "sept heures lui suffiront", "soit 7h de présence": hours of a day, whatever its clock.
_ENOUGH = re.compile(rf"(?<![\d.,/h]){_AMOUNT},? (?:{words('hours', 'enough')})\b")
_BARE = re.compile(
    r"(?<![\d.,/hd'])(?<!\ba )(?<!\bvers )(?<!apres )(?<!avant )(?<!sous )(?<!d'ici )(?<!pendant )"
    r"(?<!ouverture )(?<!fermeture )(?<!ouvre )(?<!ferme )(?<!jusqu'a )"
    rf"{_AMOUNT}(?!\d|\s*(?:du matin|du soir|de pause|plus (?:tot|tard)|(?:de|en) (?:plus|moins)\b"
    r"|par mois|/mois|pour|de (?!presence|travail|stage|immersion|suite)[a-z]{4,} (?:par|chaque)"
    rf"|de (?:{words('hours', 'not_worked')})\b|de formation|du rsa|-|a \d))"
)
_HALF_DAYS = re.compile(
    r"(?<!a )(?<!de )\b(\d{1,2})h(\d{2})?\b (?:le|chaque|tous les) matins?(?: et"
    r"|,)? (?:puis )?(\d{1,2})h(\d{2})?\b"
    r" (?:l'|les )apres-midis?"
)
# "pas plus de 30 heures" is a wish, not a length.
_LIMIT = re.compile(
    rf"\b(?:plus|moins|maxi\w*|max|mini\w*) (?:(?:d[e']|a) ?)?{_AMOUNT}(?: ?(?:par|/|la) ?(?:jour|j|sem)\w*)?"
    rf"|\b(?:au (?:plus|moins|maximum)) {_AMOUNT}"
    rf"|(?<![\d.,/h-]){_AMOUNT}(?: ?(?:par|/|la) ?(?:semaines?|sem))?,? (?:grand )?(?:maxi\w*|max|mini\w*)\b"
)
_HALF_TIME = re.compile(r"\b(?:a |en |un )?mi[- ]temps\b(?! therapeutique)|\ba moitie temps\b")
# "Je n'ai qu'un mi-temps" is the job that one has.
_HELD = re.compile(r"\b(?:j'|je |il |elle )(?:n')?(?:ai|a)(?: deja| toujours| encore)? (?:qu')?(?:un )?$")
_FULL_TIME = re.compile(r"\b(?:a |en |un |de )?(?:temps (?:plein|complet)|plein[- ]temps)\b")
OWN_JOB = re.compile(rf"\b(?:{words('times', 'own_job')}|{words('times', 'travel')})\b")
# "ma femme dit 35", "ils font 39h mais moi 35": a figure without a unit in the place of the hours of a week.
_FIGURE_OF_WEEK = re.compile(
    r"\b(?:dit|c'est|plutot|non|sur|fait|fera|a|moi|elle|lui|que|mais) (\d\d)"
    r"(?=\W*$|[,;.!]| (?:et|donc|mais|en fait)\b)"
)
_WEEK = re.compile(r"(?<![\d.,/])[2-4]\dh\b(?!\d| ?(?:-|a) ?\d)")
_DAYS = re.compile(rf"(?P<days>{weekdays.NAMED.pattern})")
_DAYS_AFTER = re.compile(rf" (?:seulement |que )?(?:le |les )(?P<days>{weekdays.NAMED.pattern})")
# Between a day and its hours: nothing much, or "que le matin,".
_BEFORE_ITS_HOURS = re.compile(
    r"(?: (?:que|seulement|juste|c'est|ce sera|de|plutot|a peine|pour|ou)\b"
    r"| le| (?:je|on|il|elle) (?:n'y |ne |n'|y )?"
    r"(?:ser\w+|suis|est|vien\w+|fer\w+|fais|fait|travaill\w+)(?: la)?)*"
    r"(?: (?:que )?(?:le |l')?(?:matin|apres-midi|soir),?)? "
)
_LEGAL_WEEK_HOURS = 35  # article L3121-27: what "temps plein" means; half of it for "mi-temps"
_WEEK_HOURS = 168
_LEAST_BARE_WEEK = 16  # a bare "20h" is a week, a bare "8h" is a day


def read_half_days(reading: Reading) -> None:
    """Lengths of the two halves of a day: "quatre heures le matin et trois heures l'après-midi"."""
    match = _HALF_DAYS.search(reading.timed)
    if match and int(match[1]) + int(match[3]) < _LEAST_BARE_WEEK and int(match[3]) < 8:
        reading.claim(match.start(), match.end())
        put_daily(reading, in_hours(minutes_of(match[1], match[2]) + minutes_of(match[3], match[4])))


def read_bare_numbers(reading: Reading) -> None:
    """An answer without a unit when the hours are asked: "7", "35", "6 par jour"."""
    if reading.question not in ("q7_schedule", "f3_minor_times"):
        return
    match = re.search(
        r"^\W*(?:non |plutot |environ |c'est |,)*(\d{1,3}(?:[.,]\d)?)(?: (?P<unit>par jour"
        r"|par semaine))?\W*$",
        reading.timed,
    )
    if match and reading.question == "q7_schedule":
        reading.claim(match.start(), match.end())
        value = float(match[1].replace(",", "."))
        value = int(value) if value == int(value) else value
        if match["unit"] == "par semaine" or (value >= _LEAST_BARE_WEEK and not match["unit"]):
            _put_weekly(reading, value)
        else:
            put_daily(reading, value)


def read(reading: Reading) -> None:
    """Fill daily_hours and weekly_hours, after the clock times are read."""
    for limit in _LIMIT.finditer(reading.timed):
        reading.claim(*limit.span())
    _read_figure_of_week(reading)
    for weekly in (_PER_WEEK, _WEEKLY_WORDS, _IN_ALL):
        if said := _first(reading, weekly):
            _put_weekly(reading, _value(said))
            break
    for daily in (_PER_DAY, _DAILY_WORDS):
        if said := _first(reading, daily):
            put_daily(reading, _value(said))
            break
    _read_figures(reading)
    if (said := _first(reading, _ENOUGH)) and "daily_hours" not in reading.found.fields:
        (_put_weekly if _value(said) >= _LEAST_BARE_WEEK else put_daily)(reading, _value(said))
    _read_bare(reading)
    _read_part_time(reading)


def _read_figures(reading: Reading) -> None:
    told = list(_FIGURE_AFTER.finditer(reading.timed))
    if reading.asks("q7_schedule"):
        told += _FIGURE_BEFORE.finditer(reading.timed)
    for said in told:
        value = float(said["figure"].replace(",", "."))
        value = int(value) if value == int(value) else value
        reading.claim(*said.span())
        (put_daily if said["day"] else _put_weekly)(reading, value)


def _read_figure_of_week(reading: Reading) -> None:
    figure = _FIGURE_OF_WEEK.search(reading.timed)
    if not figure or int(figure[1]) < _LEAST_BARE_WEEK:
        return
    if "weekly_hours" in reading.plan or _WEEK.search(reading.timed, 0, figure.start()):
        reading.claim(*figure.span(1))
        _put_weekly(reading, int(figure[1]))


def in_hours(minutes: int) -> float:
    """Minutes as hours, whole when they are."""
    return minutes // 60 if minutes % 60 == 0 else round(minutes / 60, 4)


def put_daily(reading: Reading, value: float) -> None:
    """Record the hours of a day, or that no day is so long."""
    if 0 < value <= 24:
        reading.put("daily_hours", value)
    else:
        reading.reject(
            "daily_hours",
            "Une journée compte 24 heures au plus. Donnez un nombre d'heures par jour, par exemple « "
            "7 heures ».",
        )


def _first(reading: Reading, pattern: re.Pattern) -> re.Match | None:
    """The first amount of the stay, claimed; those of a job are left out."""
    for match in pattern.finditer(reading.timed):
        if not OWN_JOB.search(clause_around(reading.full, match.start(), match.end())):
            reading.claim(match.start(), match.end())
            return match
    return None


def _day_of(reading: Reading, match: re.Match) -> frozenset[str] | None:
    """The day of an amount, among others known or said: "7 heures le vendredi", "le samedi que 3h"."""
    start, end = match.span()
    before = list(_DAYS.finditer(reading.full, max(0, start - 60), start))
    after = _DAYS_AFTER.match(reading.full, end)
    if after:
        days = weekdays.of(after["days"])
    elif before and _BEFORE_ITS_HOURS.fullmatch(reading.full, before[-1].end(), start):
        days = weekdays.of(before[-1]["days"])
    else:
        return None
    others = set(reading.plan.get("worked_weekdays") or ())
    for named in weekdays.NAMED.finditer(reading.full):
        others |= weekdays.of(named.group())
    return frozenset(days) if len(days) == 1 and others - days else None


def _value(match: re.Match) -> float:
    """Hours written "7h30", "7.5h" or "7h"."""
    value = float(f"{match[1]}.{match[3]}") if match[3] else int(match[1]) + int(match[2] or 0) / 60
    return int(value) if value == int(value) else round(value, 4)


def _read_bare(reading: Reading) -> None:
    """An amount alone: a week, a day, or the hours of one day among others, which say nothing of the rest."""
    of_days: dict[frozenset[str], float] = {}
    first = True
    while bare := _first(reading, _BARE):
        days, value = _day_of(reading, bare), _value(bare)
        if value > _WEEK_HOURS and not reading.asks("q7_schedule"):
            # "400 heures de formation".
            continue
        if value >= _LEAST_BARE_WEEK:
            _put_weekly(reading, value)
        elif days:
            of_days[days] = value
        elif first:
            _put_short(reading, bare, value)
            first = False
    reading.days_with_hours += of_days
    if len(of_days) > 1 and "daily_hours" not in reading.found.fields:
        # "le lundi 6h, le mardi 4h": what a day may reach.
        put_daily(reading, max(of_days.values()))


def _put_short(reading: Reading, bare: re.Match, value: float) -> None:
    fields = reading.found.fields
    ends_at = reading.found.spans.get("day_end", (0, 0))[0]
    if "day_end" in fields and "day_start" not in fields and bare.start() > ends_at:
        # "on finit à 16h30. 7h."
        put_daily(reading, value)
    elif "day_end" in fields and "day_start" not in fields:
        # "j'arriverai plus tôt, 9 h 45, jusqu'à 18 h".
        reading.put("day_start", spoken(minutes_of(bare[1], bare[2])))
    elif reading.asks("q7_schedule") or (
        reading.question is None and "day_start" not in fields and "day_end" not in fields
    ):
        put_daily(reading, value)


def _put_weekly(reading: Reading, value: float) -> None:
    if 0 < value <= _WEEK_HOURS:
        reading.put("weekly_hours", value)
    else:
        reading.reject(
            "weekly_hours",
            "Une semaine compte 168 heures au plus. Donnez un nombre d'heures par semaine, par "
            "exemple « 35 heures ».",
        )


def _read_part_time(reading: Reading) -> None:
    for pattern, hours in ((_HALF_TIME, _LEGAL_WEEK_HOURS / 2), (_FULL_TIME, _LEGAL_WEEK_HOURS)):
        match = pattern.search(reading.timed)
        if (
            not match
            or is_negated(reading.timed, match.start())
            or _HELD.search(reading.timed[: match.start()])
        ):
            continue
        if not OWN_JOB.search(clause_around(reading.full, match.start(), match.end())):
            reading.put("weekly_hours", hours)
