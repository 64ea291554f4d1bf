"""Who is speaking, as far as the conversation knows: it changes what an answer adds."""

from __future__ import annotations

from .ages import MAJORITY
from .state import State

_OTHERS = ("host", "adviser")


def situations(state: State) -> list[str]:
    """The keys of `situations` in data/faq that hold for this person."""
    if state.speaker in _OTHERS:
        return [state.speaker]
    known = []
    age = state.plan.get("age_at_start")
    if age is not None and age < MAJORITY:
        known.append("minor")
    if state.plan.get("status"):
        known.append(state.plan["status"])
    return known
