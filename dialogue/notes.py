"""Writing details into the plan: what is new, what changes, what no longer makes sense."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, time, timedelta
from typing import Any

import law
from hearing import details
from hearing.reading import as_json, typed

from . import describe
from .ages import MAJORITY, MAX_AGE, MINOR_ONLY, is_adult, known_age
from .records import dependants, questions
from .said import Said
from .state import State

# Changes remembered: more than anybody makes, few enough for a tracker.
_MOST_HISTORY = 80


@dataclass
class Changes:
    """What a message did to the plan.

    added: fields that were unknown; emptied: field -> what it held, taken back; changed: field ->
    (before, after); dropped: fields that no longer make sense; said: sentences about what could not be
    noted; aged: an age of today that the first day may change; trade: the one aimed at, when it is new.
    """

    added: dict[str, Any] = field(default_factory=dict)
    emptied: dict[str, Any] = field(default_factory=dict)
    changed: dict[str, tuple[Any, Any]] = field(default_factory=dict)
    dropped: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    aged: str | None = None
    trade: str | None = None

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.emptied)

    @property
    def touched(self) -> set[str]:
        return set(self.added) | set(self.changed) | set(self.emptied)


def note(state: State, said: Said, today: date, *roles: str) -> Changes:
    """Write what a message says into the plan of `state`.

    roles: those of the details to write; stated and corrected ones when none is given.
    """
    changes = Changes(said=list(dict.fromkeys([*(c["text"] for c in said.conflicts), *said.rejected])))
    if not state.name:
        state.name = said.value("first_name")
    if how := said.value("end_from"):
        state.said["end_date"] = how
    empty(state, said.emptied, changes)
    state.approximate.update(said.details("vague"))
    if "age_at_start" not in state.plan:
        changes.aged = said.details("vague").get("age_at_start")
    if (trade := said.value("trade")) and trade != state.trade:
        state.trade = changes.trade = trade
    new = said.details(*roles) if roles else said.noted
    _complete(state, new, today)
    write(state, new, changes, today)
    return changes


def empty(state: State, names: list[str], changes: Changes) -> None:
    """Take back what the person no longer holds."""
    for name in names:
        if state.plan.get(name) is not None:
            changes.emptied[name] = state.plan.pop(name)
            _drop(state, list(dependants(name)), changes)
        state.approximate.pop(name, None)


def _complete(state: State, new: dict[str, Any], today: date) -> None:
    """A length said after the first day gives the last one."""
    start = new.get("start_date") or state.plan.get("start_date")
    if not start or "end_date" in new or "end_date" not in state.approximate or state.plan.get("end_date"):
        return
    found = details.complete(
        {"start_date": date.fromisoformat(start)}, state.approximate, typed(state.plan), today
    )
    if found.get("end_date"):
        new["end_date"] = as_json(found["end_date"])
        state.said["end_date"] = "duration"


def write(state: State, new: dict[str, Any], changes: Changes, today: date) -> None:
    """Set fields, keep the plan coherent, and record in `changes` what happened."""
    plan = state.plan
    if is_adult({**plan, **new}, today):
        new = {name: content for name, content in new.items() if name not in MINOR_ONLY}
    new = _merge_records(plan, new)
    _follow_duration(state, new)
    for name, content in new.items():
        before = plan.get(name)
        if before == content:
            continue
        if before is None or name == "prior_conventions":
            changes.added[name] = content
        else:
            changes.changed[name] = (before, content)
        plan[name] = content
        state.approximate.pop(name, None)
        if name in state.left_open:
            state.left_open.remove(name)
    for name in list(changes.changed):
        _drop(state, [f for f in dependants(name) if f not in new], changes)
    _keep_hours_coherent(state, new, changes)
    _keep_dates_coherent(state, new, changes)
    _settle_age(state, new, today)
    if is_adult(plan, today):
        _drop(state, list(MINOR_ONLY), changes)


def _merge_records(plan: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Earlier conventions come in pieces: dates first, then whether the goals were the same."""
    known = plan.get("prior_conventions") or []
    if "same_goals" in new:
        goals = new.pop("same_goals")
        new["prior_conventions"] = [{"same_goals": goals, **record} for record in known]
    elif "prior_conventions" in new and len(new["prior_conventions"]) == 1 and len(known) == 1:
        new["prior_conventions"] = [{**known[0], **new["prior_conventions"][0]}]
    if new.get("prior_conventions") and plan.get("prior_same_host") is None:
        new.setdefault("prior_same_host", True)
    return new


