"""Several plans in one conversation: an adviser's other people, each apart, nothing mixed."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from . import describe
from .state import State

# What belongs to a plan; the rest of the state belongs to the conversation.
_OF_A_PLAN = (
    "plan", "approximate", "said", "active", "concluded", "asked", "asked_field", "answered", "previous",
    "puts", "left_open", "told", "refused", "undo", "history", "verdict", "department",
    "name", "trade",
)  # fmt: skip
_MOST = 20


def label(plan: dict[str, Any], name: str | None = None) -> str:
    """A short name for a plan: "Lina, 19 ans, du 7 au 18 décembre 2026".

    name: the first name of the person, when it was told.
    """
    parts = [name] if name else []
    parts += [f"{plan['age_at_start']} ans"] if plan.get("age_at_start") is not None else []
    if plan.get("start_date"):
        parts.append(describe.period(plan["start_date"], plan.get("end_date")))
    if plan.get("host_kind"):
        parts.append(describe.value("host_kind", plan["host_kind"]))
    return ", ".join(parts) or "sans détail"


def listed(state: State) -> list[dict[str, Any]]:
    """Every file, {"id", "label", "current"}, in the order in which they were opened."""
    known = [
        {"id": kept["id"], "label": label(kept["plan"], kept.get("name")), "current": False}
        for kept in state.files
    ]
    current = {"id": current_id(state), "label": label(state.plan, state.name), "current": True}
    return sorted([*known, current], key=lambda shown: shown["id"])


def names(state: State) -> dict[str, str]:
    """The first names that were told, by number of a file."""
    told = {str(kept["id"]): kept["name"] for kept in state.files if kept.get("name")}
    return told | ({str(current_id(state)): state.name} if state.name else {})


def current_id(state: State) -> int:
    """The number of the file in hand: one that no kept file has."""
    return state.file or 1


def open_new(state: State) -> None:
    """Put the file in hand away and begin an empty one."""
    number = max([current_id(state), *(kept["id"] for kept in state.files)]) + 1
    _put_away(state)
    prescriber = state.plan.get("prescriber") if state.speaker == "adviser" else None
    state.forget_plan()
    state.file = number
    if prescriber:
        state.plan["prescriber"] = prescriber
    state.active = True


def take(state: State, number: int) -> bool:
    """Take up another file again; False when there is none of that number."""
    kept = next((kept for kept in state.files if kept["id"] == number), None)
    if kept is None:
        return False
    state.files = [other for other in state.files if other["id"] != number]
    if state.plan:
        _put_away(state)
    state.forget_plan()
    for name in _OF_A_PLAN:
        if name in kept:
            setattr(state, name, kept[name])
    state.file = number
    return True


def _put_away(state: State) -> None:
    memory = asdict(state)
    kept = {name: memory[name] for name in _OF_A_PLAN if memory[name] not in (None, [], {}, False)}
    state.files = [*state.files, {"id": current_id(state), "plan": {}, **kept}][-_MOST:]
