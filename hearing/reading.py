"""Details of the plan in a message: what it says by itself, and what it says to the open question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from . import details, expected
from .details import Found
from .details.normalise import MONTHS, normalise
from .details.second import SecondReader
from .heard import Context, Entity
from .lexicon import Expressions, lists
from .message import Message

_LISTS = lists("details")
CORRECTS, NEWS, ALSO, AND, LENGTH, UNTIL, TAKES_BACK, SAME, OTHER, SPEAKS_OF_IT = (
    Expressions(_LISTS[name])
    for name in (
        "corrects", "news", "also", "and", "length", "until", "takes_back", "same_goals", "other_goals",
        "speaks_of_it",
    )
)  # fmt: skip
_NO_FIRST, _YES_FIRST = (Expressions(lists("answers")[name]) for name in ("no", "yes"))
_DATES = ("birth_date", "contract_start", "contract_end", "start_date", "end_date")
_WITHOUT_WORKPLACE = ("jobseeker", "inactive")
_PERIOD = ("start_date", "end_date", "duration_days")
_RECORDS = ("prior_conventions", "contract_start", "contract_end", "contract_immersion_days")
_DAYS_DONE = "f7_insertion:contract_immersion_days"
# « Dans six mois » in an answer about the age, « mardi 9-17 » in one about the hours: no first day.
_NOT_OF_DATES = ("q4_age", "q7_schedule", "f3_minor_times", "f5_minor_holiday")
_OF_A_PERIOD = re.compile(
    r"\b(?:stage|immersion|pmsmp|commenc|demarr|debut|a partir|a compter|viendr|fera"
    r"|du (?:[a-z]+di )?0[^.]* au"
    r"|(?:jusqu au|repar\w+|arret\w*|fini\w*|termin\w*)(?: au| le)? (?:[a-z]+di )?0\b(?! ?h)"
    rf"|{'|'.join(MONTHS)}|0 (?:semaines?|jours?)\b)"
)
_A_YEAR = re.compile(r"\b20\d\d\b")
# Told with the dates of a contract: « en CDDI, renouvelé jusqu'au… ».
_OF_A_CONTRACT = frozenset({"is_renewal", "status"})
_LISTED = ("objectives", "host_needs")
_NONE = "none"
_SHORT = 6
# At these ages a birthday before the first day changes the rules.
_HALFWAY_AGES = (15, 17)
_SOON = timedelta(days=7)
# "17 ans et demi": the birthday is far enough.
_MONTHS_TOLD = re.compile(r"\bans et (?:demie?|0 mois)\b")
_CERTAIN = 1.0


def heard(
    message: Message, context: Context, *, supposed: bool = False, second: SecondReader | None = None
) -> list[Entity]:
    """The details of a message as entities; `supposed` when it only tries them.

    second: the trained second reader; without it nothing doubtful is proposed.
    """
    said = message.words
    found = read(message, context, second, supposed)
    role = "supposed" if supposed else "corrected" if corrects(said, found, context) else "stated"
    entities = [
        _entity(message, name, value, role, found) for name, value in _values(found, said, context).items()
    ]
    entities += [_entity(message, name, phrase, "vague") for name, phrase in found.approximate.items()]
    entities += [_entity(message, name, text, "rejected") for name, text in found.rejected]
    entities += [_entity(message, name, value, "doubtful") for name, value in found.proposals.items()]
    entities += [
        _entity(message, "conflict", {"kind": c.kind, "text": c.text_fr, "fields": list(c.fields)}, role)
        for c in found.conflicts
    ]
    if "end_date" in found.fields:
        by_length = LENGTH.are_in(said) and not UNTIL.are_in(said)
        entities.append(_entity(message, "end_from", "duration" if by_length else "date", None))
    return entities


def read(
    message: Message, context: Context, second: SecondReader | None = None, supposed: bool = False
) -> Found:
    """What a message says, read for itself and in the light of the open question, then weighed."""
    plan = typed(context.plan)
    found, barred = _in_context(message, context, plan)
    if supposed:
        # « Et si elle ne fait que regarder, qui l'assure ? »: what is tried comes before what is asked.
        found.said = normalise((message.clauses or [message.whole])[0].text)
    if second:
        wanted = expected.fields(context.question)
        changes = NEWS.are_in(message.words) or corrects(message.words, found, context)
        details.weigh(found, message.text, second, plan, wanted, barred, corrects=changes)
    return found


def _in_context(message: Message, context: Context, plan: dict[str, Any]) -> tuple[Found, frozenset[str]]:
    """What the grammar finds, and the fields that the message names without saying them of the plan."""
    plain = _found(message, context, None, plan)
    found, barred = _with_question(message, plain, context.question, plan, context)
    if not says_anything(found) and takes_back(message.words):
        for question in _said_last(context):
            found, barred = _with_question(message, plain, question, plan, context)
            if says_anything(found):
                break
    return found, barred


def _found(message: Message, context: Context, question: str | None, plan: dict[str, Any]) -> Found:
    return details.find(message.text, context.today, question, plan, context.speaker, context.changed)


def _said_last(context: Context) -> list[str]:
    """The questions whose answers « pardon 43 » may take back: the one answered, those of what changed."""
    changed = [f"{asks}:{name}" for name in context.changed if (asks := expected.question_of(name))]
    return [context.answered, *changed] if context.answered else changed


def _with_question(
    message: Message,
    plain: Found,
    question: str | None,
    plan: dict[str, Any],
    context: Context,
) -> tuple[Found, frozenset[str]]:
    """`plain`, and the bare values that only the open question gives a sense; what an answer only names."""
    barred: frozenset[str] = frozenset()
    if not question:
        return plain, barred
    if question == "f8_prior:same_goals" and (goals := _same_goals(message.words)) is not None:
        plain.fields.setdefault("same_goals", goals)
        return plain, barred
    wanted = expected.fields(question)
    bound = _found(message, context, question, plan)
    # What answers nothing is heard for itself: « chez une fleuriste » says who hosts, whatever was asked.
    answered = bool(wanted & set(bound.fields))
    if answered and not (SPEAKS_OF_IT.are_in(message.words) or CORRECTS.are_in(message.words)):
        named = expected.of_its_own(question)
        barred = frozenset(name for name in named if not _is_news(message.text, plain, question, name))
        _drop(plain, barred)
    answers = {name: value for name, value in bound.fields.items() if name in wanted}
    if TAKES_BACK.begin(message.words) or (plain.fields and _answers_another(message, plain, wanted)):
        answers = {name: value for name, value in answers.items() if not _is_bare(value)}
    if question.startswith(("q9_prior", "f8_prior")) and "start_date" not in plain.fields:
        # « Oui, une semaine » tells the length of the earlier stay.
        _drop(plain, ("duration_days",))
    if expected.other_dates(question):
        known = wanted | (_OF_A_CONTRACT if question.startswith("f7_insertion") else frozenset())
        if "prior_same_host" in plain.fields or (
            says_more(plain, known) and set(_PERIOD) & set(plain.fields) and question != _DAYS_DONE
        ):
            # The message gives the dates of the immersion among other details.
            answers = {name: value for name, value in answers.items() if not _is_a_record(name, bound)}
        elif any(name in bound.fields or name in bound.approximate for name in _RECORDS):
            _drop(plain, _PERIOD)
            if question.startswith("f7_insertion"):
                _drop(plain, ("is_renewal",))
    if question == "f5_minor_holiday":
        # « Le lundi de Pâques » is that very day, and no habit.
        _drop(plain, ("worked_weekdays",))
    of_period = _OF_A_PERIOD.search(message.words) or _A_YEAR.search(message.text)
    if question.startswith(_NOT_OF_DATES) and not of_period:
        _drop(plain, _PERIOD)
    if "age_at_start" not in plain.fields and set(_PERIOD) & set(plain.fields):
        # « Du 14 au 8 » is no age.
        answers.pop("age_at_start", None)
    if "end_date" in answers and plain.fields.get("start_date") == answers["end_date"]:
        _drop(plain, ("start_date",))
    if answers.get("prescriber_delegation") and not CORRECTS.are_in(message.words):
        # « Oui, avec France Travail » names who delegates.
        _drop(plain, ("prescriber",))
    for name, value in answers.items():
        # « D'abord voir, ensuite être prise »: under the question a list may be read whole.
        whole = name in wanted and name in _LISTED and set(value) > set(plain.fields.get(name, value))
        if name not in plain.fields or whole:
            plain.fields[name] = value
            plain.spans |= {name: bound.spans[name]} if name in bound.spans else {}
    for name, phrase in bound.approximate.items():
        if name in wanted and name not in plain.fields:
            plain.approximate.setdefault(name, phrase)
    plain.conflicts += [c for c in bound.conflicts if c not in plain.conflicts and set(c.fields) & wanted]
    plain.rejected += [r for r in bound.rejected if r not in plain.rejected and r[0] in wanted]
    plain.denied |= bound.denied
    return plain, barred


def says_more(found: Found, wanted: frozenset[str]) -> bool:
    """Whether a message gives details of other questions than the open one, its dates aside."""
    return bool(set(found.fields) - wanted - set(_PERIOD))


def _answers_another(message: Message, plain: Found, wanted: frozenset[str]) -> bool:
    """Whether a leading yes or no belongs to the details that follow it rather than to the open question.

    « Non, plutôt du 4 au 8 » says nothing of who prescribes; « oui, ils ont une délégation » nothing of a
    SIRET; « non, et j'ai 30 ans » answers, then adds.
    """
    if wanted & set(plain.fields):
        return False
    if _NO_FIRST.begin(message.words):
        return not AND.begin(_NO_FIRST.without(message.words))
    affirmed = any(value is True for name, value in plain.fields.items())
    return affirmed and _YES_FIRST.begin(message.words) and not AND.begin(_YES_FIRST.without(message.words))


def _is_a_record(name: str, bound: Found) -> bool:
    """Whether a value comes from dates taken for those of an earlier stay or of a contract."""
    return name in _RECORDS or (name == "prior_same_host" and "prior_conventions" in bound.fields)


def _is_bare(value: Any) -> bool:
    return isinstance(value, bool) or value in (["none"], "none", 0)


def _is_news(text: str, found: Found, question: str, name: str) -> bool:
    """ "France Travail, chez un boulanger", "au chômage, chez un fleuriste": the answer, then another thing.

    Who has a job names its place there: "salarié, chez un fleuriste".
    """
    has_no_workplace = found.fields.get("status") in _WITHOUT_WORKPLACE
    if name == "status":
        return has_no_workplace
    answer = "status" if question.startswith("q2_situation") else "prescriber"
    if answer == "status" and not has_no_workplace:
        return False
    said, other = found.spans.get(answer), found.spans.get(name)
    return bool(said and other and re.search(r"[,;.]", text[said[1] - 1 : other[0] + 1]))


def _drop(found: Found, names: Iterable[str]) -> None:
    for name in names:
        found.fields.pop(name, None)
        found.approximate.pop(name, None)


def _values(found: Found, said: str, context: Context) -> dict[str, Any]:
    """The fields as JSON, added to the lists of the plan after « aussi »; an age of today held back."""
    values = {name: as_json(value) for name, value in found.fields.items()}
    if ALSO.are_in(said):
        for name in _LISTED:
            if name in values and _NONE not in values[name]:
                known = [value for value in context.plan.get(name) or [] if value != _NONE]
                values[name] = list(dict.fromkeys([*known, *values[name]]))
    of_today = _AGE_TODAY.are_in(said) and not _MONTHS_TOLD.search(said)
    if values.get("age_at_start") in _HALFWAY_AGES and of_today and "birth_date" not in values:
        start = values.get("start_date") or context.plan.get("start_date")
        if not start or date.fromisoformat(start) >= context.today + _SOON:
            found.approximate["age_at_start"] = f"{values.pop('age_at_start')} ans aujourd'hui"
    return values


def corrects(said: str, found: Found, context: Context) -> bool:
    """Whether the person takes something back rather than adding to it."""
    if CORRECTS.are_in(said):
        return True
    changed = any(
        context.plan.get(name) not in (None, as_json(value)) for name, value in found.fields.items()
    )
    return changed and _NO_FIRST.begin(said)


def takes_back(said: str) -> bool:
    """Whether a short message, such as « en fait 35 » or « non 22 », corrects the last answer."""
    more_than_no = bool(_NO_FIRST.without(said))
    return len(said.split()) <= _SHORT and (CORRECTS.are_in(said) or (_NO_FIRST.begin(said) and more_than_no))


def says_anything(found: Found) -> bool:
    """Whether a reading gave anything at all."""
    return bool(found.fields or found.approximate or found.conflicts or found.rejected)


def _same_goals(said: str) -> bool | None:
    if OTHER.begin(said):
        return False
    return True if SAME.begin(said) else None


def typed(plan: dict[str, Any]) -> dict[str, Any]:
    """The plan with real dates, as the reader of details wants it."""
    return {
        name: date.fromisoformat(value) if name in _DATES and isinstance(value, str) else value
        for name, value in plan.items()
    }


def as_json(value: Any) -> Any:
    """A detail as JSON: dates become ISO text, times "HH:MM"."""
    if isinstance(value, list):
        return [as_json(item) for item in value]
    if isinstance(value, dict):
        return {key: as_json(item) for key, item in value.items()}
    if hasattr(value, "strftime") and not isinstance(value, date):
        return value.strftime("%H:%M")
    return value.isoformat() if isinstance(value, date) else value


def _entity(message: Message, name: str, value: Any, role: str | None, found: Found | None = None) -> Entity:
    start, end = (found.spans if found else {}).get(name, (message.whole.start, message.whole.end))
    certainty = (found.certainty if found else {}).get(name, _CERTAIN)
    return Entity(name, value, start, end, role, confidence=certainty)


_AGE_TODAY = Expressions(_LISTS["age_of_today"])
