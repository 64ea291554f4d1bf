"""Whose time it is: days, hours and lengths of something else than the stay are set aside, part by part.

It comes after the readers of earlier stays and contracts, which need the past, and before those of the plan.
"""

import itertools
import re
from dataclasses import dataclass

from .aside import A_FIGURE, unit_of
from .dates import WEEKDAY
from .model import Reading
from .patterns import words
from .trades import FORM

# Unlike a clause of a subject, a part is as short as a breath: "en CDI, 35 h, …" has three.
_CUT = re.compile(
    r"[;:.!?()]+(?!\d)|,(?!\d)| mais | alors que | tandis que | donc | car | parce qu[e']"
    r"| (?:alors|du coup) (?=(?:je|on|il|elle)\b|j')"
    r"| et (?=(?:je|j'|moi|on|il|elle|ils|elles|c'est|ca|mon|ma|la|le)\b)"
)
_ENDS_SENTENCE = re.compile(r"[;.!?]")
_SUBJECT = re.compile(
    r"\b(?:je|on|nous|il|elle|ils|elles|ca|ce|vous|stage|immersion|periode|pmsmp|dates?|horaires?"
    r"|dispo\w*|commenc\w+|debut\w*)\b|\b[jc]'"
)
_HAVE = (
    r"\b(?:ai|as|a|avons|ont|avais|avait|avaient|suis|est|sont)"
    r"(?: (?:y|deja|bien|pas|jamais|aussi|tous|toutes|meme|seulement|encore))* "
)
_DONE = re.compile(rf"(?:\bj'ai |{_HAVE})(?:{words('times', 'done')})\b|\b(?:{words('times', 'lasted')})\b")
_PLANNED, _WAS_PLANNED, _JOB, _HEARSAY, _SCHOOL = (
    re.compile(rf"\b(?:{words('times', name)})\b")
    for name in ("planned", "was_planned", "own_job", "hearsay", "school")
)
_NOT_PAST = re.compile(rf"{_PLANNED.pattern}|\bsi (?:je|on|ils?|elles?|ca|mon|ma|le|la)\b|\bsi [jcl]'")
_DECIDES = re.compile(rf"\b(?:{words('times', 'decides')})\W+(?=(?:du|le|au|a partir du)?\W*\d)")
_CALLED_OFF = re.compile(r"\bannul\w+|\btomb\w+ a l'eau|\bpas (?:fait|eu lieu|possible)\b|\bplus possible\b")
_WEEK_OF_JOB = re.compile(
    r"^\W*(?:a |pour |de )?\d{1,2}h(?:\d\d)?(?: (?:(?:par|/|la) ?)?semaines?| hebdo\w*)?\W*$"
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
# "je suis caissière 30h par semaine", "elle est AESH 24h".
_IN_A_TRADE = re.compile(
    rf"(?:\b(?:je suis|elle est|il est) (?:une? )?|^\W*){FORM}\b[a-z' -]{{0,20}} [2-4]\dh"
)
_IS_SO_MANY = re.compile(
    r"\b(?:je suis|elle est|il est) (?!la\b|present|dispo|libre)[a-z' -]{0,30}\b\d{1,2}h"
)
_INSTEAD = re.compile(rf"\b(?:{words('times', 'instead')})\b")


@dataclass(frozen=True)
class _Part:
    start: int
    end: int
    text: str
    opens: bool  # the first of its sentence
    opposes: bool  # after "mais" and its like


def set_aside(reading: Reading) -> None:
    """Blank, for the readers of the plan's days and hours, those of the past and of former plans."""
    _keep_what_is_decided(reading)
    parts = _parts(reading)
    before = ""
    for place, part in enumerate(parts):
        told = _kind(part, parts[place + 1 :]) or _of_another_day(reading, part, parts[place + 1 :])
        goes_on = before in ("past", "other") and not part.opens and not part.opposes
        if not told and goes_on and not _SUBJECT.search(part.text):
            # "elle a fait un mois là-bas, de 8h à 16h": a part without a subject goes on.
            told = before
        if told:
            reading.claim(part.start, part.end)
        before = told
    if reading.question != "q7_schedule":
        _set_job_hours_aside(reading, parts)


def _parts(reading: Reading) -> list[_Part]:
    cuts = [0, *(cut.end() for cut in _CUT.finditer(reading.full)), len(reading.full)]
    spans = [(a, b) for a, b in itertools.pairwise(cuts) if re.search(r"\w", reading.full[a:b])]
    return [
        _Part(
            a,
            b,
            reading.full[a:b],
            opens=a == 0 or bool(_ENDS_SENTENCE.search(reading.full[max(0, a - 2) : a])),
            opposes=reading.full[:a].endswith((" mais ", " donc ", " alors que ", " tandis que ")),
        )
        for a, b in spans
    ]


def _kind(part: _Part, later: list[_Part]) -> str:
    """What is set aside: "past", "replaced" for a former plan, "other" for rules and school; else nothing."""
    if _WAS_PLANNED.search(part.text):
        replaced = any(re.search(r"\d", after.text) or _CALLED_OFF.search(after.text) for after in later)
        return "replaced" if replaced else ""
    if _HEARSAY.search(part.text) or _SCHOOL.search(part.text):
        return "other"
    return "past" if _DONE.search(part.text) and not _NOT_PAST.search(part.text) else ""


def _of_another_day(reading: Reading, part: _Part, later: list[_Part]) -> str:
    """ "other" for the days and hours of who writes, or of a present job beside those planned."""
    if not _TIME.search(part.text):
        return ""
    if reading.speaker not in (None, "person") and _I_WORK.search(part.text):
        return "other"
    if _ME.search(part.text) and later and _THEM.search(later[0].text):
        return "other"
    planned = [after for after in later if _INSTEAD.search(after.text) and _TIME.search(after.text)]
    if _PLANNED.search(part.text) or _INSTEAD.search(part.text):
        return ""
    if _IN_A_TRADE.search(part.text) and reading.question != "q7_schedule":
        return "other"
    works = (
        _AT_WORK.search(part.text)
        or _IS_SO_MANY.search(part.text)
        or (reading.question != "q7_schedule" and _WORKS.search(part.text))
    )
    return "other" if works and planned else ""


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
    written = new[0].removesuffix(unit) + unit
    begins = min(same[-1].start(), new.start())
    if new.end() - begins >= len(written):
        text = reading.timed
        reading.timed = text[:begins] + written.rjust(new.end() - begins) + text[new.end() :]


def _set_job_hours_aside(reading: Reading, parts: list[_Part]) -> None:
    """ "en CDI, 35 h, …": hours of a week right after a job, or after what it is, are those of the job."""
    after_job = False
    for part in parts:
        if after_job and not part.opens and _WEEK_OF_JOB.match(part.text):
            reading.claim(part.start, part.end)
        describes = not part.opens and not _SUBJECT.search(part.text) and not re.search(r"\d", part.text)
        after_job = bool(_JOB.search(part.text)) or (after_job and describes)
