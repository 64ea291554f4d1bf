"""Earlier immersions with the same host, and whether the new one prolongs them."""

import re

from . import about, dates, durations, parts, times
from .calendar_fr import accented, spoken
from .clauses import CLAUSE_BREAK, clause_around, is_negated
from .dates import ATOM, MONTH
from .model import Reading
from .normalise import MONTHS
from .patterns import any_of, words

FIRST_TIME = re.compile(words("history", "first_time"))
ALREADY = re.compile(words("history", "already") + rf"|\bconvention (?:de |d'|du mois de ){MONTH}\b")
ELSEWHERE = re.compile(words("history", "elsewhere"))
SAME_PLACE = re.compile(words("history", "same_place"))
OUR_PLACE = re.compile(r"\b(?:chez nous|nous l'avons|on l'a)\b")
NOT_A_STAY = re.compile(words("history", "not_a_stay"))
NOTHING_HERE = re.compile(words("history", "nothing_here"))
TOLD_BEFORE = re.compile(
    r"\b(?:deja|fait|effectue|suivi) [^.;!?]*\b(?:stages?|immersions?|pmsmp|periodes?)\b"
)
NOT_ME = re.compile(r"\b(?:moi (?:non|pas|jamais)|pas moi)\b")
LONG_AGO = re.compile(words("history", "long_ago"))
OF_ELSE = re.compile(r"\b(?:cdd|cdi|contrat|emploi|job|poste|embauche|formation|interim|anniv\w*)\b")
A_YEAR = 13  # in whole months
A_STAY = re.compile(
    r"\b(?:immersions?|stages?|pmsmp|periodes?|conventions?|venue?|ete|accueillie?|recue?|prise?)\b"
)
# Without a convention, having been there is not an earlier immersion.
VISIT = re.compile(
    r"\b(?:j'y|deja|chez eux|la-bas)\b[^.;!?]*"
    r"\b(?:sans|pas(?: de)?|aucun) (?:convention|papiers?|contrat)\b"
    r"|\bj'y [^.;!?,]*\ben (?:tant que )?client\w*"
    r"|\bdeja (?:ete |ete passer )?(?:pass|venu|alle)\w*[^.;!?]{0,40}\ba titre (?:prive|personnel)\b"
)
PAST_PURPOSE = re.compile(
    r"(?:(?! je | cette| maintenant| la je )[^.;!?]){0,45}?\bpour (?:decouvrir|voir|confirmer|valider|tester"
    r"|essayer)[^.,;!?]*"
)
RANGE = re.compile(rf"\b(?:du|de|entre le|le) (?P<a>{ATOM}) (?:au|a|jusqu'au|et le) (?P<b>{ATOM})")
WHEN = any_of(
    rf"\b(?:en|au mois de|au mois d'|debut|fin|mi-|courant) ?{MONTH}(?: dernier| \d{{4}}\b)?",
    rf"\b{MONTH} dernier\b",
    r"\bl'(?:an|annee) dernier(?:e)?\b",
    r"\bcet ete\b",
    r"\bl'ete dernier\b",
    r"\ble mois dernier\b",
    r"\bla semaine derniere\b",
    r"\bil y a (?:\d+|une?|quelques) (?:jours?|semaines?|mois)\b",
)
RENEWAL = re.compile(words("history", "renewal"))
# « Mon agence prolonge la mission », « mon CDD est renouvelé »: a job goes on, and no stay.
OF_A_JOB = re.compile(r"\b(?:contrats?|cdd|cddi|pec|interim|missions?(?! locales?\b))\b")
THE_STAY = re.compile(
    r" ?(?:le |l'|mon |son |cette |la |ma |sa |de l'|du )?(?:stage|immersion|pmsmp|periode)\b"
)
NOT_THE_STAY = re.compile(
    r"\b(?:pas|et non(?: pas)?) (?:le |mon |son |ce |du )?(?:stage|sejour)\b"
    r"|\b(?:pas|et non(?: pas)?) (?:l'|mon |son |cette |la |ma |de l')(?:immersion|pmsmp|periode)\b"
)
UP_TO_DAY = re.compile(rf" (?:[a-z]+ )?(?:jusqu'au|jusqu'a|au) (?:{ATOM})")
OTHER_GOALS = re.compile(
    r"\bd'autres (?:objectifs|buts)\b|\b(?:objectifs|buts?) (?:sont |est )?differents?\b"
)
GO_ON = re.compile(
    r"^\W*(?:(?:ok|oui|non|euh|bon|allez|d'accord|en fait|alors|on|je|peut|veux|vais)\W+)*continu\w*\W*$"
)
PLANNED = re.compile(
    r"\b(?:voudr\w+|aimer\w+|souhait\w+|cette fois|remettre|refaire|refer\w+|revenir|reviendr\w+"
    r"|retourn\w+|renouvel\w+|prolong\w+|recondu\w+|nouvelle"
    r"|maintenant|prevu\w*|fer(?:a|ai|ait|ais)|ir(?:a|ai|ait|ais)|viendr\w+|la ce ser\w+|prochain\w*)\b"
)
NEW_PURPOSE = re.compile(words("history", "new_purpose"))
EARLIER = re.compile(r"\b(?:la|l') ?(?:1re|1ere|premiere|precedente|derniere|autre)\b|\bd'avant\b")
SAME_GOALS = re.compile(words("history", "same_goals"))
# Said of the goals by their name, these need no « la première fois ».
NAMED_GOALS = tuple(
    (re.compile(words("history", name)), same)
    for name, same in (("other_goals", False), ("kept_goals", True))
)
TOLD_ELSEWHERE = re.compile(words("history", "told_elsewhere"))
ALREADY_OF_ELSE = re.compile(words("history", "already_of_else"))
GOALS_UNREACHED = re.compile(words("history", "goals_unreached"))
GOALS_REACHED = re.compile(words("history", "goals_reached"))


