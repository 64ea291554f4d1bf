"""The value of a field, given by a form: a turn of the person in words, already heard."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent

from channels.refusals import unprocessable
from dialogue import given
from dialogue.clock import today
from dialogue.state import State
from serving.strict import require_model

# What hearing finds in such words; a single intent in its ranking is not doubted.
_ACT = {"name": "inform", "confidence": 1.0}


async def state_of(agent: Agent | None, sender_id: str) -> State:
    """Return what a conversation remembers.

    Raises:
        TurnFailed: the model or the store is not there.
    """
    tracker = await require_model(agent).tracker_store.retrieve(sender_id)
    return State.from_slots((tracker.current_slot_values() if tracker else {}).get)


async def heard(agent: Agent, sender_id: str, name: str, value: Any) -> tuple[str, dict[str, Any]]:
    """Return the words of the turn, and what they say in the form of Rasa's parsing.

    Args:
        agent: the agent; its conversation is locked.
        sender_id: the conversation.
        name: a field of the plan in hand.
        value: what the form gives.

    Raises:
        Refused: 422, the field cannot be given now or does not take this value.
    """
    try:
        said = given.give(name, value, await state_of(agent, sender_id), today())
    except given.GivenError as error:
        raise unprocessable(error.code, str(error)) from None
    parsed = {"text": said.words, "intent": _ACT, "intent_ranking": [_ACT], "entities": list(said.entities)}
    return said.words, parsed
