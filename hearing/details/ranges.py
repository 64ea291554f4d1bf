"""Ranges of days: "du 3 au 21 mars", "entre le 4 et le 15", "les 7, 8 et 9 décembre"."""

import re
from dataclasses import replace
from datetime import date, timedelta

from . import dates, parts
from .about import OWN_PLAN, anchored
from .calendar_fr import WEEKDAY_KEYS, accented, make_date, spoken, weekday_index
from .clauses import SENTENCE, clause_around
from .dates import ATOM, MONTH, VAGUE, WEEKDAY, ImpossibleDate, Mention, WrongWeekday
from .model import Reading
from .normalise import MONTHS
from .patterns import words

RANGE = re.compile(
    rf"\b(?P<lead>du|de|d'|entre(?: le)?|des|a partir d[ue']|a compter d[ue']|debut(?: le)?|commen\w+ le"
    rf"|le)?\s*(?:le )?(?<![\d/.,-])"
    rf"(?P<a>{ATOM})(?: inclus| matin| au matin)?\s*,?\s*(?P<link>jusqu'au|jusqu'a|au|a|et (?:le|au)|et|-"
    rf"|et jusqu'au|(?=\d{{1,2}}/\d{{1,2}}\W*$))\s*(?:la |le |ce )?(?P<b>{ATOM}|{MONTH}\b)"
)

ANOTHER = re.compile(
    r"(?P<how>\W*(?:et|puis|ou|ou bien|soit|ensuite|et puis|,)\W*(?:ensuite |encore "
    r"|(?:la |le )?(?:2e|2eme|deuxieme|seconde?)(?: semaine| periode| partie| fois)?(?: c'est| :)? )?)"
    rf"du (?=(?:[a-z]+ )?\d)(?P<a>{ATOM}) au (?P<b>{ATOM})"
)
_A_DAY = rf"(?:{WEEKDAY}s? )?\d{{1,2}}(?:er)?"
_NEXT_DAY = rf"(?:(?:, ?| et |,? puis )(?:le )?| le ){_A_DAY}"
DAY_LIST = re.compile(
    rf"\b(?:les? |seulement |(?={WEEKDAY} \d))(?P<days>{_A_DAY}(?:{_NEXT_DAY})+)"
    rf"(?! ?h\b|h\d)(?: (?P<month>{MONTH})\b)?(?: (?P<year>\d{{4}}))?"
)

# "du 4 au 15, mais janvier hein".
MONTH_AFTER = re.compile(rf"[ ,]*(?:mais |en |de |c'est |euh |du mois de ){{1,3}}(?P<month>{MONTH})\b")
# "plutôt en mars, du 1er au 12".
MONTH_BEFORE = re.compile(
    rf"(?:^|[,;:.!?] ?|\b(?:en|de|au mois de|au mois d'|mois de|pour|debut|fin"
    rf"|plutot) ?)(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?"
    r"[ ,:]+(?:plutot |disons |c'est |ce sera |ce serait |par exemple )*$"
)
# "bon alors janvier, là il est au calme. du 18 au 29": the month of the whole message.
MONTH_FIRST = re.compile(
    rf"(?:^|[,;:.!?] ?)(?:(?:bon|ok|alors|donc|du coup|plutot|disons|finalement|en|pour|c'est"
    rf"|ce sera|ce serait|oui) )*(?P<month>{MONTH})(?: (?P<year>\d{{4}}))?"
    rf"[,;:.!](?:(?!{MONTH}|\b(?:pas|plus|trop|impossible|mort)\b|\bferme)\D){{0,60}}$"
)
# "du 1er au 5 février ou alors la semaine d'après": « ou plutôt » takes back instead.
OTHER_CHOICE = re.compile(
    rf",? (?:ou|soit)(?: (?:alors|bien|encore|sinon|meme|peut-etre|eventuellement))*,? (?:a partir )?"
    rf"(?:(?:la|celle) (?:semaine )?(?:d'apres|suivante|d'avant|du (?:{ATOM}))|(?:du |le )(?:{ATOM})(?! ?h))"
)
_THE_DATES = r"(?: (?:sur |pour )?(?:les|la|leurs?|des) dates?| entre les deux)?"
UNDECIDED = re.compile(
    r"\b(?:pas|rien)(?: (?:encore|n'est|est))*(?: ete)? (?:tranche|decide|choisi)e?s?"
    rf"{_THE_DATES}(?=\W*$|[,;.!?])"
    r"|\bhesit\w+ (?:encore )?entre (?:le|du|la semaine)\b"
)
OF_OTHER_THINGS = re.compile(r"\b(?:horaires?|heures|jours|metier|projet|structure|patron|\dh)\b")
OTHER_RANGE = re.compile(
    r"(?:contrat|cddi?|formation|vacances|arret|fermeture|maladie|cours|ages?|enfants?) (?:[a-z']+ ){0,3}$"
)
CLOSING = re.compile(rf"\b(?:{words('times', 'closes')}|{words('times', 'other_ranges')})\b")
# « Du 15 au 27, après les vacances »: when it is, and not what it is.
_BESIDE_IT = re.compile(r"\b(?:apres|avant) (?:les |la |le |l'|mes |ses )?[a-z]+")
STAY = re.compile(r"\b(?:immersion|stage|pmsmp|fer(?:a|ai|ait|ais)|viendr\w+|accueill\w+)\b")
LEFT_OUT = re.compile(r"\b(?:sauf|hors|excepte|hormis|a part)(?: la periode| pas)? ?$")
LEAVE = re.compile(r"conges? (?:[a-z']+ ){0,3}$")


