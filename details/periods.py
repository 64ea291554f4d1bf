"""First and last day of the immersion: ranges, weeks, single days, and lengths added to a start."""

import re
from datetime import date, timedelta

from . import dates, durations
from .calendar_fr import WEEKDAY_KEYS, accented, make_date, shift, spoken, weekday_index
from .clauses import clause_around, is_negated
from .dates import ATOM, MONTH, MONTH_ALONE, VAGUE, WEEKDAY, ImpossibleDate, Mention, WrongWeekday
from .model import Reading
from .normalise import MONTHS

RANGE = re.compile(
    rf"\b(?P<lead>du|de|d'|entre(?: le)?|des|a partir d[ue']|a compter d[ue']|debut(?: le)?|commen\w+ le"
    rf"|le)?\s*(?:le )?(?<![\d/.,-])"
    rf"(?P<a>{ATOM})(?: inclus| matin| au matin)?\s*,?\s*(?P<link>jusqu'au|jusqu'a|au|a|et (?:le|au)|et|-"
    rf"|et jusqu'au)\s*(?:la |le )?(?P<b>{ATOM}|{MONTH})"
)
DAY_LIST = re.compile(
    rf"\b(?:les? |seulement )(?P<weekday>{WEEKDAY}s? )?(?P<days>\d{{1,2}}(?:er)?(?:(?:, ?"
    rf"| et )(?:le )?(?:{WEEKDAY} )?\d{{1,2}}(?:er)?)+)"
    rf"(?! ?h\b|h\d)(?: (?P<month>{MONTH}))?(?: (?P<year>\d{{4}}))?"
)
WEEK_OF = re.compile(rf"\b(?:la |les )?semaines? du (?P<a>{ATOM})(?: et (?:de celle )?du (?P<b>{ATOM}))?")
NEXT_WEEK = re.compile(
    r"(?P<from>a partir de |des |de |debut de |commenc\w+ |demarr\w+ )?(?:la )?semaine (?:prochaine"
    r"|qui vient|d'apres)"
)
WEEK_NUMBER = re.compile(r"\b(?:la )?(?:semaine|s) ?(?P<number>[1-5]?\d)\b(?! ?(?:h|jours|/))")
WEEK_END = re.compile(
    rf"\b(?:ce week-end|le week-end prochain|week-end prochain|(?:le )?week-end du (?P<a>{ATOM}))"
)
WHOLE_MONTH = re.compile(
    rf"\b(?:tout (?:le mois d[e'] ?)?|le mois (?:entier |complet )?d[e'] ?)(?P<month>{MONTH})(?: "
    rf"(?P<year>\d{{4}}))?(?: entier| complet)?"
)
START_LEAD = (
    r"(?:a partir (?:du|de|d'|des)|a compter (?:du|de|d')|\bdes|premier jour(?:[ :,]+(?:serait|sera|est"
    r"|c'est|ce sera))?|\bdebut(?:[ :,]+(?:prevu|serait|sera|est))?|"
    r"\bdepart|(?:commenc|demarr|debut|attaqu|rentr)(?:e|es|er|ez|ons|ai|erai|erais|erait|era|erons|erez"
    r"|ant|ent|eraient)\b(?: (?:l'immersion|mon immersion|l'|mon stage|le stage|la periode|la|ca|plutot"
    r"|seulement|que|qu'|donc|bien|peut-etre|normalement|vers|des|a partir d[ue]|au|ce|par))*)"
)
END_LEAD = (
    r"(?:jusqu'au|jusqu'a|\bdernier jour(?:[ :,]+(?:serait|sera|est|c'est|ce sera))?"
    r"|\bfin(?:[ :,]+(?:prevue|serait|sera|est))?|"
    r"(?:fini|termine|terminera|terminerai|terminer|arrete|arreterai|arretera)(?:s|t|r|rai|ra|rais|rait"
    r"|rons|ssons|ent)?\b(?: (?:l'immersion|mon immersion|mon stage|le stage|la periode|ca|plutot|donc))*)"
)
START = re.compile(rf"{START_LEAD}\s*(?:le |la |l'|du )?(?P<a>{ATOM}|{MONTH}\b)")
END = re.compile(rf"{END_LEAD}\s*(?:le |la |l'|au )?(?P<a>{ATOM}|{MONTH}\b)")
NEUTRAL = re.compile(rf"(?<![\d/'-])\b(?P<lead>le |ce |c'est |pour |au |plutot )?(?P<a>{ATOM})")
LOOSE_MONTH = re.compile(
    rf"\b(?:en|au mois de|au mois d'|vers|courant|dans le mois de|pour"
    rf"|mois de) ?(?P<m>{MONTH})\b(?: prochain| \d{{4}}\b)?|\b(?P<n>{MONTH}) prochain\b"
)