FALSE_FIRST = re.compile(
    r"\b(?:premiere|1ere|1re) fois(?: (?:dans|chez) [a-z' ]{2,20})?,? (?:c'est|est)"
    r" (?:faux|pas vrai|pas ca|une erreur)\b"
)


def read(reading: Reading) -> None:
    """Fill prior_same_host, prior_conventions, is_renewal and renewal_goals_reached.

    Earlier dates are taken out of the sentence, so that they are not read as those of the plan.
    """
    _deny_elsewhere(reading)
    visit = VISIT.search(reading.own)
    if visit:
        reading.claim(*visit.span())
        reading.hide(*visit.span())
    asked = reading.question in ("q9_prior", "f8_prior")
    if reading.question not in (None, "q9_prior", "f8_prior", "q6_dates"):
        if FIRST_TIME.search(reading.own):
            reading.put("prior_same_host", False, at=reading.whole)
        return
    if visit and reading.asks("q9_prior"):
        reading.put("prior_same_host", False, at=visit.span())
        return
    if said := FALSE_FIRST.search(reading.own):
        reading.put("prior_same_host", True, at=said.span())
    _read_first_time(reading)
    already = ALREADY.search(reading.own)
    here = None if "contract_immersion_days" in reading.found.fields else already
    told_elsewhere = TOLD_ELSEWHERE.search(reading.own) and not _is_here(reading)
    if here and (told_elsewhere or ELSEWHERE.search(reading.own) or is_negated(reading.own, here.start())):
        here = None
    clause = clause_around(reading.own, *already.span()) if already else ""
    if here and OF_ELSE.search(clause) and not A_STAY.search(clause):
        # "j'ai déjà travaillé chez eux en CDD" is a job.
        reading.denied.add(("prior_same_host", True))
        here = None
    if (
        here
        and not asked
        and reading.question is None
        and not _is_here(reading)
        and not (A_STAY.search(clause) and RANGE.search(reading.timed))
    ):
        # "j'ai déjà fait une immersion" does not say where.
        _blank_part(reading, here.start())
        here = None
    if reading.found.fields.get("prior_same_host") is False:
        here = None
    if here and "prior_same_host" not in reading.found.fields:
        reading.put("prior_same_host", not _is_long_ago(reading), at=here.span())
    if here or asked:
        _read_records(reading, already.start() if already else 0)
    _read_renewal(reading)


def _is_here(reading: Reading) -> bool:
    """Whether the words name the very place of the stay; « chez nous » is that of a host."""
    if reading.speaker == "host" and OUR_PLACE.search(reading.own):
        return True
    return bool(SAME_PLACE.search(ELSEWHERE.sub("", reading.own)))


