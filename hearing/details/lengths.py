"""How long: lengths turned into a last day, and the rhythm."""

import re

from . import durations
from .clauses import clause_around, is_negated
from .dates import WEEKDAY
from .model import Reading
from .patterns import words

SPLIT = re.compile(
    r"\ben (?:plusieurs|2|3|4) (?:fois|temps|parties|morceaux)\b"
    r"|\b[2-9] fois (?:une?|\d+) (?:semaines?|jours?|journees?)\b"
    r"|\bcoupure au milieu\b|\bentrecoup\w+|\bfractionn|\bdiscontinu|\bpas continus?\b"
    r"|\bpar petits bouts\b|\ben pointilles?\b"
)
CONTINUOUS = re.compile(
    r"\b(?:en continu\b(?! (?:de )?\d{1,2}h)|d'affilee"
    r"|d'un (?:(?:seul )?(?:bloc|tenant)|seul coup)|en une (?:seule )?fois"
    r"|(?<!\dh )(?<!\dh\d\d )d'une traite|consecuti\w+|sans (?:sauter|interruption|trou)\b)"
)
# « Pas d'un bloc », « pas 10 jours d'affilée ».
NOT_IN_ONE = re.compile(
    r"\b(?:pas|non)(?: (?:les|mes|des|ces|tous les))?(?: \d+)?(?: (?:jours?|journees?|semaines?))? $"
)
HARDLY = re.compile(r"\bpas (?:forcement|obligatoirement|toujours|vraiment|tout) $")
# "même en discontinu", "plutôt que fractionné": not the rhythm of the stay.
NOT_SO = re.compile(r"\b(?:pas|ni|sans|meme|plutot que?|au lieu d[e'u]|et non) ?(?:de |d'|en )?(?:l'|le )?$")
# "une semaine lundi mardi, l'autre jeudi vendredi": weeks that take turns are no length.
IN_TURN = re.compile(
    r"\bune? (?:semaines?|jours?) [^.;!?]*\bl'autre\b|\bune? (?:semaine|jour) sur (?:2|l'autre)\b"
    r"|\bsemaines? (?:im)?paires?\b"
    # "Trois semaines d'agence et une semaine de cours".
    r"|\b(?:\d+|une) semaines? [^,.;!?]{1,30} et (?:\d+|une)(?: semaines?)? (?:de |d'|en |au |a l'|dans l')"
    r"(?:cours|cfa|ecole|lycee|entreprise|agence|formation)\b"
)
IN_ALL = re.compile(r"\b(?:en tout|au total)\b")
OF_THE_STAY = re.compile(r" (?:en |de |d')(?:immersion|stage|pmsmp)\b")
SAME_LENGTH = re.compile(r"\bmeme (?:duree|longueur|nombre de jours)\b|\bautant de (?:jours|temps)\b")
# "ces deux semaines", "ça me fait 6 jours": the length of the dates held, told again.
RECALLED = re.compile(
    r"\b(?:ces|les|mes|ses|nos|vos|leurs|des"
    r"|(?:ca|cela|ce qui) (?:(?:me|m'|nous|lui|vous|te) ?)?(?:fai\w+|fer\w+|represent\w+))"
    r"(?: (?:a peu pres|environ|en gros|bien|que|donc|juste|seulement))* $"
)
# « Je l'ai vue deux fois en 14 mois », « j'ai envoyé 40 CV en deux mois »: how long something took. What was
# decided, or what comes in the infinitive, may be the stay (« on a prévu de faire ça en deux semaines »).
TOOK = re.compile(
    r"\b(?:fois|rendez-vous|entretiens?|reponses?|(?:ai|as|a|avons|avez|ont|suis|est|sont) (?:[a-z]+ )??"
    r"(?!prevu|decide|conven|parti|propos|choisi|[a-z]+(?:er|ir|re)\b)[a-z]{2,}(?:e|i|u|it|is|ert)e?s?"
    r"(?: (?![a-z]+(?:er|ir|re)\b)[a-z0-9'-]+){0,5}) en (?:moins de |plus de |a peine )?$"
)
OF_SO_MANY_HOURS = re.compile(r",? (?:de|a|x) \d{1,2}h")
_WEEK_END = 3
_OTHERWISE = re.compile(r"\b(?:finalement|plutot|en fait|au final|desormais)\b")
NOT_THE_STAY = re.compile(rf"\b(?:{words('times', 'closes')}|{words('times', 'other_lengths')})\b")