# The date is that of something else than the immersion.
OTHER_EVENT = re.compile(
    r"rendez-vous|entretien|\bloi\b|decret|\binscri|\bdemande\b(?! d')|envoye|depose|reunion|\bdepuis\b"
    r"|reponse|\bappel|anniversaire"
    r"|licenci|ferie|concours|examen|article|\bsign|contrat|\bcdd\b|\bcddi\b|\bpec\b"
    r"|fin de (?:mes )?droits|\bformation (?:commence|debute|demarre|est|du|le)"
    r"|\bau revoir\b|\ba demain\b|\bferm[ee]|preavis|\bconge|rupture|arret|atelier|a [lL]a? radio"
    r"|\ble code\b|\bjournal|hier\b|accident|permis|embauche le|\bouv(?:re|ert)"
)
OTHER_RANGE = re.compile(
    r"(?:contrat|cddi?|formation|vacances|conges?|arret|ferme\w*|saison|maladie|ouvert\w*|cours|ages?"
    r"|enfants?) (?:[a-z']+ ){0,3}$"
)
OWN_PLAN = re.compile(
    r"\b(?:immersion|stage|pmsmp|periode|dates?|commenc|demarr|debut|ferai|fera|ferais|faire|fais|irai"
    r"|irais|aller|vais|viens|viendrai|venir|serai|sera|serait|plutot|finalement|en fait|c'est|prevu"
    r"|accueill|accepte|prend|disponible|dispo)"
)
LONGEST_GAP_DAYS = 200  # an end inferred later than this after the start means that the start is after it


def read_days(reading: Reading) -> None:
    """Fill start_date and end_date from the days written; note approximations and conflicts."""
    if reading.question in ("f7_insertion", "q4_age", "f8_prior"):
        return
    _read_negated_ranges(reading)
    if not (_read_ranges(reading) or _read_day_list(reading) or _read_weeks(reading)):
        _read_marked(reading)
        if "start_date" not in reading.found.fields or reading.asks("q6_dates"):
            _read_neutral(reading)
    _read_loose_month(reading)


def _settled(reading: Reading) -> bool:
    return "start_date" in reading.found.fields or "end_date" in reading.found.fields


def _read_negated_ranges(reading: Reading) -> None:
    """Blank a date that is put aside: "pas du 7 au 18 mais …", "ce n'est pas le 7 mais le 14"."""
    pattern = rf"\bpas (?:du |le |de )?{ATOM}(?: au {ATOM})?(?= mais|,| c'est| plutot)"
    for match in re.finditer(pattern, reading.timed):
        reading.claim(match.start(), match.end())


def _read_ranges(reading: Reading) -> bool:
    """The first range of the sentence that can be one of days. True when one was read, even wrongly written."""
    for match in RANGE.finditer(reading.timed):
        if not _is_range(match, reading):
            continue
        before = reading.timed[max(0, match.start() - 40) : match.start()]
        if OTHER_RANGE.search(before) or "depuis" in before[-10:]:
            continue
        phrase_a, phrase_b = match["a"], match["b"]
        reading.claim(match.start(), match.end())
        first = dates.parse(phrase_a, reading.today)
        second = (
            Mention(vague=accented(phrase_b)) if phrase_b in MONTHS else dates.parse(phrase_b, reading.today)
        )
        if first and second:
            week_ahead = first.bare_weekday and phrase_b.endswith(("prochain", "qui vient"))
            put_range(
                reading, first, Mention(weekday=_weekday_of(phrase_b)) if week_ahead else second, week_ahead
            )
        return True
    return False


def _weekday_of(phrase: str) -> int:
    return weekday_index(re.search(WEEKDAY, phrase)[0])


