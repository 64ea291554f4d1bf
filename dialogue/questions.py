"""Which question comes next, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

import law

from . import describe
from .state import MAX_PUTS, State

COMMON = 9


@dataclass(frozen=True)
class Part:
    """One field of a question, when it can be put apart. `wording` holds ask, short, examples, buttons."""

    name: str
    covers: tuple[str, ...]
    wording: dict[str, Any]


@dataclass(frozen=True)
class Question:
    """A question of the check. `parts` are its fields in the order in which they are put."""

    id: str
    name: str
    why: str
    article: str
    parts: tuple[Part, ...]
    together: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for part in self.parts for name in part.covers))

    def part(self, name: str | None) -> Part:
        return next((part for part in self.parts if part.name == name), self.parts[0])


@dataclass
class Put:
    """A question about to be put: its words, its buttons and what programs are told of it."""

    question: Question
    part: Part
    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)


# A question stands for every field that satisfies it, beyond the one that `missing` names.
_ALSO_FILLS = {
    "q1_objective": ("objectives",),
    "q2_situation": ("status",),
    "q3_prescriber": ("prescriber",),
    "q4_age": ("age_at_start", "birth_date"),
    "q6_dates": ("start_date", "end_date", "duration_days"),
    "q7_schedule": (
        "worked_weekdays",
        "daily_hours",
        "weekly_hours",
        "day_start",
        "day_end",
        "break_minutes",
    ),
    "q8_use": ("host_needs",),
    "q9_prior": ("prior_same_host",),
    "f1_delegation": ("prescriber_delegation",),
    "f4_minor_site": ("construction_site",),
    "f5_minor_holiday": ("holiday_presence",),
    "f7_insertion": ("contract_open_ended",),
    "f9_sick": ("sick_leave_agreement",),
}


@lru_cache(maxsize=1)
def questions() -> dict[str, Question]:
    """All questions by id, in the order in which they are put."""
    entries = yaml.safe_load((Path(__file__).parent / "questions.yml").read_text(encoding="utf-8"))
    return {entry["id"]: _question(entry) for entry in entries}


def _question(entry: dict[str, Any]) -> Question:
    if "fields" in entry:
        parts = tuple(
            Part(name, (name, *wording.get("with", ())), wording) for name, wording in entry["fields"].items()
        )
    else:
        name = _ALSO_FILLS[entry["id"]][0]
        parts = (Part(name, (name,), entry),)
    return Question(entry["id"], entry["name"], entry["why"], entry["article"], parts, entry.get("together"))


def fills(question_id: str) -> set[str]:
    """Every field of the plan that an answer to this question may give."""
    return set(questions()[question_id].fields) | set(_ALSO_FILLS.get(question_id, ()))


def question_of(field_name: str) -> Question | None:
    """The question that asks for a field, or None when the field is never asked."""
    return next((q for q in questions().values() if field_name in fills(q.id)), None)


def next_put(state: State, today: date, insist: bool = True) -> Put | None:
    """The next question to put, or None when nothing more can be asked.

    insist: put the same question again at once, even for the last time; otherwise its last time is kept
    for the end, after the other questions: the person was telling other details, and did not fail.
    Marks the question as open and counts it. A question put `MAX_PUTS` times is left open for good;
    the last time, it asks for all that it still misses.
    """
    missing = [name for name in law.check(state.plan, today).missing if name not in state.left_open]
    in_order = list(questions().values())
    if not insist:
        in_order.sort(key=lambda question: state.puts.get(question.id, 0) == MAX_PUTS - 1)
    for question in in_order:
        wanted = [
            name for name in _order(question, missing, state) if name in missing or name == "same_goals"
        ]
        if not wanted:
            continue
        if state.puts.get(question.id, 0) >= MAX_PUTS:
            leave_open(state, wanted)
            continue
        return _put(question, wanted, state, today)
    state.close_question()
    return None


def _order(question: Question, missing: list[str], state: State) -> list[str]:
    wanted = [name for part in question.parts for name in part.covers if name in missing]
    if question.id == "q4_age" and "age_at_start" in missing:
        # A birth date gives the age as soon as the first day is known.
        return [] if state.plan.get("birth_date") and not state.plan.get("start_date") else ["age_at_start"]
    if question.id == "f8_prior" and "prior_conventions" in wanted and _undecided_goals(state):
        wanted[wanted.index("prior_conventions")] = "same_goals"
    return list(dict.fromkeys(wanted))


def _undecided_goals(state: State) -> bool:
    records = state.plan.get("prior_conventions") or []
    return bool(records) and all(r.get("start_date") and r.get("end_date") for r in records)


def leave_open(state: State, names: list[str]) -> None:
    """Give up asking for these fields: they stay unknown."""
    actual = ["prior_conventions" if name == "same_goals" else name for name in names]
    state.left_open += [name for name in actual if name not in state.left_open]


def put_again(state: State, today: date) -> Put | None:
    """The open question once more, in its short form; None when it was put often enough."""
    if not state.asked or state.puts.get(state.asked, 0) >= MAX_PUTS:
        return None
    return next_put(state, today)


def _put(question: Question, wanted: list[str], state: State, today: date) -> Put:
    part = next((p for p in question.parts if p.name == wanted[0]), None)
    part = part or next((p for p in question.parts if wanted[0] in p.covers), question.parts[0])
    return _put_part(state, question, part, wanted, today)


def put_part(state: State, question: Question, part: Part, today: date) -> Put:
    """Put one part of a question because the person asked to change it."""
    return _put_part(state, question, part, list(part.covers), today)


def _put_part(state: State, question: Question, part: Part, wanted: list[str], today: date) -> Put:
    part_key = f"{question.id}:{part.name}"
    nth, nth_part = state.puts.get(question.id, 0) + 1, state.puts.get(part_key, 0) + 1
    uncovered = [name for name in wanted if name not in part.covers]
    last_of_many = nth == MAX_PUTS and uncovered and question.together
    text = question.together if last_of_many else _words(question, part, nth_part, state, today)
    if nth == MAX_PUTS and nth_part > 1:
        text += f" Par exemple : {_quoted(part.wording['examples'])}."
    state.puts[question.id], state.puts[part_key] = nth, nth_part
    state.asked, state.asked_field = question.id, part.name
    custom: dict[str, Any] = {"asked": question.id, "progress": progress(state, today)}
    if len(question.parts) > 1:
        custom["field"] = part.name
    return Put(question, part, text, _buttons(part), custom)


def _words(question: Question, part: Part, nth: int, state: State, today: date) -> str:
    vague = next((state.approximate[name] for name in part.covers if name in state.approximate), None)
    if vague and question.id == "q6_dates" and part.name == "start_date":
        return f"Vous m'avez dit « {vague} ». Quel jour précis, et jusqu'à quand ?"
    if vague and question.id == "q4_age":
        return f"Vous avez {vague}. Quel âge aurez-vous le premier jour ?"
    if question.id == "f5_minor_holiday":
        return _holiday_words(part, nth, state, today)
    return part.wording["ask"] if nth == 1 else part.wording["short"]


def _holiday_words(part: Part, nth: int, state: State, today: date) -> str:
    if nth > 1:
        return part.wording["short"]
    days = describe.holidays(state.plan)
    named = describe.enumeration(days)
    key = "ask" if len(days) == 1 else "ask_many"
    return part.wording[key].format(holidays=named[:1].upper() + named[1:] if key == "ask" else named)


def _quoted(examples: list[str]) -> str:
    return ", ".join(f"« {example} »" for example in examples)


def _buttons(part: Part) -> list[dict[str, str]]:
    buttons = [
        {"title": title, "payload": f'/inform{{"choice": "{choice}"}}'}
        for title, choice in part.wording.get("buttons", {}).items()
    ]
    return [*buttons, {"title": "Je ne sais pas", "payload": "/dont_know"}]


def progress(state: State, today: date) -> dict[str, int]:
    """How many of the nine common questions need no more asking, {"done", "total"}."""
    missing = set(law.check(state.plan, today).missing) - set(state.left_open)
    common = [q for q in questions() if q.startswith("q")]
    return {"done": sum(not (fills(q) & missing) for q in common), "total": COMMON}
