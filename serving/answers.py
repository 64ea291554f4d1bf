"""What an action may answer. Rasa drops what it cannot read and goes on as if the action had succeeded; here
such an answer undoes the turn.
"""

from __future__ import annotations

import copy
from typing import Any

from jsonschema import Draft7Validator
from jsonschema.exceptions import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.events import deserialise_events

from serving.faults import ACTIONS, TurnFailed

# Rasa checks its own schema again at each answer, which takes longer than all the rest of a turn.
_VALIDATOR = Draft7Validator(RemoteAction.action_response_format_spec())


def checked_answer(answer: Any) -> dict[str, Any]:
    """Return an answer that Rasa reads whole.

    Args:
        answer: what an action gave, decoded from JSON.

    Raises:
        TurnFailed: it is not an object with lists of events and of responses, or Rasa does not know an event.
    """
    if not isinstance(answer, dict):
        raise TurnFailed(ACTIONS, "malformed answer")
    try:
        _VALIDATOR.validate(answer)
    except ValidationError:
        raise TurnFailed(ACTIONS, "malformed answer") from None
    events = answer.get("events", [])
    try:
        understood = len(deserialise_events(copy.deepcopy(events)))
    except Exception:
        understood = -1
    if understood != len(events):
        raise TurnFailed(ACTIONS, "unknown event")
    return answer