def read_range(reading: Reading) -> bool:
    """The first range of the sentence that can be one of days. True when one was read, even wrong."""
    for match in RANGE.finditer(reading.timed):
        if not _is_range(match, reading):
            continue
        before = reading.timed[max(0, match.start() - 40) : match.start()]
        if (
            OTHER_RANGE.search(before)
            or "depuis" in before[-10:]
            or LEFT_OUT.search(before)
            or _is_of_another_event(reading, match)
        ):
            reading.claim(*match.span())
            continue
        if LEAVE.search(before) and not re.search(
            r"\b(?:immersion|stage|fera|ferai|ferait)\b", reading.timed
        ):
            continue
        phrase_a, phrase_b = match["a"], match["b"]
        if not ANOTHER.match(reading.timed[match.end() :]) and is_open_choice(reading, *match.span()):
            return True
        reading.claim(match.start(), match.end())
        first = dates.parse(phrase_a, reading.today)
        month_before = MONTH_BEFORE.search(reading.timed, 0, match.start()) or MONTH_FIRST.search(
            reading.timed, 0, match.start()
        )
        if month_before and first and first.day and not re.search(MONTH, phrase_a + phrase_b):
            year = int(month_before["year"]) if month_before["year"] else None
            first = replace(first, month=MONTHS.index(month_before["month"]) + 1, year=year)
            reading.claim(*month_before.span())
        elif first and phrase_b not in MONTHS and not re.search(MONTH, phrase_b):
            first = anchored(reading, first, match.start())
        second = (
            Mention(vague=accented(phrase_b)) if phrase_b in MONTHS else dates.parse(phrase_b, reading.today)
        )
        month_after = MONTH_AFTER.match(reading.timed, match.end())
        if month_after and first and second and (first.day and not re.search(MONTH, phrase_a + phrase_b)):
            reading.claim(*month_after.span())
            month = MONTHS.index(month_after["month"]) + 1
            first, second = replace(first, month=None, year=None), replace(second, month=month)
        another = ANOTHER.match(reading.timed[match.end() :])
        if first and second and another:
            reading.claim(match.end(), match.end() + another.end())
            _put_two(reading, first, second, another)
        elif first and second:
            week_ahead = first.bare_weekday and phrase_b.endswith(("prochain", "qui vient"))
            put_range(
                reading, first, Mention(weekday=_weekday_of(phrase_b)) if week_ahead else second, week_ahead
            )
        return True
    return False


def _is_of_another_event(reading: Reading, match: re.Match) -> bool:
    """Whether the clause of a range is about a closing, a former job…, and not about the stay."""
    clause = _BESIDE_IT.sub("", clause_around(reading.full, *match.span()))
    return bool(CLOSING.search(clause) and not STAY.search(clause))


def is_open_choice(reading: Reading, start: int, end: int) -> bool:
    """Whether a period or a day is one of several between which nothing is decided; noted as a conflict."""
    sentence = next(said for said in SENTENCE.finditer(reading.full) if said.end() > start)
    other = OTHER_CHOICE.match(reading.timed, end)
    undecided = UNDECIDED.search(sentence[0]) and not OF_OTHER_THINGS.search(sentence[0])
    if not other and not undecided:
        return False
    reading.claim(*((start, other.end()) if other else sentence.span()))
    text = "Vous donnez plusieurs périodes. Laquelle faut-il retenir ?"
    if other:
        reading.conflict("several_values", text, "start_date", "end_date")
    return True


def _put_two(reading: Reading, first: Mention, second: Mention, another: re.Match) -> None:
    """Two ranges: one stay in two parts ("puis du 14 au 18"), or a choice still open ("ou du 14 au 18")."""
    third, fourth = dates.parse(another["a"], reading.today), dates.parse(another["b"], reading.today)
    if another["how"].strip(" ,").startswith(("ou", "soit")) or not third or not fourth:
        text = "Vous donnez plusieurs périodes. Laquelle faut-il retenir ?"
        reading.conflict("several_values", text, "start_date", "end_date")
        return
    third = dates.borrow(third, fourth)
    second = dates.borrow(second, third)
    put_range(reading, dates.borrow(first, second), fourth)
    if "end_date" in reading.found.fields:
        reading.put("rhythm", "split")


def _weekday_of(phrase: str) -> int:
    return weekday_index(re.findall(WEEKDAY, phrase)[0])


