"""What the conversation knows, taken out of Rasa's tracker for hearing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from dialogue import files
from dialogue.clock import today
from dialogue.state import State
from hearing.heard import Context


def slots(tracker: DialogueStateTracker) -> Callable[[str], Any]:
    """Gives the value of a slot by its name; None when it is unset or unknown."""
    return lambda name: tracker.slots[name].value if name in tracker.slots else None


def context(tracker: DialogueStateTracker | None) -> Context:
    """The context of the next message; an empty one when there is no conversation."""
    if tracker is None:
        return Context(today=today())
    state = State.from_slots(slots(tracker))
    offer = state.open_offer() or {}
    return Context(
        today=today(),
        question=f"{state.asked}:{state.asked_field}" if state.asked and state.asked_field else state.asked,
        answered=state.answered,
        changed=tuple(name for name, _, turn in state.undo if turn == state.turn),
        plan=state.plan,
        offer=offer.get("kind"),
        proposal={offer["field"]: offer["value"]} if offer.get("kind") == "proposal" else None,
        topic=state.topic,
        told=tuple(name for name, turn in state.topics if turn == state.turn),
        speaker=state.speaker,
        concluded=state.concluded,
        files=tuple(str(shown["id"]) for shown in files.listed(state)) if state.files else (),
        file=str(files.current_id(state)) if state.files else None,
        names=files.names(state),
        name=state.name,
    )
