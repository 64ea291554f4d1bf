"""First and last day of the immersion, with the role each day plays in the sentence."""

import re
from datetime import date
from itertools import islice

from . import dates, durations, ranges, weekdays, weeks
from .about import OWN_PLAN, is_something_else, placed_day
from .calendar_fr import accented, make_date, spoken
from .clauses import clause_around
from .dates import ATOM, MONTH, MONTH_ALONE, VAGUE, WEEKDAY
from .model import Reading
from .normalise import MONTHS
from .patterns import words

# Words between "la fin" or "le premier jour" and its date.
NOUN_TAIL = (
    r"(?:[ :,]+(?:du stage|de l'immersion|de la periode|c'est|ce sera|ce serait|est|sera|serait|prevue?"
    r"|fixee?|qui|reste(?:ra|rait)?|pass(?:e|era|erait)|tomb(?:e|era|erait)|finalement|maintenant|donc"
    r"|(?:re)?pouss\w+|report\w+|decal\w+|avanc\w+|deplac\w+|prolong\w+|mainten\w+"
    r"|plutot|bien))*"
)
# "Dès le 3", and no « la ferme des trois chênes ».
AS_SOON_AS = rf"\bdes(?! \d{{1,2}}(?! (?:{'|'.join(MONTHS)})\b))"
START_LEAD = (
    rf"(?:a partir (?:du|de|d'|des)|a compter (?:du|de|d')|{AS_SOON_AS}"
    r"|\b(?:on|je|j'en|nous|il|elle) (?:pass\w+|repass\w+|par[ts]|partira\w*|decal\w+|bascul\w+)"
    r" (?:plutot |donc |finalement )?(?:au|sur le)(?! ?\d+ ?(?:h|heures))"
    rf"|\b(?:premier jour|debut|depart){NOUN_TAIL}"
    r"|\b(?:decal|repouss|report|avanc)(?:ez|er|e|ons|erait|era)(?:[- ]moi)?"
    r"(?: tout| ca| le stage| l'immersion| les dates)? (?=au\b)|"
    rf"(?:\by (?:sois|soit|etre|serai[st]?|sera)(?! (?:du |les? )?{WEEKDAY}s?\b(?! \d))"
    r"|(?:commenc|demarr|debut|attaqu|rentr|arriv)\w{1,6})\b"
    r"(?: (?:l'immersion|mon immersion|l'"
    r"|mon stage|le stage|la periode|la|ca|plutot"
    r"|seulement|que|qu'|donc|bien|peut-etre|normalement|vers|des|a partir d[ue]|au|ce|par))*)"
)

END_LEAD = (
    rf"(?:jusqu'au|jusqu'a|\b(?:dernier jour|dernier(?= le )|fin|terme){NOUN_TAIL}|"
    r"(?<!\ba )(?:fini|termin|arret|achev|clotur|boucl)\w{0,7}\b(?:-(?:nous|moi|la))?(?:,? (?:l'immersion"
    r"|mon immersion|mon stage"
    r"|le stage|la periode|ca|tout|la|finalement|plutot|donc|au plus tard|des|plus tot,?|plus tard,?))*"
    # "ça nous mène au 13", "on pousse au 5": where the stay then ends.
    r"|\b(?:(?:ca|cela|ce qui) (?:va |vont )?(?:nous |vous |le |la |l'|m'|me )?(?:(?:a|em)?men|condui"
    r"|va\b|irait|ira|fait|ferait|donne)\w*|pouss\w*|prolong\w*|rallong\w*|raccourci\w*)"
    r"(?: donc| alors| du coup)? (?=au\b)"
    r"|\b(?:repar(?:s|t|tir\w*|tent)|(?:s'en|m'en) (?:va|vais|ira|irai|aller)|rest(?:e|era|erai|erait)s? la))"
)

START = re.compile(
    rf"{START_LEAD}[\s:]*(?:un {WEEKDAY},? )?(?:le |la |l'|du |au |a (?={dates.FEAST}))?(?P<a>{ATOM}"
    rf"|{MONTH}\b)"
)

END = re.compile(rf"{END_LEAD}[\s:]*(?:un {WEEKDAY},? )?(?:le |la |l'|au )?(?P<a>{ATOM}|{MONTH}\b)")