def _is_range(match: re.Match, reading: Reading) -> bool:
    first, second, lead, link = match["a"], match["b"], match["lead"] or "", match["link"]
    bare_a, bare_b = re.fullmatch(r"\d{1,2}(?:er)?", first), re.fullmatch(r"\d{1,2}(?:er)?", second)
    if bare_a and bare_b:
        return (lead, link) in {
            ("du", "au"),
            ("du", "jusqu'au"),
            ("entre le", "et le"),
            ("le", "et le"),
            ("du", "-"),
        } or (reading.asks("q6_dates") and link in ("au", "-", "a"))
    if second in MONTHS:
        return link in ("a", "jusqu'a") and not bare_a
    if link == "et" or (link == "et le" and not lead.startswith(("entre", "le"))):
        return lead.startswith(("le", "entre")) and bool(re.search(r"\d", first) and re.search(r"\d", second))
    only_weekdays = re.fullmatch(rf"(?:ce )?{WEEKDAY}", first) and re.fullmatch(rf"{WEEKDAY}", second)
    if only_weekdays:
        return lead == "de" and reading.asks("q6_dates") and link == "a"
    if bare_b and link in ("a", "-") and not re.search(MONTH, first):
        return False
    return not (re.fullmatch(VAGUE, first) and re.fullmatch(VAGUE, second) and link in ("et", "-"))


def put_range(reading: Reading, first: Mention, second: Mention, week_ahead: bool = False) -> None:
    """Record the two days of a range, or the conflict or impossible date that it holds."""
    try:
        start, end = resolve(first, second, reading.today, week_ahead)
    except ImpossibleDate as error:
        reading.reject("end_date" if _possible(first, reading.today) else "start_date", str(error))
        return
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), "start_date", "end_date")
        return
    if start and end and end < start:
        text = (
            f"Le dernier jour ({spoken(end)}) est avant le premier ({spoken(start)}). Quelles sont les "
            f"bonnes dates ?"
        )
        reading.conflict("end_before_start", text, "start_date", "end_date")
        return
    for name, day, mention in (("start_date", start, first), ("end_date", end, second)):
        if day:
            reading.put(name, day)
        elif mention.vague:
            reading.approximate(name, mention.vague)


def _possible(mention: Mention, today: date) -> bool:
    try:
        dates.after(mention, today)
    except ImpossibleDate:
        return False
    except WrongWeekday:
        pass
    return True


def resolve(
    first: Mention, second: Mention, today: date, week_ahead: bool = False
) -> tuple[date | None, date | None]:
    """The two days of a range: the start is the nearest one to come, the end the nearest after it.

    Raises ImpossibleDate or WrongWeekday. The end may precede the start when both are written in full.
    """
    borrowed = dates.borrow(first, second)
    if (
        borrowed is not first
        and first.day > second.day
        and dates.after(borrowed, today)
        and second.year is None
    ):
        # "du 20 au 5 décembre": the month before is past, so the days are in the wrong order.
        soonest_end = dates.after(Mention(second.day, second.month), today)
        start_before = dates.before(replace_weekday(borrowed), soonest_end)
        if start_before < today:
            end = dates.after(second, today)
            return make_date(end.year, end.month, first.day), end
    first = borrowed
    if first.bare_weekday and second.fixed and not week_ahead:
        return dates.before(first, second.fixed), second.fixed
    if second.year is not None and first.year is None and first.day is not None:
        end = dates.after(second, today)
        return dates.before(first, end), end
    start = dates.after(first, today + timedelta(days=1) if first.bare_weekday else today)
    if second.day is not None and second.month is None and first.month is not None and start:
        return start, dates.after(second, start)
    end = dates.after(second, start or today)
    return start, end


def replace_weekday(mention: Mention) -> Mention:
    """The same day without its weekday, to be placed without checking it."""
    return Mention(mention.day, mention.month, mention.year)


