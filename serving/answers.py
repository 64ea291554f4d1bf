"""What an action may answer. Rasa drops what it cannot read and goes on as if the action had succeeded; here
such an answer undoes the turn.
"""

from __future__ import annotations

import copy
from typing import Any

from jsonschema import Draft7Validator
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import deserialise_events

from serving.faults import ACTIONS, TurnFailed


def _validators() -> tuple[Draft7Validator, dict[str, Draft7Validator]]:
    """Rasa's schema of an answer, and that of each event by its name.

    Rasa builds its schema again at each answer, then tries each event against the schemas of all.
    """
    spec = copy.deepcopy(RemoteAction.action_response_format_spec())
    kinds = spec["properties"]["events"]["items"].pop("oneOf")
    return Draft7Validator(spec), {
        kind["properties"]["event"]["const"]: Draft7Validator(kind) for kind in kinds
    }


_ANSWER, _EVENTS = _validators()


def checked_answer(answer: Any) -> dict[str, Any]:
    """Return an answer that Rasa reads whole.

    Args:
        answer: what an action gave, decoded from JSON.

    Raises:
        TurnFailed: it is not an object with lists of events and of responses, or Rasa does not know an event.
    """
    if not isinstance(answer, dict):
        raise TurnFailed(ACTIONS, "malformed answer")
    if not _ANSWER.is_valid(answer):
        raise TurnFailed(ACTIONS, "malformed answer")
    events = answer.get("events", [])
    if not all(event["event"] in _EVENTS and _EVENTS[event["event"]].is_valid(event) for event in events):
        raise TurnFailed(ACTIONS, "malformed answer")
    try:
        understood = len(deserialise_events(copy.deepcopy(events)))
    except Exception:
        understood = -1
    if understood != len(events):
        raise TurnFailed(ACTIONS, "unknown event")
    return answer