_AND_THE_END = re.compile(rf",? (?:et|puis) (?:la |le |je |il |elle |on |ca )?(?:{END.pattern})")
LEAVES = re.compile(rf"\b(?:je|il|elle) (?:pars|part|partir\w+) (?:le )?(?P<a>{ATOM})")
NEUTRAL = re.compile(rf"(?<![\d/'-])\b(?P<lead>le |ce |c'est |pour |au |plutot )?(?P<a>{ATOM})")

LOOSE_MONTH = re.compile(
    rf"\b(?:en|au mois de|au mois d'|vers|courant|dans le mois de|pour"
    rf"|mois de) ?(?P<m>{MONTH})\b(?: prochain| \d{{4}}\b)?|\b(?P<n>{MONTH}) prochain\b"
)

WHOLE_DAY_AFTER = re.compile(
    r",? (?:toute la journee|juste (?:ce jour|la journee)"
    r"|(?:sur )?une (?:seule )?journee)\b"
)
_BOUNDS = ("start_date", "end_date")
FEW_WORDS = 2  # "le 19 janvier alors" is nothing but a day
# These change nothing: « on garde le 18 » names a day that is held.
KEEPS = re.compile(r"\b(?:gard|laiss|maint(?:ien|en)|conserv)\w*|\b(?:s'en|nous en) (?:tien|ten)\w*")
CHANGES = re.compile(
    r"\b(?:decal|repouss|report|avanc|chang|modifi|corrig|remplac|prefer|mett|mets|laiss|gard)\w*"
)
_TAKES_BACK = re.compile(rf"\b(?:{words('corrections', 'takes_back')}|attend\w*|enfin|mett\w+|mets)\b")
SUBJECT = re.compile(r"\b(?:je|il|elle|on|nous|ils|elles|mon|ma|ca)\b|\bj'")
MOST_MENTIONS = 30  # bounds the work on endless lists of numbers
LONGEST_GAP_DAYS = 200  # an end inferred later than this after the start means that the start is after it


def read(reading: Reading) -> None:
    """Fill start_date and end_date from the days written; note approximations and conflicts."""
    if reading.question in ("f7_insertion", "q4_age", "f8_prior"):
        return
    if ranges.read_range(reading):
        _read_other_end(reading)
    elif not (ranges.read_day_list(reading) or weeks.read(reading)):
        _read_marked(reading)
        if "start_date" not in reading.found.fields or reading.asks("q6_dates"):
            _read_neutral(reading)
    _read_loose_month(reading)


def _read_other_end(reading: Reading) -> None:
    """ "du 11 au 22 janvier, enfin mettez jusqu'au 20": the last day of a range taken back after it."""
    start, place = reading.found.fields.get("start_date"), reading.found.spans.get("end_date")
    if start is None or place is None:
        return
    again = END.search(reading.timed, place[1])
    mention = dates.parse(again["a"], reading.today) if again else None
    if not again or not mention or is_something_else(reading, again):
        return
    if not _TAKES_BACK.search(reading.timed, place[1], again.start()):
        return
    try:
        day = dates.after(mention, start)
    except ValueError:
        return
    reading.claim(*again.span())
    if day and (day - start).days <= LONGEST_GAP_DAYS:
        reading.found.fields["end_date"] = day
        reading.found.spans["end_date"] = again.span()


def _settled(reading: Reading) -> bool:
    return "start_date" in reading.found.fields or "end_date" in reading.found.fields


def _read_marked(reading: Reading) -> None:
    """Days whose role is said: "à partir du 7", "jusqu'au 22", "je finirais le 18"."""
    if _read_marked_pair(reading):
        return
    said = (m for m in START.finditer(reading.timed) if not re.fullmatch(VAGUE, m[0]))
    match = next((start for start in said if not _is_in_a_list(reading, start)), None)
    if match and ranges.is_open_choice(reading, *match.span()):
        return
    if match and not is_something_else(reading, match):
        reading.claim(match.start(), match.end())
        _put_day(reading, "start_date", match["a"], reading.today, match.start())
    match = END.search(reading.timed) or (
        LEAVES.search(reading.timed) if reading.known("start_date") else None
    )
    if match and not re.fullmatch(VAGUE, match.group()) and not is_something_else(reading, match):
        reading.claim(match.start(), match.end())
        floor = reading.known("start_date") or reading.today
        _put_day(reading, "end_date", match["a"], floor, match.start())


