"""Details of the plan in a message: what it says by itself, and what it says to the open question."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

from . import details, expected, open_question
from .details import Found
from .details.normalise import normalise
from .details.second import SecondReader
from .heard import Context, Entity
from .lexicon import Expressions, lists
from .message import Message

_LISTS = lists("details")
CORRECTS, NEWS, ALSO, LENGTH, UNTIL = (
    Expressions(_LISTS[name]) for name in ("corrects", "news", "also", "length", "until")
)
_NO_FIRST = Expressions(lists("answers")["no"])
_DATES = ("birth_date", "contract_start", "contract_end", "start_date", "end_date")
_LISTED = ("objectives", "host_needs")
_NONE = "none"
_SHORT = 6
# At these ages a birthday before the first day changes the rules.
_HALFWAY_AGES = (15, 17)
_SOON = timedelta(days=7)
# "17 ans et demi": the birthday is far enough.
_MONTHS_TOLD = re.compile(r"\bans et (?:demie?|0 mois)\b")
_CERTAIN = 1.0


class ByGrammar:
    """A message as the grammar reads it, before the second reader looks at parts of it."""

    def __init__(self, message: Message, context: Context) -> None:
        self.message, self.context = message, context
        self.found, self._barred = _in_context(message, context, typed(context.plan))
        self._weighing = self._weighed()

    def _weighed(self) -> details.Weighing:
        message, context = self.message, self.context
        changes = NEWS.are_in(message.words) or corrects(message.words, self.found, context)
        wanted, plan = expected.fields(context.question), typed(context.plan)
        return details.Weighing(self.found, message.text, plan, wanted, self._barred, corrects=changes)

    def suppose(self) -> None:
        """« Et si elle ne fait que regarder, qui l'assure ? »: what is tried comes before what is asked."""
        self.found.said = normalise((self.message.clauses or [self.message.whole])[0].text)
        self._weighing = self._weighed()

    @property
    def texts(self) -> list[str]:
        """What the second reader is to look at."""
        return self._weighing.texts

    def weigh(self, second: SecondReader) -> None:
        """Complete and correct the reading."""
        self._weighing.settle(second)


def heard(read: ByGrammar, *, supposed: bool = False, second: SecondReader | None = None) -> list[Entity]:
    """The details of a message as entities; `supposed` when it only tries them.

    second: the trained second reader; without it nothing doubtful is proposed.
    """
    message, context, found = read.message, read.context, read.found
    if supposed:
        read.suppose()
    if second:
        read.weigh(second)
    said = message.words
    role = "supposed" if supposed else "corrected" if corrects(said, found, context) else "stated"
    entities = [
        _entity(message, name, value, role, found) for name, value in _values(found, said, context).items()
    ]
    entities += [_entity(message, name, phrase, "vague") for name, phrase in found.approximate.items()]
    if not supposed:
        replaced = _replaced(found, context, corrected=role == "corrected")
        entities += [_entity(message, name, None, "emptied") for name in replaced]
    entities += [_entity(message, name, text, "rejected") for name, text in found.rejected]
    if not supposed:
        entities += [_entity(message, name, value, "doubtful") for name, value in found.proposals.items()]
    entities += [
        _entity(message, "conflict", {"kind": c.kind, "text": c.text_fr, "fields": list(c.fields)}, role)
        for c in found.conflicts
    ]
    if "end_date" in found.fields:
        by_length = LENGTH.are_in(said) and not UNTIL.are_in(said)
        entities.append(_entity(message, "end_from", "duration" if by_length else "date", None))
    return entities


def _replaced(found: Found, context: Context, *, corrected: bool) -> list[str]:
    """The fields that no longer hold what is known of them, though what is said is too vague for a value.

    « En fait ce sera plutôt début février »; « j'ai 17 ans », of somebody who was 30.
    """
    held = {name: context.plan[name] for name in found.approximate if context.plan.get(name) is not None}
    today = found.approximate.get("age_at_start", "").partition(" ")[0]
    ages = range(int(today), int(today) + 2) if today.isdigit() else ()
    replaced = [
        name for name, value in held.items() if (value not in ages if name == "age_at_start" else corrected)
    ]
    moves = "start_date" in replaced and "end_date" not in found.fields and "end_date" not in held
    # A period that moves has no last day either.
    return [*replaced, "end_date"] if moves and context.plan.get("end_date") else replaced


def _in_context(message: Message, context: Context, plan: dict[str, Any]) -> tuple[Found, frozenset[str]]:
    """What the grammar finds, and the fields that the message names without saying them of the plan."""
    plain = _found(message, context, None, plan)
    found, barred = _answered(message, plain, context.question, plan, context)
    if not says_anything(found) and takes_back(message.words):
        for question in _said_last(context):
            found, barred = _answered(message, plain, question, plan, context)
            if says_anything(found):
                break
    return found, barred


def _answered(
    message: Message, plain: Found, question: str | None, plan: dict[str, Any], context: Context
) -> tuple[Found, frozenset[str]]:
    if not question:
        return plain, frozenset()
    bound = _found(message, context, question, plan)
    return open_question.answered(open_question.Answer(message, question, plain, bound, plan))


def _found(message: Message, context: Context, question: str | None, plan: dict[str, Any]) -> Found:
    return details.find(message.text, context.today, question, plan, context.speaker, context.changed)


def _said_last(context: Context) -> list[str]:
    """The questions whose answers « pardon 43 » may take back: the one answered, those of what changed."""
    changed = [f"{asks}:{name}" for name in context.changed if (asks := expected.question_of(name))]
    return [context.answered, *changed] if context.answered else changed


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
