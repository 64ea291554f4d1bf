"""A message in the light of the open question: the bare values that it gives a sense, and what an answer's
words look like without saying it of the plan."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from . import expected
from .details import Found
from .details.normalise import MONTHS
from .lexicon import Expressions, lists
from .message import Message

_LISTS = lists("details")
_CORRECTS, _AND, _TAKES_BACK, _SAME, _OTHER, _SPEAKS_OF_IT = (
    Expressions(_LISTS[name])
    for name in ("corrects", "and", "takes_back", "same_goals", "other_goals", "speaks_of_it")
)
_NO_FIRST, _YES_FIRST = (Expressions(lists("answers")[name]) for name in ("no", "yes"))
_WITHOUT_WORKPLACE = ("jobseeker", "inactive")
_PERIOD = ("start_date", "end_date", "duration_days")
_RECORDS = ("prior_conventions", "contract_start", "contract_end", "contract_immersion_days")
_DAYS_DONE = "f7_insertion:contract_immersion_days"
# Told with the dates of a contract: « en CDDI, renouvelé jusqu'au… ».
_OF_A_CONTRACT = frozenset({"is_renewal", "status"})
_OF_A_PERIOD = re.compile(
    r"\b(?:stage|immersion|pmsmp|commenc|demarr|debut|a partir|a compter|viendr|fera"
    r"|du (?:[a-z]+di )?0[^.]* au|(?:fin|le depart|(?:premier|dernier) jour)\b[^.]* 0\b(?! ?h)"
    r"|(?:jusqu au|repar\w+|arret\w*|fini\w*|termin\w*)(?: au| le)? (?:[a-z]+di )?0\b(?! ?h)"
    rf"|{'|'.join(MONTHS)}|0 (?:semaines?|jours?)\b)"
)
_A_YEAR = re.compile(r"\b20\d\d\b")
_LISTED = ("objectives", "host_needs")
# « D'accord, alors ce sera 3 semaines » takes note of what was said before; « oui, 8 h par jour, c'est
# bien cela » confirms what it says again.
_TAKES_NOTE = re.compile(
    r"(?:d accord|ok|okay|parfait|tres bien|bon|entendu) (?:bon )?"
    r"(?:alors|donc|du coup|dans ce cas|merci|bonne|ba|bah|ben|je|j|on|vous|faut|il faut)\b"
)
_CONFIRMS = re.compile(r"\w+ (?:\w+ ){3,}c est (?:bien )?(?:ca|cela)\b")


@dataclass(frozen=True)
class Answer:
    """A message heard for itself (`plain`) and as an answer to `question` (`bound`), beside the plan held."""

    message: Message
    question: str
    plain: Found
    bound: Found
    plan: Mapping[str, Any]

    @cached_property
    def wanted(self) -> frozenset[str]:
        """The fields that the question expects."""
        return expected.fields(self.question)

    @cached_property
    def corrects(self) -> bool:
        return _CORRECTS.are_in(self.message.words)

    @cached_property
    def tells_records(self) -> bool:
        """Whether its dates are those of an earlier stay or of a contract, which the question is about."""
        asked = expected.other_dates(self.question)
        given = any(name in self.bound.fields or name in self.bound.approximate for name in _RECORDS)
        return asked and given and not self.tells_the_stay

    @cached_property
    def tells_the_stay(self) -> bool:
        """Whether it gives the dates of the immersion among other details, though others are asked."""
        if not expected.other_dates(self.question):
            return False
        known = self.wanted | (_OF_A_CONTRACT if self.question.startswith("f7_insertion") else frozenset())
        says_more = set(self.plain.fields) - known - set(_PERIOD)
        period = set(_PERIOD) & set(self.plain.fields)
        among_others = says_more and period and self.question != _DAYS_DONE
        return "prior_same_host" in self.plain.fields or bool(among_others)

    @cached_property
    def names_a_period(self) -> bool:
        said = self.message
        return bool(_OF_A_PERIOD.search(said.words) or _A_YEAR.search(said.text))

    @cached_property
    def begins_otherwise(self) -> bool:
        """Whether its first yes or no is for another thing than the open question."""
        takes_back = _TAKES_BACK.begin(self.message.words)
        return takes_back or bool(self.plain.fields and _answers_another(self))


@dataclass(frozen=True)
class _Unsaid:
    """Under these questions (their beginnings), the words look like those of `fields` and do not say them,
    when `when` holds."""

    questions: tuple[str, ...]
    fields: tuple[str, ...]
    when: Callable[[Answer], bool] = lambda _: True


_UNSAID = (
    # « Oui, une semaine » tells the length of the earlier stay.
    _Unsaid(
        ("q9_prior", "f8_prior"), ("duration_days",), lambda answer: "start_date" not in answer.plain.fields
    ),
    _Unsaid(expected.OTHER_DATES, _PERIOD, lambda answer: answer.tells_records),
    _Unsaid(("f7_insertion",), ("is_renewal",), lambda answer: answer.tells_records),
    # « Le lundi de Pâques » is that very day, and no habit.
    _Unsaid(("f5_minor_holiday",), ("worked_weekdays",)),
    # « Dans six mois » in an answer about the age, « mardi 9-17 » in one about the hours: no first day.
    _Unsaid(
        ("q4_age", "q7_schedule", "f3_minor_times", "f5_minor_holiday"),
        _PERIOD,
        lambda answer: not answer.names_a_period,
    ),
    # « Oui, avec France Travail » names who delegates.
    _Unsaid(
        ("f1_delegation",),
        ("prescriber",),
        lambda answer: not answer.corrects and _names_a_delegation(answer),
    ),
)


def answered(answer: Answer) -> tuple[Found, frozenset[str]]:
    """What the message says, completed by its answer; the fields that it names without saying them.

    The `plain` reading of the answer is completed in place.
    """
    plain, bound = answer.plain, answer.bound
    if answer.question == "f8_prior:same_goals" and (goals := _same_goals(answer.message.words)) is not None:
        plain.fields.setdefault("same_goals", goals)
        return plain, frozenset()
    barred = _named_only(answer)
    _drop(plain, barred)
    answers = _answers(answer)
    for unsaid in _UNSAID:
        if answer.question.startswith(unsaid.questions) and unsaid.when(answer):
            _drop(plain, unsaid.fields)
    if answer.tells_the_stay:
        answers = {name: value for name, value in answers.items() if not _is_a_record(name, bound)}
    if "age_at_start" not in plain.fields and set(_PERIOD) & set(plain.fields):
        # « Du 14 au 8 » is no age.
        answers.pop("age_at_start", None)
    if "end_date" in answers and plain.fields.get("start_date") == answers["end_date"]:
        _drop(plain, ("start_date",))
    for name, value in answers.items():
        # « D'abord voir, ensuite être prise »: under the question a list may be read whole.
        whole = name in _LISTED and set(value) > set(plain.fields.get(name, value))
        if name not in plain.fields or whole:
            plain.fields[name] = value
            plain.spans |= {name: bound.spans[name]} if name in bound.spans else {}
    for name, phrase in bound.approximate.items():
        if name in answer.wanted and name not in plain.fields:
            plain.approximate.setdefault(name, phrase)
    plain.conflicts += [
        c for c in bound.conflicts if c not in plain.conflicts and set(c.fields) & answer.wanted
    ]
    plain.rejected += [r for r in bound.rejected if r not in plain.rejected and r[0] in answer.wanted]
    plain.denied |= bound.denied
    return plain, barred


def _answers(answer: Answer) -> dict[str, Any]:
    """The values that answer the question."""
    values = {name: value for name, value in answer.bound.fields.items() if name in answer.wanted}
    if answer.begins_otherwise:
        values = {name: value for name, value in values.items() if not is_bare(value)}
    return values


def _named_only(answer: Answer) -> frozenset[str]:
    """The fields that an answer about one's own life names without saying them of the plan.

    What answers nothing is heard for itself: « chez une fleuriste » says who hosts, whatever was asked.
    """
    if not answer.wanted & set(answer.bound.fields):
        return frozenset()
    if answer.corrects or _SPEAKS_OF_IT.are_in(answer.message.words):
        return frozenset()
    return frozenset(name for name in expected.of_its_own(answer.question) if not _is_news(answer, name))


def _is_news(answer: Answer, name: str) -> bool:
    """ "France Travail, chez un boulanger", "au chômage, chez un fleuriste": the answer, then another thing.

    Who has a job names its place there: "salarié, chez un fleuriste".
    """
    has_no_workplace = answer.plain.fields.get("status") in _WITHOUT_WORKPLACE
    if name == "status":
        return has_no_workplace
    about = "status" if answer.question.startswith("q2_situation") else "prescriber"
    if about == "status" and not has_no_workplace:
        return False
    said, other = answer.plain.spans.get(about), answer.plain.spans.get(name)
    return bool(said and other and re.search(r"[,;.]", answer.message.text[said[1] - 1 : other[0] + 1]))


def _answers_another(answer: Answer) -> bool:
    """Whether a leading yes or no belongs to the details that follow it rather than to the open question.

    « Non, plutôt du 4 au 8 » says nothing of who prescribes; « oui, ils ont une délégation » nothing of a
    SIRET; « non, et j'ai 30 ans » answers, then adds.
    """
    if answer.wanted & set(answer.plain.fields):
        return False
    said = answer.message.words
    if _TAKES_NOTE.match(said) or _CONFIRMS.match(said):
        return True
    if _NO_FIRST.begin(said):
        if _is_yes_or_no(answer) and not any(_is_denied_before(answer, name) for name in answer.plain.fields):
            return False
        return not _AND.begin(_NO_FIRST.without(said))
    affirmed = any(value is True for value in answer.plain.fields.values())
    return affirmed and _YES_FIRST.begin(said) and not _AND.begin(_YES_FIRST.without(said))


def _is_yes_or_no(answer: Answer) -> bool:
    return not answer.corrects and any(answer.bound.fields.get(name) is False for name in answer.wanted)


def _is_denied_before(answer: Answer, name: str) -> bool:
    """Whether a leading no may be of a detail after it: of a « never », or of another value than is held.

    « Non, c'est un garage » says that it is no building site, rather than anything of the garage.
    """
    value, held = answer.plain.fields[name], answer.plan.get(name)
    return held != value and (held is not None or is_bare(value))


def _names_a_delegation(answer: Answer) -> bool:
    """« Oui, avec France Travail », « non, avec personne »: with whom there is a convention, or is none."""
    delegated = _answers(answer).get("prescriber_delegation")
    return delegated is True or (delegated is False and answer.plain.fields.get("prescriber") == "none")


def _is_a_record(name: str, bound: Found) -> bool:
    """Whether a value comes from dates taken for those of an earlier stay or of a contract."""
    return name in _RECORDS or (name == "prior_same_host" and "prior_conventions" in bound.fields)


def begins_with_no(said: str) -> bool:
    """Whether the words of a message begin with a no."""
    return _NO_FIRST.begin(said)


def is_bare(value: Any) -> bool:
    """Whether a value is what a yes or a no alone gives."""
    return isinstance(value, bool) or value in (["none"], "none", 0)


def _same_goals(said: str) -> bool | None:
    if _OTHER.begin(said):
        return False
    return True if _SAME.begin(said) else None


def _drop(found: Found, names: Iterable[str]) -> None:
    for name in names:
        found.fields.pop(name, None)
        found.approximate.pop(name, None)