def _read_marked_pair(reading: Reading) -> bool:
    """ "le début c'est le 12 et la fin le 23 janvier": the month said last is that of both days."""
    start, end = START.search(reading.timed), END.search(reading.timed)
    if not start or not end or end.start() < start.end() or is_something_else(reading, start):
        return False
    first, second = (dates.parse(match["a"], reading.today) for match in (start, end))
    if not first or not second or first.day is None or first.month or second.month is None:
        return False
    reading.claim(*start.span())
    reading.claim(*end.span())
    ranges.put_range(reading, first, second)
    return True


def _read_neutral(reading: Reading) -> None:
    """A day without a stated role: the start, or the end when the start is known and dates are asked."""
    said = list(islice(NEUTRAL.finditer(reading.timed), MOST_MENTIONS))
    # "après les fêtes, disons le 11 janvier": the day rather than the time of the year.
    for match in sorted(said, key=lambda match: bool(re.fullmatch(VAGUE, match["a"]))):
        phrase = match["a"]
        if re.search(r"\d", phrase) and ranges.is_open_choice(reading, *match.span()):
            return
        if is_something_else(reading, match) or not _counts_as_plan(reading, match):
            continue
        if _is_held(reading, match):
            reading.claim(*match.span())
            continue
        name = "start_date"
        plan_start = reading.plan.get("start_date")
        if "start_date" in reading.found.fields or (reading.asks("q6_dates") and plan_start):
            name = "end_date"
        if name == "end_date" and ("end_date" in reading.found.fields or reading.plan.get("end_date")):
            name = "start_date"
        if name in reading.found.fields:
            return
        reading.claim(match.start(), match.end())
        floor = reading.known("start_date") if name == "end_date" else None
        _put_day(reading, name, phrase, floor or reading.today, match.start())
        whole_day = re.search(
            r"\b(?:la |une )?(?:seule )?journee (?:complete )?du ?$", reading.full[: match.start()]
        )
        whole_day = whole_day or WHOLE_DAY_AFTER.match(reading.full, match.end())
        if name == "start_date" and whole_day and "start_date" in reading.found.fields:
            reading.put("end_date", reading.found.fields["start_date"])
        return


def _is_held(reading: Reading, match: re.Match) -> bool:
    """Whether a day is a bound that the plan has already, or can only be one: "on garde le 18"."""
    said, held = dates.parse(match["a"], reading.today), (reading.plan.get(n) for n in _BOUNDS)
    bounds = [bound for bound in held if bound]
    if said is None or said.day is None or len(bounds) < len(_BOUNDS):
        return False
    if any(bound.day == said.day and said.month in (None, bound.month) for bound in bounds):
        return True
    clause = clause_around(reading.timed, *match.span())
    return not said.month and bool(KEEPS.search(clause)) and not reading.asks("q6_dates")


def _counts_as_plan(reading: Reading, match: re.Match) -> bool:
    phrase, lead = match["a"], (match["lead"] or "").strip()
    if re.fullmatch(dates.FEAST, phrase) and not _is_little_more(reading, match):
        # "les plateaux de Noël".
        return False
    if re.fullmatch(r"\d{1,2}(?:er)?", phrase):
        if lead not in ("le", "au"):
            return False
        if lead == "au":
            return reading.asks("q6_dates")
    habit = re.search(r"\b(?:du|au) $", reading.timed[: match.start("a")])
    if re.fullmatch(rf"(?:ce )?{WEEKDAY}", phrase) and (
        lead == "le" or habit or not reading.asks("q6_dates") or _is_in_a_list(reading, match)
    ):
        # "le mardi" is a habit; a bare "mardi" is a day only as an answer about dates.
        return False
    if reading.asks("q6_dates"):
        return True
    if reading.question:
        return bool(re.search(r"\d", phrase)) and bool(
            OWN_PLAN.search(clause_around(reading.timed, *match.span()))
        )
    if reading.plan.get("start_date"):
        # The plan has its dates: another day is one of them only when the words say so.
        said = clause_around(reading.timed, *match.span())
        alone = _is_little_more(reading, match) and not SUBJECT.search(said)
        ends = _AND_THE_END.match(reading.full, match.end())
        return alone or bool(ends or OWN_PLAN.search(said) or CHANGES.search(said))
    short = len(reading.full.split()) <= (9 if re.search(r"\d", phrase) else 6) or bool(
        durations.lengths(reading.timed)
    )
    if re.fullmatch(r"aujourd'hui|(?:ce )?" + WEEKDAY, phrase):
        return False
    return short or bool(OWN_PLAN.search(clause_around(reading.timed, *match.span())))


