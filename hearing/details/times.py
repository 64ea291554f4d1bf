"""Whose time it is: days, hours and lengths of something else than the stay are set aside, part by part.

It comes after the readers of earlier stays and contracts, which need the past, and before those of the plan.
"""

import re
from datetime import date, timedelta

from . import dates, durations, parts
from .dates import ATOM, MONTH, NUMBERED, WEEKDAY
from .figures import A_FIGURE, kind_of, merged, unit_of
from .model import Reading
from .normalise import MONTHS
from .parts import Part
from .patterns import words
from .trades import FORM

_HAVE = (
    r"\b(?:ai|as|a|avons|ont|avais|avait|avaient|suis|est|sont)"
    r"(?: (?:y|deja|bien|pas|jamais|aussi|tous|toutes|meme|seulement|encore))* "
)
_DONE = re.compile(
    rf"(?!{parts.CHARACTER.pattern})(?:\bj'ai |{_HAVE})(?:{words('times', 'done')})\b"
    rf"|\b(?:{words('times', 'lasted')})\b"
)
# "Il m'a dit qu'ils avaient une délégation": told in the past, it is so today; "qu'ils avaient signé" is not.
_REPORTED = re.compile(
    r"(?P<told>\b(?:dit|repondu|affirme|assure|confirme|explique|precise|appris|promis|jure|indique|annonce)\b"
    r"[^,.;!?]{0,30}? qu(?:e |')[^,.;!?]{0,30}?)\b(?:etai|(?!avai)[a-z]{2,}ai|avai(?=[a-z]+ (?:deja |bien )*"
    r"(?:une?\b|(?![a-z]+(?:e|i|u|is|it)e?s?\b))))(?:t|ent)\b"
)
_PLANNED, _WAS_PLANNED, _JOB, _HEARSAY, _SCHOOL = (
    re.compile(rf"\b(?:{words('times', name)})\b")
    for name in ("planned", "was_planned", "own_job", "hearsay", "school")
)
_NOT_PAST = re.compile(
    rf"{_PLANNED.pattern}|\bsi (?:je|on|ils?|elles?|ca|mon|ma|le|la)\b|\bsi [jcl]'|\bs'ils?\b"
)
_HAS_DONE = re.compile(rf"(?:\bj'ai |{_HAVE})(?!ans\b)[a-z]{{3,}}(?:e|ee|es|ees|i|u|is|it|ert|ue|ie)\b")
_LATELY = timedelta(days=90)
# "le 1er juillet dernier", "l'an passé", "à l'époque": what is told there is over.
_FORMERLY = re.compile(
    rf"\b(?:{MONTH}|{WEEKDAY}|an|annee|mois|ete|hiver|automne|printemps|semaine|rentree) (?:derniere?"
    rf"|passee?)\b"
    rf"(?! delai)|\b(?:{words('times', 'formerly')})\b"
)
# A year alone, or a month of it; "le 5 janvier 2026" may be a plan with a wrong year.
_YEAR = re.compile(
    rf"\b(?:(?:en|de|debut|fin|ete|hiver|automne|printemps|courant)(?: l'annee"
    rf"| l'an)? )(?:(?P<month>{MONTH}) )?"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_DECIDES = re.compile(rf"\b(?:{words('times', 'decides')})\W+(?=(?:du|le|au|a partir du)?\W*\d)")
_A_PERIOD = re.compile(rf"\bdu {ATOM} (?:au|jusqu'au) {ATOM}")
_A_BOUND = re.compile(
    rf"\b(?:(?P<first>du |(?:commenc|demarr|debut)\w* (?:plutot )?le )|jusqu'au |au "
    rf"|(?:fini|termin|arret)\w* (?:plutot )?le )"
    rf"(?P<day>(?:{WEEKDAY} )?\d{{1,2}}(?:er)?\b(?: {MONTH}\b)?)(?! ?h)"
)
_CALLED_OFF = re.compile(r"\bannul\w+|\btomb\w+ a l'eau|\bpas (?:fait|eu lieu|possible)\b|\bplus possible\b")
_WEEK_OF_JOB = re.compile(
    r"^\W*(?:a |pour |de |soit |a raison de |sur la base de |pour un total de )?\d{1,2}h(?:\d\d)?"
    r"(?: ?(?:(?:par|/|la) ?)?semaines?| hebdo\w*)?\W*$"
)
_LASTS = re.compile(
    r"^\W*(?:et |puis |qui )*(?:(?:il|ca|elle) )?(?:se |s')?(?:fini|termin|arret|dur|va jusqu|jusqu|cour[ts])"
)
_TIME = re.compile(rf"\dh|\b{WEEKDAY}|\b(?:de|la) nuit\b")
# What who writes does, when it is for somebody else that they write.
_I_WORK = re.compile(rf"^\W*(?:et |puis )?(?:moi,? )?(?:{words('times', 'i_work')})")
_ME = re.compile(r"^\W*moi,? j[e']")
_THEM = re.compile(
    r"^\W*(?:elle|lui|il|eux|ils|elles)\b[^,.;]*?(?:\bje (?:la|le|les)\b|er(?:a|ait)\b|dr(?:a|ait)\b)"
)
# "au chantier je fais 26h", "je bosse du lundi au jeudi": the present job, beside what is planned.
_AT_WORK = re.compile(rf"\b(?:{words('times', 'at_work')})\b")
_WORKS = re.compile(r"\b(?:je|il|elle) (?:travaille|bosse)\b")
_WITH_A_JOB = ("employee", "insertion_employee", "public_agent", "self_employed")
_HOURS_FIRST = re.compile(r"^\W*(?:de |d')?\d{1,2}h")
# "je suis caissière 30h par semaine", "elle est AESH 24h".
_IN_A_TRADE = re.compile(
    rf"(?:\b(?:je suis|elle est|il est) (?:une? )?|^\W*){FORM}\b[a-z' -]{{0,20}} [2-4]\dh"
)
# "Il a un CDD resto le week-end, 10h": when that job is done.
_HAS_A_JOB = re.compile(rf"\b(?:j'ai|il a|elle a) (?:{words('times', 'has_a_job')})\b")
_IS_SO_MANY = re.compile(
    r"\b(?:je suis|elle est|il est) (?!la\b|present|dispo|libre)[a-z' -]{0,30}\b\d{1,2}h"
)
# "une semaine matin 5h-13h, une semaine après-midi", "je peux arriver à 13h ce jour-là": a job in shifts, one
# day; neither are the hours of all days of the stay.
_BESIDE = re.compile(rf"\b(?:{words('times', 'beside_the_stay')})\b")
# "mes gars font 39h, lui il fera 35h": the hours of others beside those of the person.
_OPENING = r"^\W*(?:(?:et|alors|puis|mais|donc|deja|bon|meme si|comme|normalement|d'habitude),? )*"
_OTHERS = re.compile(
    rf"{_OPENING}(?:(?:{words('times', 'others')})|(?:(?:les )?horaires? (?:des? |du |de la |de l')"
    r"|le|la|l'|mon|ma|un|une|mes|nos"
    r"|les) ?(?:petite? )?"
    rf"(?:{words('subjects', 'house')}|{words('subjects', 'staff')}|{FORM}))\b"
)
_PERSON = re.compile(rf"{_OPENING}(?:{words('times', 'the_person')})(?!\w)")
_KINDS = {
    "day": re.compile(
        r"\b\d{1,2}h(?:\d\d)? (?:par|/|chaque) ?(?:jour|j\b)"
        r"|\bf(?:er|ai|on|as)\w* (?:que )?(?:[4-9]|1[0-2])(?:h|\b)(?! ?(?:-|a)? ?\d)"
    ),
    "week": re.compile(
        r"(?<![\d-])\b(?:(?:2[5-9]|[34]\d)h\b(?! ?(?:-|a) ?\d)"
        r"|\d{1,2}h(?:\d\d)? (?:(?:par|/|la) ?sem|hebdo))"
    ),
    "start": re.compile(
        rf"\b(?:{words('hours', 'begins')}|ouvr)\w*[^,;.]*?\d{{1,2}}h|\bpas avant \d{{1,2}}h"
    ),
    "end": re.compile(rf"\b(?:{words('hours', 'ends')}|ferm)\w*[^,;.]*?\d{{1,2}}h|\bjusqu'a \d{{1,2}}h"),
    "weekdays": re.compile(WEEKDAY),
}
_RANGE = re.compile(
    r"\b\d{1,2}(?:h(?:\d\d)?)? ?(?:-|a|/|jusqu'a) ?\d{1,2}h|\b\d{1,2}h(?:\d\d)? ?(?:-|a) ?\d{1,2}"
)
_MEAL = re.compile(rf"\b(?:{words('hours', 'meal')}|{words('hours', 'pause')})")
_AT_SOME_TIME = re.compile(r"\b(?:a|vers|des) \d{1,2}h")
_NOT_THERE = re.compile(r"\b(?:pas|jamais|ferme\w*|sauf|repos)\b")
# "coucou, 23h, les enfants dorment", "il est tard, 22h30": when it is written.
_WRITTEN_AT = re.compile(
    r"^\W*(?:coucou|bonsoir|bonjour|salut|hello|allo|re|bonne (?:nuit|soiree))\W+"
    r"(?P<greeted>(?:1[89]|2[0-3]|[0-6])h(?:\d\d)?)[,.;!]"
    rf"(?! ?(?:par|du|de|(?:les? )?{WEEKDAY}|pause|sem|jour|\d))"
    r"|\bil est (?:deja |presque |bientot |bien |tard,? )*(?P<late>\d{1,2}h(?:\d\d)?)"
    r"(?! ?(?:par|-|/|a \d|sem))"
)
_INSTEAD = re.compile(rf"\b(?:{words('times', 'instead')})\b")
# "il y avait travaillé en CDD", "elle faisait de l'intérim": a work, a house or a pay of before, and no more.
_WAS = re.compile(
    rf"(?:\bj'ai |{_HAVE})(?:{words('times', 'was_at_work')})\b|\b(?:{words('times', 'lasted')})\b"
)
_STILL = re.compile(rf"\b(?:{words('times', 'still')})")


def set_aside(reading: Reading) -> None:
    """Blank, for the readers of the plan's days and hours, those of the past and of former plans."""
    _keep_what_is_decided(reading)
    for written in _WRITTEN_AT.finditer(reading.timed):
        if reading.question != "q7_schedule":
            reading.claim(*written.span("greeted" if written["greeted"] else "late"))
    _keep_other_bound(reading)

    def kind(part: Part, later: tuple[Part, ...]) -> str:
        return _kind(reading, part, later) or _of_another_day(reading, part, later)

    for start, end in parts.set_aside(reading.full, kind):
        reading.claim(start, end)
    over = parts.set_aside(reading.full, lambda part, _: "past" if _is_over(part.text, reading.today) else "")
    # "J'étais magasinier, licencié en juin": what still holds does not go on with what was.
    reading.found.over = [place for place in over if not _STILL.search(reading.full[slice(*place)])]
    if reading.question != "q7_schedule":
        _set_job_hours_aside(reading)


def _kind(reading: Reading, part: Part, later: tuple[Part, ...]) -> str:
    """What is set aside: "past", "replaced" for a former plan, "other" for rules and school; else nothing."""
    today = reading.today
    if _WAS_PLANNED.search(part.text):
        replaced = any(
            _CALLED_OFF.search(after.text) or _takes_the_place(reading, part, after) for after in later
        )
        return "replaced" if replaced else ""
    if _HEARSAY.search(part.text) or _SCHOOL.search(part.text):
        return "other"
    if _NOT_PAST.search(part.text):
        return ""
    told = (
        _DONE.search(_as_of_now(part.text))
        or _FORMERLY.search(part.text)
        or names_past_year(part.text, today)
    )
    return "past" if told or (_HAS_DONE.search(part.text) and _was_lately(part.text, today)) else ""


def _takes_the_place(reading: Reading, part: Part, after: Part) -> bool:
    """Whether a figure of a later part counts what one of this part does, or this part has none."""
    # What is still unread: a bound that was put into the former period is not.
    new = {kind_of(figure[0]) for figure in A_FIGURE.finditer(reading.timed, after.start, after.end)}
    if durations.LENGTH.search(reading.timed, after.start, after.end):
        new.add("length")
    old = {kind_of(figure[0]) for figure in A_FIGURE.finditer(reading.timed, part.start, part.end)}
    return bool(new) and (not old or bool(old & new) or "" in old | new)


def _is_over(text: str, today: date) -> bool:
    """Whether a part tells what somebody was or did, which says nothing of what they are now."""
    if _NOT_PAST.search(text) or _STILL.search(text):
        return False
    formerly = _FORMERLY.search(text) or names_past_year(text, today)
    return bool(_WAS.search(_as_of_now(text)) or (formerly and _DONE.search(text)))


def _as_of_now(text: str) -> str:
    """A part without the past verb that reported speech gives to what is."""
    return _REPORTED.sub(lambda said: said["told"], text)


def _was_lately(text: str, today: date) -> bool:
    """Whether every day named, read as past, is of the last months: "j'ai vu la patronne le 20 novembre"."""
    mentions = [dates.parse(said[0], today) for said in re.finditer(NUMBERED, text)]
    try:
        days = [dates.before(dates.without_weekday(day), today) for day in mentions if day and not day.fixed]
    except dates.ImpossibleDate:
        return False
    return bool(days) and all(day and today - day <= _LATELY for day in days)


def names_past_year(text: str, today: date, months: int = 1) -> bool:
    """Whether a month or a year is named ("en 2024", "en février 2026") that ended `months` ago or more."""
    limit = today.year * 12 + today.month - months
    return any(
        int(said["year"]) * 12 + (MONTHS.index(said["month"]) + 1 if said["month"] else 12) <= limit
        for said in _YEAR.finditer(text)
    )


def _of_another_day(reading: Reading, part: Part, later: tuple[Part, ...]) -> str:
    """ "other" for the days and hours of who writes, or of a present job beside those planned."""
    if not _TIME.search(part.text) and not (later and _HOURS_FIRST.match(later[0].text)):
        return ""
    if reading.speaker not in (None, "person") and _I_WORK.search(part.text):
        return "other"
    if _ME.search(part.text) and later and _THEM.search(later[0].text):
        return "other"
    if _is_beside_the_person(reading.full, part):
        return "other"
    if _is_the_job(reading, part, later) or _BESIDE.search(part.text):
        return "other"
    if _HAS_A_JOB.search(part.text) and not _PLANNED.search(part.text) and not _INSTEAD.search(part.text):
        return "other"
    planned = [after for after in later if _INSTEAD.search(after.text) and _TIME.search(after.text)]
    if _PLANNED.search(part.text) or _INSTEAD.search(part.text):
        return ""
    if _IN_A_TRADE.search(part.text) and reading.question != "q7_schedule":
        return "other"
    works = (
        _AT_WORK.search(part.text)
        or _IS_SO_MANY.search(part.text)
        or (_WORKS.search(part.text) and (reading.question != "q7_schedule" or _days_of_both(part, planned)))
    )
    return "other" if works and planned else ""


def _is_the_job(reading: Reading, part: Part, later: tuple[Part, ...]) -> bool:
    """ "Je bosse en coupure, 10h-15h et 18h-23h", from who is known to have a job."""
    has_job = reading.plan.get("status") in _WITH_A_JOB and reading.question != "q7_schedule"
    return has_job and bool(_WORKS.search(part.text)) and not _INSTEAD.search(part.text)


def _days_of_both(part: Part, planned: list[Part]) -> bool:
    """ "je bosse le lundi, donc j'irais là-bas le jeudi": the days of the job and those of the stay."""
    return all(re.search(WEEKDAY, each.text) for each in (part, *planned))


def _is_beside_the_person(text: str, part: Part) -> bool:
    """Whether others' hours stand beside the person's own, which say as much."""
    if not _OTHERS.match(part.text) or not (kinds := _kinds(part.text)):
        return False
    if "weekdays" in kinds and _NOT_THERE.search(part.text):
        # "on ferme le mercredi" says a day of the person too.
        return False
    # "Je finis à 18h, nous déjeunons de 12h à 13h": hours of a meal are beside those of another meal only.
    is_meal = _MEAL.search(part.text)
    own = [
        _kinds(each.text)
        for each in parts.of(text)
        if each != part and _PERSON.match(each.text) and (_MEAL.search(each.text) or not is_meal)
    ]
    return any(kinds <= said for said in own)


def _kinds(text: str) -> frozenset[str]:
    """What the hours of a part say: "day", "week", "start", "end", "weekdays"."""
    said = {kind for kind, words_of_it in _KINDS.items() if words_of_it.search(text)}
    if not said & {"day", "week"} and _RANGE.search(text):
        said |= {"start", "end"}
    if not said and _AT_SOME_TIME.search(text):
        # "mes gars embauchent à 6h, lui à 8h".
        said = {"start", "end"}
    return frozenset(said)


def _keep_what_is_decided(reading: Reading) -> None:
    """ "il faut 8 jours, on est partis sur 5": what is decided takes the place of the rest."""
    decided = list(_DECIDES.finditer(reading.timed))
    if not decided:
        return
    end = decided[-1].end()
    new = A_FIGURE.match(reading.timed, end)
    if not new:
        return
    olds = list(A_FIGURE.finditer(reading.timed, 0, decided[-1].start()))
    unit = unit_of(new[0]) or next((unit_of(old[0]) for old in olds if unit_of(old[0])), "")
    same = [old for old in olds if unit_of(old[0]) in ("", unit)]
    if not same:
        return
    for old in same:
        reading.claim(*old.span())
    written = merged(next((old[0] for old in same if unit_of(old[0])), same[-1][0]), new[0])
    begins = min(same[-1].start(), new.start())
    if new.end() - begins >= len(written):
        text = reading.timed
        reading.timed = text[:begins] + written.rjust(new.end() - begins) + text[new.end() :]


def _keep_other_bound(reading: Reading) -> None:
    """ "je voulais du 4 au 15, mais le patron préfère jusqu'au 22": the first day stays."""
    found = parts.of(reading.full)
    for place, part in enumerate(found):
        old = (
            _A_PERIOD.search(reading.timed, part.start, part.end) if _WAS_PLANNED.search(part.text) else None
        )
        later = found[place + 1 :]
        if not old or any(_A_PERIOD.search(reading.timed, after.start, after.end) for after in later):
            continue
        new = next(
            (new for after in later if (new := _A_BOUND.search(reading.timed, after.start, after.end))), None
        )
        written = merged(old[0], ("du " if new["first"] else "au ") + new["day"]) if new else ""
        if new and len(written) <= len(old[0]):
            reading.rewrite(*old.span(), written)
            reading.rewrite(*new.span(), "")


def _set_job_hours_aside(reading: Reading) -> None:
    """ "en CDI, 35 h, …": hours of a week right after a job, or after what it is, are those of the job."""
    after_job = False
    for part in parts.of(reading.full):
        if after_job and not part.opens and _WEEK_OF_JOB.match(part.text):
            reading.claim(part.start, part.end)
        describes = not part.opens and not parts.SUBJECT.search(part.text) and not re.search(r"\d", part.text)
        lasts = bool(_LASTS.match(part.text))
        after_job = bool(_JOB.search(part.text)) or (after_job and (describes or lasts))