def _is_range(match: re.Match, reading: Reading) -> bool:
    first, second, lead, link = match["a"], match["b"], match["lead"] or "", match["link"]
    if link.startswith("et") and re.search(r"\d(?:er)?, ?$", reading.timed[: match.start()]):
        # "le 7, le 8 et le 9 décembre": the end of a list.
        return False
    bare_a, bare_b = re.fullmatch(r"\d{1,2}(?:er)?", first), re.fullmatch(r"\d{1,2}(?:er)?", second)
    if bare_a and bare_b:
        return (lead, link) in {
            ("du", "au"),
            ("du", "jusqu'au"),
            ("entre le", "et le"),
            ("le", "et le"),
            ("du", "-"),
        } or (link in ("au", "-", "a") and (reading.asks("q6_dates") or _is_alone(match, reading)))
    if second in MONTHS:
        return link in ("a", "jusqu'a") and not bare_a
    if link == "et" and first.startswith("ce "):
        return reading.asks("q6_dates")
    if link == "et" or (link == "et le" and not lead.startswith(("entre", "le"))):
        return lead.startswith(("le", "entre")) and bool(re.search(r"\d", first) and re.search(r"\d", second))
    only_weekdays = re.fullmatch(rf"(?:ce )?{WEEKDAY}", first) and re.fullmatch(rf"{WEEKDAY}", second)
    if only_weekdays:
        return lead == "de" and reading.asks("q6_dates") and link == "a"
    if bare_b and link in ("a", "-") and not re.search(MONTH, first):
        return False
    return not (re.fullmatch(VAGUE, first) and re.fullmatch(VAGUE, second) and link in ("et", "-"))


def _is_alone(match: re.Match, reading: Reading) -> bool:
    """Whether a range of bare figures is all that its part says, in a known month: "en janvier, 4 au 8"."""
    part = next(part for part in parts.of(reading.full) if part.start <= match.start("a") < part.end)
    left = reading.full[part.start : match.start("a")] + reading.full[match.end() : part.end]
    known = "start_date" in reading.plan or MONTH_BEFORE.search(reading.timed, 0, match.start())
    return match["link"] == "au" and bool(known) and not re.search(r"\w", left)


def put_range(reading: Reading, first: Mention, second: Mention, week_ahead: bool = False) -> None:
    """Record the two days of a range, or the conflict or impossible date that it holds."""
    held = reading.plan.get("start_date")
    if held and first.day and second.day and first.month is second.month is None and held >= reading.today:
        # "Du 22 au 27", when the dates held are in February.
        first = Mention(first.day, held.month, held.year, first.weekday)
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
    if second.weeks is not None:
        start = dates.after(first, today + timedelta(days=1) if first.bare_weekday else today)
        return start, second.from_start(start) if start else None
    borrowed = dates.borrow(first, second)
    if (
        borrowed is not first
        and first.day is not None
        and second.day is not None
        and first.day > second.day
        and dates.after(borrowed, today)
        and second.year is None
    ):
        # "du 20 au 5 décembre": the month before is past, so the days are in the wrong order.
        soonest_end = dates.after(Mention(second.day, second.month), today)
        start_before = soonest_end and dates.before(dates.without_weekday(borrowed), soonest_end)
        if start_before and start_before < today and (end := dates.after(second, today)):
            return make_date(end.year, end.month, first.day), end
    first = borrowed
    if first.bare_weekday and second.fixed and not week_ahead:
        return dates.before(first, second.fixed), second.fixed
    states_year = second.year is not None and first.year is None and first.day is not None
    if states_year and (end := dates.after(second, today)):
        return dates.before(first, end), end
    start = dates.after(first, today + timedelta(days=1) if first.bare_weekday else today)
    if second.day is not None and second.month is None and first.month is not None and start:
        return start, dates.after(second, start)
    end = dates.after(second, start or today)
    return start, end


def read_day_list(reading: Reading) -> bool:
    """The first and last day of a list ("les 7, 8 et 9 décembre"); True when one was read."""
    for match in DAY_LIST.finditer(reading.timed):
        numbers = [int(n) for n in re.findall(r"\d{1,2}", match["days"])]
        surely = match["month"] is not None and "start_date" not in reading.plan
        if not (surely or reading.asks("q6_dates") or OWN_PLAN.search(reading.timed)):
            continue
        if _is_of_another_event(reading, match):
            continue
        month = MONTHS.index(match["month"]) + 1 if match["month"] else None
        year = int(match["year"]) if match["year"] else None
        reading.claim(match.start(), match.end())
        first, last = Mention(numbers[0], month, year), Mention(numbers[-1], month, year)
        weekdays = [weekday_index(name) for name in re.findall(WEEKDAY, match["days"])]
        if len(weekdays) == 1 and re.match(WEEKDAY, match["days"]):
            # "les mardis 7, 14 et 21": each of them is one.
            first, last = replace(first, weekday=weekdays[0]), replace(last, weekday=weekdays[0])
        put_range(reading, first, last)
        if weekdays and not reading.found.conflicts:
            reading.put("worked_weekdays", [WEEKDAY_KEYS[day] for day in sorted(set(weekdays))])
        return True
    return False