def _follow_duration(state: State, new: dict[str, Any]) -> None:
    """Keep what was said of the duration, so that a new first day moves the last day with it."""
    plan = state.plan
    start = new.get("start_date") or plan.get("start_date")
    if "duration_days" in new and start and "end_date" not in new:
        days = new.pop("duration_days")
        new["end_date"] = (date.fromisoformat(start) + timedelta(days=days - 1)).isoformat()
    if "start_date" in new and "end_date" not in new and plan.get("start_date") and plan.get("end_date"):
        was, first = date.fromisoformat(plan["start_date"]), date.fromisoformat(new["start_date"])
        length = date.fromisoformat(plan["end_date"]) - was
        if state.said.get("end_date") == "duration" and not _later_in_its_week(was, first):
            new["end_date"] = (date.fromisoformat(new["start_date"]) + length).isoformat()
    if "start_date" in new and "end_date" not in new and plan.get("duration_days"):
        days = plan.pop("duration_days")
        new["end_date"] = (date.fromisoformat(new["start_date"]) + timedelta(days=days - 1)).isoformat()
        state.said["end_date"] = "duration"
    if "end_date" in new:
        plan.pop("duration_days", None)


def _later_in_its_week(was: date, first: date) -> bool:
    """« Deux semaines à partir du lundi 7. Non, du mardi 8, elle est fermée le lundi »: the weeks stay."""
    return was < first < was + timedelta(days=7 - was.weekday())


def _keep_hours_coherent(state: State, new: dict[str, Any], changes: Changes) -> None:
    """Hours a day and a week that contradict each other are asked again; the answer to that wins."""
    plan = state.plan
    if {"day_start", "day_end"} & set(new) and "daily_hours" not in new and _longer_than_the_day(plan):
        _drop(state, ["daily_hours", "weekly_hours"], changes)
    if {"day_start", "day_end"} & set(new) and "break_minutes" not in new and not _has_time_for_a_pause(plan):
        plan.pop("break_minutes", None)
    daily, weekly = plan.get("daily_hours"), plan.get("weekly_hours")
    if (
        daily is None
        or weekly is None
        or daily <= weekly <= daily * len(plan.get("worked_weekdays") or range(7))
    ):
        return
    if state.asked_field == "weekly_hours" and "weekly_hours" in new:
        _drop(state, ["daily_hours"], changes)
    elif "daily_hours" in new and "weekly_hours" not in new:
        _drop(state, ["weekly_hours"], changes)
    elif "weekly_hours" in state.left_open:
        state.left_open.remove("weekly_hours")


def _longer_than_the_day(plan: dict[str, Any]) -> bool:
    """Whether the hours noted no longer fit between the first and the last minute of the day."""
    minutes = _minutes_there(plan)
    return minutes is not None and plan["daily_hours"] * 60 > minutes


def _has_time_for_a_pause(plan: dict[str, Any]) -> bool:
    """Whether more time passes between the first and the last minute of the day than is worked."""
    minutes = _minutes_there(plan)
    return minutes is None or plan["daily_hours"] * 60 < minutes


def _minutes_there(plan: dict[str, Any]) -> int | None:
    """From the first to the last minute of the day; None when a time or the hours of the day are unknown."""
    if plan.get("daily_hours") is None or not plan.get("day_start") or not plan.get("day_end"):
        return None
    first, last = (time.fromisoformat(plan[name]) for name in ("day_start", "day_end"))
    return (last.hour * 60 + last.minute - first.hour * 60 - first.minute) % (24 * 60)


def _keep_dates_coherent(state: State, new: dict[str, Any], changes: Changes) -> None:
    for first, last in (("start_date", "end_date"), ("contract_start", "contract_end")):
        begin, end = state.plan.get(first), state.plan.get(last)
        if not begin or not end or end >= begin:
            continue
        if last in new:
            changes.said.append(
                f"La fin que vous donnez ({describe.day(end)}) est avant le début ({describe.day(begin)})."
                " Je garde le début."
            )
        _drop(state, [last], changes)
        changes.added.pop(last, None)
        changes.changed.pop(last, None)


