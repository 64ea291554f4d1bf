"""A detail that was only half heard: proposed in one tap, never stored before the yes."""

from __future__ import annotations

from typing import Any

from . import describe
from .ages import MAJORITY, MINOR_ONLY
from .said import Said
from .state import State

KIND = "proposal"


def worth_offering(state: State, said: Said) -> tuple[str, Any] | None:
    """The first doubtful detail that is not known, not said surely beside it, and was not refused."""
    age = said.noted.get("age_at_start", state.plan.get("age_at_start"))
    adult = age is not None and age >= MAJORITY
    for name, value in said.details("doubtful").items():
        if adult and name in MINOR_ONLY:
            continue
        if not (state.plan.get(name) == value or name in said.noted or [name, value] in state.refused):
            return name, value
    return None


def open_one(state: State, said: Said) -> None:
    """Offer a doubtful detail, if one is worth it."""
    if detail := worth_offering(state, said):
        state.offer_now(KIND, field=detail[0], value=detail[1])


def text(state: State, offer: dict[str, Any]) -> str:
    """The sentence that asks back."""
    detail = {offer["field"]: offer["value"]}
    heard = describe.noted(detail, {**state.plan, **detail}, state.speaker)
    return f"J'ai compris : {heard}. C'est bien ça ?"


def refuse(state: State, offer: dict[str, Any]) -> None:
    """Remember a refused proposal: it does not come back."""
    state.refused.append([offer["field"], offer["value"]])