def _deny_elsewhere(reading: Reading) -> None:
    """A stay told at a place of its own says nothing of the host; « déjà une place » tells no stay."""
    told = None if _is_here(reading) else TOLD_ELSEWHERE.search(reading.own)
    if told or (ALREADY_OF_ELSE.search(reading.own) and not ALREADY.search(reading.own)):
        reading.denied.add(("prior_same_host", True))
    if told:
        reading.denied |= {("host_is_employer", True), ("host_is_employer", False)}


def _is_long_ago(reading: Reading) -> bool:
    """Whether what is told was over a year ago: it does not count."""
    return bool(LONG_AGO.search(reading.own)) or times.names_past_year(reading.own, reading.today, A_YEAR)


def _read_first_time(reading: Reading) -> None:
    denies = re.search(
        r"^\W*(?:non|jamais|nan|pas du tout|aucune?)\b|\b(?:donc|du coup|alors) non\b", reading.own
    )
    elsewhere = ELSEWHERE.search(reading.own)
    if _is_here(reading):
        elsewhere = None
    denied = denies or elsewhere or NOT_ME.search(reading.full) or NOT_A_STAY.search(reading.full)
    if _is_long_ago(reading):
        reading.denied.add(("prior_same_host", True))
    here = NOTHING_HERE.search(reading.own)
    if here and (reading.asks("q9_prior") or TOLD_BEFORE.search(reading.own, 0, here.start())):
        reading.put("prior_same_host", False, at=here.span())
        return
    not_me = NOT_ME.search(reading.full) and ALREADY.search(reading.full)
    if (
        FIRST_TIME.search(reading.own)
        or not_me
        or (reading.asks("q9_prior") and (denied or _is_long_ago(reading)))
    ):
        reading.put("prior_same_host", False, at=reading.whole)
    elif reading.asks("q9_prior") and re.search(
        r"^\W*(?:oui|ouais|si)\b|\bdeja\b|^\W*(?:une|1|2|3|4|plusieurs) fois\b",
        ALREADY_OF_ELSE.sub("", reading.own),
    ):
        reading.put("prior_same_host", True, at=reading.whole)


def _blank_part(reading: Reading, position: int) -> None:
    for part in parts.of(reading.full):
        if part.start <= position < part.end:
            reading.claim(part.start, part.end)


def _read_records(reading: Reading, position: int) -> None:
    records = []
    for match in list(RANGE.finditer(reading.timed)):
        if match.start() < position and reading.question is None:
            continue
        if match.start() > position and PLANNED.search(_up_to(reading.own, position, match.start())):
            # "il y a déjà été, on voudrait le remettre du 7 au 18": the plan, not the earlier stay.
            continue
        if not re.search(r"\d", match[0]) and not WHEN.search(reading.timed):
            # "du lundi au vendredi" are days of a week, and no dates.
            continue
        record = _record(reading, match)
        reading.claim(match.start(), match.end())
        if record:
            records.append(record)
        purpose = PAST_PURPOSE.match(reading.own, match.end())
        if purpose:
            reading.hide(*purpose.span())
    if records:
        if NEW_PURPOSE.search(reading.own) or NAMED_GOALS[0][0].search(reading.own):
            records = [{**record, "same_goals": False} for record in records]
        elif SAME_GOALS.search(reading.own):
            records = [{**record, "same_goals": True} for record in records]
        reading.put("prior_conventions", records, at=reading.whole)
        if reading.question == "q9_prior":
            reading.put("prior_same_host", True, at=reading.whole)
        return
    if reading.found.fields.get("prior_same_host") is False:
        return
    when = WHEN.search(reading.timed)
    if when and (
        OF_ELSE.search(clause_around(reading.own, *when.span())) or about.is_something_else(reading, when)
    ):
        # "Ma carte de séjour finit en mai" tells of no earlier stay.
        return
    if when:
        length = next(
            (item for item in durations.lengths(reading.timed) if abs(item[0] - when.start()) < 40), None
        )
        phrase = accented(when.group())
        if length:
            phrase = f"{length[2].phrase} {phrase}"
            reading.claim(length[0], length[1])
        reading.claim(when.start(), when.end())
        reading.approximate("prior_conventions", phrase)
        if reading.question == "q9_prior":
            reading.put("prior_same_host", True, at=reading.whole)
    elif reading.question is None:
        _blank_part(reading, position)