def read(reading: Reading) -> None:
    """Fill end_date or duration_days from a length, and rhythm."""
    _read_lengths(reading)
    _keep_length(reading)
    _read_rhythm(reading)


def _days_of_a_week(reading: Reading, length: durations.Length) -> bool:
    """Whether a length counts the days of the week that the same words name, for a stay whose end is held."""
    days = reading.found.fields.get("worked_weekdays") or ()
    return bool(reading.known("end_date")) and len(days) > 1 and length.days == len(days)


def _read_lengths(reading: Reading) -> None:
    if reading.question not in (None, "q6_dates", "q7_schedule"):
        return
    if SPLIT.search(reading.text) and not IN_ALL.search(reading.text):
        # Each part has its length, the stay has none of them.
        return
    for turn in IN_TURN.finditer(reading.timed):
        reading.claim(*turn.span())
    for start, end, length in durations.lengths(reading.timed):
        of_the_stay = OF_THE_STAY.match(reading.full, end)
        if _rounds(length, _days_held(reading)) and not _OTHERWISE.search(reading.timed):
            # "Il dit d'accord, tu pars deux semaines": what is held, from a Monday to a Friday.
            reading.claim(start, end)
            continue
        if reading.known("end_date") and OF_SO_MANY_HOURS.match(reading.full, end):
            # "Deux jours de 7 heures, ça fait 14": days of each week.
            continue
        if _days_of_a_week(reading, length):
            # "Du lundi au samedi, c'est pas trop, 6 jours ?"
            continue
        of_else = NOT_THE_STAY.search(clause_around(reading.full, start, end)) or TOOK.search(
            reading.full, 0, start
        )
        if (of_else and not of_the_stay) or is_negated(reading.timed, start) or _is_recalled(reading, start):
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


def _days_held(reading: Reading) -> int:
    """How many days the dates held make; 0 when one of them is unknown."""
    start, end = reading.plan.get("start_date"), reading.plan.get("end_date")
    return (end - start).days + 1 if start and end else 0


def _rounds(length: durations.Length, held: int) -> bool:
    """Whether a length in weeks is that of the days held, without their last week-end."""
    return bool(held and length.days and length.days % 7 == 0 and 0 <= length.days - held <= _WEEK_END)


def _is_recalled(reading: Reading, position: int) -> bool:
    """Whether the length said here is that of the dates held, which it does not change."""
    held = _days_held(reading)
    recalled = held and RECALLED.search(reading.timed, 0, position)
    return bool(recalled) and not _OTHERWISE.search(reading.timed, 0, position)


def _keep_length(reading: Reading) -> None:
    """ "on commence le 9, même durée": the last day moves with the first."""
    held, last = reading.plan.get("start_date"), reading.plan.get("end_date")
    start = reading.found.fields.get("start_date")
    if (
        start
        and held
        and last
        and "end_date" not in reading.found.fields
        and SAME_LENGTH.search(reading.full)
    ):
        reading.put("end_date", start + (last - held))


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
    text = reading.text
    split = [said for said in SPLIT.finditer(text) if not NOT_SO.search(text[: said.start()])]
    in_one = list(CONTINUOUS.finditer(text))
    if split or any(NOT_IN_ONE.search(text, 0, said.start()) for said in in_one):
        reading.put("rhythm", "split")
    elif any(not _is_denied(text, said) for said in in_one):
        reading.put("rhythm", "continuous")


def _is_denied(text: str, said: re.Match) -> bool:
    """Whether a way of saying « in one go » is denied: "pas forcément d'affilée"; "sans sauter…" is not."""
    if said[0].startswith("sans"):
        return False
    too_much = durations.TOO_MUCH_AFTER.match(text, said.end())
    return bool(too_much) or is_negated(text, said.start()) or bool(HARDLY.search(text[: said.start()]))