def _is_little_more(reading: Reading, match: re.Match) -> bool:
    """Whether the message says little besides."""
    return len(reading.full.split()) <= len(match[0].split()) + FEW_WORDS


def _is_in_a_list(reading: Reading, match: re.Match) -> bool:
    """Whether a weekday is one of several: "donc lundi mardi jeudi vendredi"."""
    return any(
        said.start() <= match.start("a") < said.end() for said in weekdays.LIST.finditer(reading.timed)
    )


def _put_day(reading: Reading, name: str, phrase: str, floor: date, position: int) -> None:
    if phrase in MONTHS or re.fullmatch(VAGUE, phrase):
        reading.approximate(name, accented(phrase))
        return
    day = _before_the_end(reading, name, phrase) or _told_from_start(reading, name, phrase)
    day = day or placed_day(reading, phrase, floor, name, position)
    if day is None or day.year < reading.today.year - 1:
        # So long ago, it is a birth or a memory.
        return
    start = reading.known("start_date")
    written_year = re.search(r"\d{4}", phrase)
    if (
        name == "end_date"
        and start
        and (day < start or (not written_year and (day - start).days > LONGEST_GAP_DAYS))
    ):
        wrong = day if day < start else make_date(day.year - 1, day.month, day.day) or day
        text = (
            f"Le dernier jour ({spoken(wrong)}) est avant le premier ({spoken(start)}). Quelles sont les "
            f"bonnes dates ?"
        )
        reading.conflict("end_before_start", text, "end_date")
        return
    reading.put(name, day)


def _before_the_end(reading: Reading, name: str, phrase: str) -> date | None:
    """ "le 5, jusqu'au 15 janvier": a first day without a month is the nearest one before the last."""
    mention, end = dates.parse(phrase, reading.today), reading.found.fields.get("end_date")
    if name != "start_date" or not end or not mention or mention.day is None or mention.month:
        return None
    try:
        day = dates.before(dates.without_weekday(mention), end)
    except dates.ImpossibleDate:
        return None
    return day if day and day >= reading.today else None


def _told_from_start(reading: Reading, name: str, phrase: str) -> date | None:
    """ "du mercredi 13 au mercredi d'après": a day told from the first one."""
    start, said = reading.known("start_date"), dates.parse(phrase, reading.today)
    return said.from_start(start) if name == "end_date" and start and said else None


def _speaks_of_dates(reading: Reading, clause: str) -> bool:
    """The clause is about the plan, or the whole message is little more than this phrase."""
    return (
        bool(OWN_PLAN.search(clause))
        or len(reading.full.split()) <= 5
        or len(clause.split()) <= 4
        or bool(durations.lengths(reading.timed))
    )


def _read_loose_month(reading: Reading) -> None:
    """A month alone is not a date: it stays approximate."""
    if (
        _settled(reading)
        or "start_date" in reading.found.approximate
        or reading.found.conflicts
        or reading.found.rejected
    ):
        return
    if reading.asks("q6_dates"):
        match = re.search(MONTH_ALONE, reading.timed)
        phrase = match.group() if match else None
    else:
        match = LOOSE_MONTH.search(reading.timed)
        phrase = match.group() if match else None
    if match is None:
        match = re.search(rf"(?<!avant )(?<!jusqu'a )\b{VAGUE}", reading.timed)
        phrase = match.group() if match else None
    if match is None or phrase is None or is_something_else(reading, match) or reading.plan.get("start_date"):
        return
    clause = clause_around(reading.timed, *match.span())
    if not reading.asks("q6_dates") and not _speaks_of_dates(reading, clause):
        return
    if reading.question not in (None, "q6_dates"):
        return
    reading.claim(match.start(), match.end())
    reading.approximate("start_date", accented(phrase.strip()))
