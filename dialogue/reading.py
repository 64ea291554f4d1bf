"""Reading details of the plan in a message, in the light of the open question."""

from __future__ import annotations

import re
from datetime import date
from typing import Any

from hearing import details

from . import questions

_DATES = ("birth_date", "contract_start", "contract_end", "start_date", "end_date")
_PERIOD = {"start_date", "end_date", "duration_days"}
# Questions whose answer looks like the dates of the immersion, and is not.
_OTHER_DATES = ("f8_prior", "q9_prior", "f7_insertion:contract")
# « Vérifier mon projet » asks for the check; it is not the purpose « confirmer un projet ».
_CHECK_REQUEST = re.compile(
    r"\b(v[eé]rifi|contr[oô]l|v[eé]rif)\w*\s+(que\s+)?(mon|ma|le|la|ce|un|notre|son)\s+"
    r"(projet|plan|immersion|stage|dossier|pmsmp)(?!\s+(pro|prof|professionnel|de m[eé]tier))",
    re.IGNORECASE,
)
# A value is taken back.
CORRECTION = re.compile(
    r"\b(en fait|enfin non|finalement|finalemen|plut[oô]t|je me suis tromp|pardon|rectif|correction|"
    r"j'ai dit une b[eê]tise|erreur|pas le|changement|je corrige)\b",
    re.I,
)
# After these words a leading « non » takes something back rather than answering.
_TAKES_BACK = re.compile(r"^\W*(oui|non)\W+.*\b(attend|laisse|pardon|en fait|pas [aà] )", re.IGNORECASE)
_NO_FIRST = re.compile(r"^\W*(non|nan)\W+\S", re.IGNORECASE)
_SHORT = 6
_SAME = re.compile(
    r"^\W*(oui|ouais|le m[eê]me|la m[eê]me|les m[eê]mes|m[eê]me|pareil|idem|identique)\b", re.IGNORECASE
)
_OTHER = re.compile(r"^\W*(non|nan|autre|diff[eé]rent|pour autre|pas le m[eê]me|pas pareil)\b", re.IGNORECASE)


def read(text: str, today: date, asked: str | None, plan: dict[str, Any]) -> details.Found:
    """Details found in `text`.

    asked: open question, "q6_dates" or "q6_dates:end_date". A sentence that plainly gives another
    detail is read for itself: the open question does not bend it.
    """
    known = typed(plan)
    if asked == "f8_prior:same_goals" and (goals := _same_goals(text)) is not None:
        return details.Found(fields={"same_goals": goals})
    found = details.find(text, today, asked, known)
    if asked:
        plain = details.find(text, today, None, known)
        if _is_about_something_else(plain, asked) and not _names_an_answer(found, asked):
            found = plain
        elif _TAKES_BACK.search(text):
            found = _without_bare_answers(found, plain)
        elif not says_anything(found):
            found = plain
    if found.fields.get("objectives") == ["confirm"] and _CHECK_REQUEST.search(text):
        del found.fields["objectives"]
    return found


def _is_about_something_else(plain: details.Found, asked: str) -> bool:
    """Whether the sentence, read without the question, gives clear details of another question."""
    clear = set(plain.fields)
    if asked.startswith(_OTHER_DATES) or (
        asked == "q4_age" and not {"start_date", "end_date"} <= clear and "duration_days" not in clear
    ):
        clear -= _PERIOD
    if asked == "f1_delegation":
        clear.discard("prescriber")
    return bool(clear) and not clear & _wanted(asked)


def _wanted(asked: str) -> set[str]:
    """The fields that the open question, or the part of it that was put, asks for."""
    question_id, _, part = asked.partition(":")
    question = questions.questions()[question_id]
    return set(question.part(part).covers) if len(question.parts) > 1 else questions.fills(question_id)


def _names_an_answer(found: details.Found, asked: str) -> bool:
    """Whether the open question is answered by its own words, not by a bare yes, no, number or date."""
    wanted = _wanted(asked)
    answers = [value for name, value in found.fields.items() if name in wanted and value != ["none"]]
    return any(
        isinstance(value, list) or (isinstance(value, str) and value.isidentifier()) for value in answers
    )


def _without_bare_answers(found: details.Found, plain: details.Found) -> details.Found:
    for name in set(found.fields) - set(plain.fields):
        if isinstance(found.fields[name], bool) or found.fields[name] == ["none"]:
            del found.fields[name]
    return found


def takes_back(text: str) -> bool:
    """Whether a short message, such as « en fait 35 » or « non 22 », corrects the last answer."""
    return len(text.split()) <= _SHORT and bool(CORRECTION.search(text) or _NO_FIRST.search(text))


def says_anything(found: details.Found) -> bool:
    """Whether a reading gave anything at all."""
    return bool(found.fields or found.approximate or found.conflicts or found.rejected)


def _same_goals(text: str) -> bool | None:
    if _OTHER.search(text):
        return False
    return True if _SAME.search(text) else None


def typed(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with real dates, as `details` reads it."""
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in plan.items()
    }