def _read_day_list(reading: Reading) -> bool:
    for match in DAY_LIST.finditer(reading.timed):
        numbers = [int(n) for n in re.findall(r"\d{1,2}", match["days"])]
        if match["month"] is None and not (reading.asks("q6_dates") or OWN_PLAN.search(reading.timed)):
            continue
        month = MONTHS.index(match["month"]) + 1 if match["month"] else None
        year = int(match["year"]) if match["year"] else None
        reading.claim(match.start(), match.end())
        weekday = weekday_index(match["weekday"].strip()) if match["weekday"] else None
        first, last = Mention(numbers[0], month, year, weekday), Mention(numbers[-1], month, year, weekday)
        put_range(reading, first, last)
        if weekday is not None and not reading.found.conflicts:
            reading.put("worked_weekdays", [WEEKDAY_KEYS[weekday]])
        return True
    return False


def _read_weeks(reading: Reading) -> bool:
    """Whole weeks are from Monday to Sunday, as "une semaine" is seven days."""
    text = reading.timed
    match = WEEK_OF.search(text)
    if match:
        reading.claim(match.start(), match.end())
        return _put_week_of(reading, match)
    match = NEXT_WEEK.search(text)
    if match and not re.search(rf"{WEEKDAY} (?:de )?$", text[: match.start()] + (match["from"] or "")):
        monday = reading.today + timedelta(days=7 - reading.today.weekday())
        reading.claim(match.start(), match.end())
        reading.put("start_date", monday)
        if not match["from"] and not durations.lengths(reading.timed):
            reading.put("end_date", monday + timedelta(days=6))
        return True
    match = WEEK_END.search(text)
    if match:
        reading.claim(match.start(), match.end())
        day = _day(reading, match["a"], reading.today, "start_date") if match["a"] else reading.today
        if day:
            saturday = (
                day - timedelta(days=1) if day.weekday() == 6 else day + timedelta(days=5 - day.weekday())
            )
            reading.put("start_date", saturday)
            reading.put("end_date", saturday + timedelta(days=1))
        return True
    match = WHOLE_MONTH.search(text)
    if match and (
        match.group().startswith("tout ") or "entier" in match.group() or "complet" in match.group()
    ):
        reading.claim(match.start(), match.end())
        month = MONTHS.index(match["month"]) + 1
        year = int(match["year"]) if match["year"] else reading.today.year + (month <= reading.today.month)
        start = make_date(year, month, 1)
        if start:
            reading.put("start_date", start)
            reading.put("end_date", make_date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1))
        return True
    match = WEEK_NUMBER.search(text)
    if match and reading.asks("q6_dates") and 1 <= int(match["number"]) <= 52:
        reading.claim(match.start(), match.end())
        number = int(match["number"])
        monday = date.fromisocalendar(reading.today.isocalendar()[0], number, 1)
        if monday < reading.today:
            monday = date.fromisocalendar(reading.today.isocalendar()[0] + 1, number, 1)
        reading.put("start_date", monday)
        reading.put("end_date", monday + timedelta(days=6))
        return True
    return False


def _put_week_of(reading: Reading, match: re.Match) -> bool:
    second = dates.parse(match["b"], reading.today) if match["b"] else None
    first = dates.parse(match["a"], reading.today)
    if first and second:
        first = dates.borrow(first, second)
    try:
        day = dates.after(first, reading.today) if first else None
        last = dates.after(second, day) if second and day else day
    except ImpossibleDate as error:
        reading.reject("start_date", str(error))
        return True
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), "start_date", "end_date")
        return True
    if day is None and first and first.vague:
        reading.approximate("start_date", first.vague)
    if day and last:
        monday = day - timedelta(days=day.weekday())
        reading.put("start_date", monday)
        reading.put("end_date", last - timedelta(days=last.weekday()) + timedelta(days=6))
    return True


def _read_marked(reading: Reading) -> None:
    """Days whose role is said: "à partir du 7", "jusqu'au 22", "je finirais le 18"."""
    match = START.search(reading.timed)
    if match and not _about_something_else(reading, match):
        reading.claim(match.start(), match.end())
        _put_day(reading, "start_date", match["a"], reading.today)
    match = END.search(reading.timed)
    if match and not _about_something_else(reading, match):
        reading.claim(match.start(), match.end())
        _put_day(reading, "end_date", match["a"], reading.known("start_date") or reading.today)