def _up_to(text: str, start: int, end: int) -> str:
    """The clause that leads to `end`, when it began after `start`."""
    breaks = [found.end() for found in CLAUSE_BREAK.finditer(text, start, end)]
    return text[breaks[-1] : end] if breaks else ""


def _record(reading: Reading, match: re.Match) -> dict | None:
    """The earlier period written there: its last day is the nearest one before today."""
    first, second = dates.parse(match["a"], reading.today), dates.parse(match["b"], reading.today)
    if not first or not second:
        return None
    first = dates.borrow(first, second)
    before = re.search(rf"\b({MONTH})(?: derniere?| passe)?,? $", reading.own[: match.start()])
    if before and first.month is None and second.month is None:
        month = MONTHS.index(before[1]) + 1
        first, second = (dates.Mention(day.day, month, day.year, day.weekday) for day in (first, second))
    if second.month is None and first.month is not None and second.day is not None:
        month = first.month if second.day >= (first.day or 0) else first.month % 12 + 1
        second = dates.Mention(second.day, month, second.year or first.year, second.weekday)
    try:
        end = dates.before(second, reading.today)
        start = dates.before(first, end) if end else None
    except dates.ImpossibleDate as error:
        reading.reject("prior_conventions", str(error))
        return None
    except dates.WrongWeekday as error:
        reading.conflict("weekday", str(error), "prior_conventions")
        return None
    if not start or not end:
        return None
    if end < start:
        text = (
            f"Le dernier jour ({spoken(end)}) est avant le premier ({spoken(start)}). Quelles sont les "
            f"bonnes dates ?"
        )
        reading.conflict("end_before_start", text, "prior_conventions")
        return None
    return {"start_date": start, "end_date": end}


def _moves_last_day(reading: Reading, renewal: re.Match) -> bool:
    """ "on prolonge au 5 février": the stay to come is longer, none is renewed."""
    to_come = reading.plan.get("end_date") and not reading.known("prior_same_host")
    return bool(to_come and UP_TO_DAY.match(reading.own, renewal.end()))


def _is_of_a_job(text: str, renewal: re.Match) -> bool:
    """Whether a contract or a mission is what goes on: one is named, and no stay is the object."""
    return bool(OF_A_JOB.search(text)) and not THE_STAY.match(text, renewal.end())


def _read_renewal(reading: Reading) -> None:
    text = reading.own
    if reading.question != "f8_prior" and GO_ON.match(reading.full):
        # "ok on continue": the conversation, and no other stay.
        reading.denied.add(("is_renewal", True))
        return
    renewal = None if reading.question == "f7_insertion" else RENEWAL.search(text)
    if NEW_PURPOSE.search(text) and (
        "cette fois" in text or reading.question == "f8_prior" or reading.found.fields.get("prior_same_host")
    ):
        reading.put("is_renewal", False, at=reading.whole)
    elif (
        renewal
        and not _is_of_a_job(text, renewal)
        and not _moves_last_day(reading, renewal)
        and not re.search(
            r"\b(?:peut|pourra|pourrait|possible|eventuellement|peut-etre|si)\b[^,.;]{0,25}$",
            text[: renewal.start()],
        )
    ):
        reading.put("is_renewal", not is_negated(text, renewal.start()), at=renewal.span())
    elif renewal and reading.plan.get("is_renewal") and (said := NOT_THE_STAY.search(text)):
        reading.put("is_renewal", False, at=said.span())
    if "prior_conventions" in reading.plan and OTHER_GOALS.search(text):
        reading.put("same_goals", False, at=reading.whole)
    if "prior_conventions" in reading.plan and EARLIER.search(text):
        # "la première c'était pour découvrir, là c'est le même but".
        for goals, same in ((NEW_PURPOSE, False), (SAME_GOALS, True)):
            if goals.search(text):
                reading.put("same_goals", same, at=reading.whole)
    if "prior_conventions" in reading.plan:
        for goals, same in NAMED_GOALS:
            if goals.search(text):
                reading.put("same_goals", same, at=reading.whole)
    about = reading.question == "f8_prior" or reading.known("is_renewal") or reading.known("prior_same_host")
    if GOALS_UNREACHED.search(text) and (about or re.search(r"\bobjectif|\btout v", text)):
        reading.put("renewal_goals_reached", False, at=reading.whole)
    elif GOALS_REACHED.search(text) and (about or "objectif" in text):
        reading.put("renewal_goals_reached", True, at=reading.whole)