def _drop(state: State, names: list[str], changes: Changes) -> None:
    for name in names:
        if state.plan.pop(name, None) is not None:
            changes.dropped.append(name)
        if name in state.left_open:
            state.left_open.remove(name)


def _settle_age(state: State, new: dict[str, Any], today: date) -> None:
    """Forget the birth date of an adult once the age on the first day is known.

    At eighteen and under it is kept until the verdict: an earlier first day may change everything.
    Afterwards, a first day that moves has the age asked again.
    """
    plan = state.plan
    young = (plan.get("age_at_start") or MAX_AGE) <= MAJORITY
    if (
        young
        and state.said.get("age_at_start") == "birth"
        and "start_date" in new
        and "age_at_start" not in new
    ):
        del plan["age_at_start"], state.said["age_at_start"]
    if "age_at_start" in new and "birth_date" not in new:
        plan.pop("birth_date", None)
    if plan.get("birth_date") and plan.get("start_date"):
        age = known_age(plan, today)
        if age is not None and MAJORITY < age <= MAX_AGE:
            plan["age_at_start"] = age
            del plan["birth_date"]


def forget_birth_date(state: State, today: date) -> None:
    """Once the result is given, the age is enough, for a minor too."""
    if state.plan.get("birth_date") and state.plan.get("start_date"):
        state.plan["age_at_start"] = known_age(state.plan, today)
        state.said["age_at_start"] = "birth"
        del state.plan["birth_date"]


def read_back(changes: Changes, plan: dict[str, Any], speaker: str | None = None) -> str:
    """One line that says what was understood, before it counts."""
    lines = []
    noted = [describe.noted(changes.added, plan, speaker)] if changes.added else []
    trade = f"métier : {changes.trade}" if changes.trade else None
    if noted := [*noted, *filter(None, [changes.aged, trade])]:
        lines.append(f"J'ai noté : {', '.join(noted)}.")
    shown = dict(changes.changed)
    for name in ("start_date", "end_date"):
        if name in changes.added:
            shown.pop(name, None)
    for name, (before, after) in shown.items():
        now = describe.phrase(name, after, speaker)
        lines.append(f"J'ai changé : {now} (avant : {describe.value(name, before, speaker)}).")
    if changes.emptied:
        emptied = [describe.phrase(name, before, speaker) for name, before in changes.emptied.items()]
        lines.append(f"J'ai retiré : {describe.enumeration(emptied)}.")
    dropped = dict.fromkeys(question_name(field_name, speaker) for field_name in changes.dropped)
    if names := [said for said in dropped if said]:
        lines.append(f"J'ai retiré ce qui ne va plus avec : {describe.enumeration(names)}.")
    return "\n".join(lines)


def question_name(field_name: str, speaker: str | None = None) -> str | None:
    """The plain name of the question that holds a field ("vos dates")."""
    return next((q.name for q in questions(speaker).values() if field_name in q.fields), None)


def remember(state: State, before: dict[str, Any]) -> None:
    """Keep what this turn changed in the plan, to undo it and to tell what has changed."""
    names = [name for name in law.FIELDS if before.get(name) != state.plan.get(name)]
    if not names:
        return
    same_turn = [entry for entry in state.undo if entry[2] == state.turn]
    known = {entry[0] for entry in same_turn}
    state.undo = [*same_turn, *([name, before.get(name), state.turn] for name in names if name not in known)]
    state.history += [[name, before.get(name), state.plan.get(name)] for name in names]
    del state.history[:-_MOST_HISTORY]


def undo(state: State) -> dict[str, Any]:
    """Put the plan back as it was before the last change; gives field -> value before the undoing."""
    back, state.undo = state.undo, []
    taken = {name: state.plan.get(name) for name, _, _ in back}
    for name, value, _ in back:
        if value is None:
            state.plan.pop(name, None)
        else:
            state.plan[name] = value
        if name in state.left_open:
            state.left_open.remove(name)
    return taken


def put_back(state: State, name: str, first: bool) -> bool:
    """Give a field the value that it had before; whether there was another.

    first: the oldest of its values rather than the last.
    """
    values = [before for field_name, before, _ in state.history if field_name == name and before is not None]
    others = [value for value in values if value != state.plan.get(name)]
    if not others:
        return False
    state.plan[name] = others[0] if first else others[-1]
    if name in state.left_open:
        state.left_open.remove(name)
    return True