def _read_neutral(reading: Reading) -> None:
    """A day without a stated role: the start, or the end when the start is known and dates are asked."""
    for match in NEUTRAL.finditer(reading.timed):
        phrase = match["a"]
        if _about_something_else(reading, match) or not _counts_as_plan(reading, match):
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
        _put_day(reading, name, phrase, floor or reading.today)
        whole_day = re.search(
            r"\b(?:la |une )?(?:seule )?journee (?:complete )?du ?$", reading.full[: match.start()]
        )
        if name == "start_date" and whole_day and "start_date" in reading.found.fields:
            reading.put("end_date", reading.found.fields["start_date"])
        return


def _counts_as_plan(reading: Reading, match: re.Match) -> bool:
    phrase, lead = match["a"], (match["lead"] or "").strip()
    if re.fullmatch(r"\d{1,2}(?:er)?", phrase):
        if lead not in ("le", "ce", "au"):
            return False
        if lead == "au":
            return reading.asks("q6_dates")
    if re.fullmatch(rf"(?:ce )?{WEEKDAY}", phrase) and (lead == "le" or not reading.asks("q6_dates")):
        # "le mardi" is a habit; a bare "mardi" is a day only as an answer about dates.
        return False
    if reading.asks("q6_dates"):
        return True
    if reading.question:
        return bool(re.search(r"\d", phrase)) and bool(
            OWN_PLAN.search(clause_around(reading.timed, *match.span()))
        )
    short = len(reading.full.split()) <= 6
    if re.fullmatch(r"aujourd'hui|(?:ce )?" + WEEKDAY, phrase):
        return False
    return short or bool(OWN_PLAN.search(clause_around(reading.timed, *match.span())))


def _about_something_else(reading: Reading, match: re.Match) -> bool:
    clause = clause_around(reading.full, *match.span())
    return bool(OTHER_EVENT.search(clause)) or is_negated(reading.timed, match.start())


def _put_day(reading: Reading, name: str, phrase: str, floor: date) -> None:
    if phrase in MONTHS or re.fullmatch(VAGUE, phrase):
        reading.approximate(name, accented(phrase))
        return
    day = _day(reading, phrase, floor, name)
    if day is None:
        return
    start = reading.known("start_date")
    written_year = re.search(r"\d{4}", phrase)
    if (
        name == ("end_date")
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


def _day(reading: Reading, phrase: str, floor: date, name: str) -> date | None:
    mention = dates.parse(phrase, reading.today)
    if mention is None:
        return None
    if mention.bare_weekday:
        floor = max(floor, shift(reading.today, 1) or floor)
    try:
        return dates.after(mention, floor)
    except ImpossibleDate as error:
        reading.reject(name, str(error))
    except WrongWeekday as error:
        reading.conflict("weekday", str(error), name)
    return None


def _read_loose_month(reading: Reading) -> None:
    """A month alone is not a date: it stays approximate."""
    if (
        _settled(reading)
        or ("start_date") in reading.found.approximate
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
    if (
        match is None
        or phrase is None
        or _about_something_else(reading, match)
        or reading.plan.get("start_date")
    ):
        return
    if reading.question not in (None, "q6_dates"):
        return
    reading.claim(match.start(), match.end())
    reading.approximate("start_date", accented(phrase.strip()))


def read_lengths(reading: Reading) -> None:
    """Fill end_date or duration_days from a length, and rhythm."""
    _read_lengths(reading)
    _read_rhythm(reading)


def _read_lengths(reading: Reading) -> None:
    if reading.question not in (None, "q6_dates", "q7_schedule"):
        return
    for start, end, length in durations.lengths(reading.timed):
        if OTHER_EVENT.search(clause_around(reading.full, start, end)) or is_negated(reading.timed, start):
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
    if re.search(
        r"\ben (?:plusieurs|2|3|4) fois\b|\bfractionn|\bdiscontinu|\bpar petits bouts\b|\ben pointilles?\b",
        reading.text,
    ):
        reading.put("rhythm", "split")
    elif re.search(
        r"\ben continu\b|\bd'affilee\b|\bd'un seul (?:bloc|coup)\b|\ben une (?:seule )?fois\b"
        r"|\bd'une traite\b|\bconsecuti",
        reading.text,
    ):
        reading.put("rhythm", "continuous")
