"""Which question comes next, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

import law

from . import describe, inputs
from .records import Question, Record, questions
from .state import MAX_PUTS, State

COMMON = 9
# Questions that « la question précédente » can go back to.
_REMEMBERED = 5


@dataclass
class Put:
    """A question about to be put: its words, its buttons and what programs are told of it."""

    question: Question
    part: Record
    text: str
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)


def fills(question_id: str) -> set[str]:
    """Every field of the plan that an answer to this question may give."""
    return set(questions()[question_id].fills)


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


def close_if_answered(state: State) -> None:
    """Close the open question when what it asks is known: another one is put in its place."""
    if state.asked:
        part = questions()[state.asked].part(state.asked_field)
        if all(name in state.plan for name in part.covers):
            state.close_question()


def again(state: State, today: date) -> Put | None:
    """The open question once more, in its short form, without counting it; None when there is none."""
    if not state.asked:
        return None
    known = questions()[state.asked]
    question, part = _said(known, known.part(state.asked_field), state.speaker)
    nth = max(state.puts.get(f"{question.id}:{part.name}", 0), 1) + 1
    return Put(question, part, _words(part, nth, state), buttons(part), _custom(state, today))


def _put(question: Question, wanted: list[str], state: State, today: date) -> Put:
    part = next((p for p in question.parts if p.name == wanted[0]), None)
    part = part or next((p for p in question.parts if wanted[0] in p.covers), question.parts[0])
    return _put_part(state, question, part, wanted, today)


def put_part(state: State, question: Question, part: Record, today: date) -> Put:
    """Put one part of a question because the person asked to change it."""
    return _put_part(state, question, part, list(part.covers), today)


def _put_part(state: State, question: Question, part: Record, wanted: list[str], today: date) -> Put:
    question, part = _said(question, part, state.speaker)
    part_key = f"{question.id}:{part.name}"
    nth, nth_part = state.puts.get(question.id, 0) + 1, state.puts.get(part_key, 0) + 1
    uncovered = [name for name in wanted if name not in part.covers]
    if nth == MAX_PUTS and uncovered and question.together:
        text = question.together
    else:
        text = _words(part, nth_part, state)
    if nth == MAX_PUTS and nth_part > 1:
        text += f" Par exemple : {_quoted(part.wording['examples'])}."
    state.puts[question.id], state.puts[part_key] = nth, nth_part
    if state.asked and (state.asked, state.asked_field) != (question.id, part.name):
        state.previous = [*state.previous, f"{state.asked}:{state.asked_field}"][-_REMEMBERED:]
    state.asked, state.asked_field = question.id, part.name
    return Put(question, part, text, buttons(part), _custom(state, today))


def _custom(state: State, today: date) -> dict[str, Any]:
    """What programs are told of the open question."""
    question = questions()[state.asked or ""]
    custom: dict[str, Any] = {"asked": state.asked, "progress": progress(state, today)}
    if len(question.parts) > 1:
        custom["field"] = state.asked_field
    if beside := inputs.beside_buttons(question.part(state.asked_field), state.plan, state.speaker):
        custom["form"] = beside
    return custom


def _said(question: Question, part: Record, speaker: str | None) -> tuple[Question, Record]:
    """A question and its part in the words for this speaker."""
    said = questions(speaker)[question.id]
    return said, said.part(part.name)


def _words(part: Record, nth: int, state: State) -> str:
    """The question for the `nth` time; what was said too vaguely is repeated."""
    vague = next((state.approximate[name] for name in part.covers if name in state.approximate), None)
    if vague and "vague" in part.wording:
        return part.wording["vague"].format(said=vague)
    if nth > 1:
        return part.wording["short"]
    if "ask_many" in part.wording:
        return _holiday_words(part, state)
    return part.wording["ask"]


def _holiday_words(part: Record, state: State) -> str:
    days = describe.holidays(state.plan)
    if not days:
        return part.wording["short"]
    named = describe.enumeration(days)
    if len(days) > 1:
        return part.wording["ask_many"].format(holidays=named)
    return part.wording["ask"].format(holidays=named[:1].upper() + named[1:])


def simpler(part: Record) -> str:
    """The question in plainer words, with answers that it understands."""
    return f"{part.wording['simpler']} Par exemple : {_quoted(part.wording['examples'])}."


def _quoted(examples: list[str]) -> str:
    return ", ".join(f"« {example} »" for example in examples)


def buttons(part: Record) -> list[dict[str, str]]:
    """The answers in one tap; `short` is a title for channels with little room."""
    titled = [
        _button(value.button, value.title, f"{part.name}={key}")
        for key, value in part.values.items()
        if not value.hidden
    ]
    titled += [
        _button(quick.get("button", quick["title"]), quick["title"], quick["choice"])
        for quick in part.wording.get("choices", ())
    ]
    return [*titled, {"title": "Je ne sais pas", "payload": "/dont_know"}]


def _button(title: str, short: str, choice: str) -> dict[str, str]:
    button = {"title": title, "payload": f'/inform{{"choice": "{choice}"}}'}
    return button if title == short else {**button, "short": short}


def progress(state: State, today: date) -> dict[str, int]:
    """How many of the nine common questions need no more asking, {"done", "total"}."""
    missing = set(law.check(state.plan, today).missing) - set(state.left_open)
    common = [q for q in questions() if q.startswith("q")]
    return {"done": sum(not (fills(q) & missing) for q in common), "total": COMMON}
