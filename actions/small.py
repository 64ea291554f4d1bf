"""What every small action shares: reading the tracker, sending messages, setting only what changed."""

from __future__ import annotations

import time
from abc import ABC, abstractmethod
from copy import deepcopy
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from dialogue import notes
from dialogue.buttons import said_in
from dialogue.clock import today
from dialogue.state import State
from dialogue.turn import Message, Turn

_TERMINAL = "cmdline"
_CHOICES = "Au choix, ou écrivez votre réponse :"
_LISTEN = "action_listen"


class SmallAction(Action, ABC):
    """One part of a reply; subclasses give `named` and `respond`.

    changes_are_remembered: whether what it does to the plan can be undone and is told as a change.
    """

    named: ClassVar[str]
    changes_are_remembered: ClassVar[bool] = True

    def name(self) -> str:
        return f"action_{self.named}"

    @abstractmethod
    def respond(self, turn: Turn) -> None:
        """Do this part of the reply: change the state of the turn and say things."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        state = State.from_slots(tracker.slots.get)
        turn = Turn(
            said_in(tracker.latest_message or {}),
            state,
            today(),
            time.time(),
            done_since_message(tracker),
            tracker.get_latest_input_channel() == _TERMINAL,
        )
        if not turn.done:
            state.begin_turn(turn.now)
            state.speaker = turn.said.value("speaker", "said") or state.speaker
        before = deepcopy(state.plan)
        misses = state.misses
        self.respond(turn)
        if self.changes_are_remembered:
            notes.remember(state, before)
        if not turn.done and state.misses == misses:
            state.misses = 0
        for message in turn.messages:
            send(dispatcher, message, turn)
        return [
            SlotSet(name, value) for name, value in state.slots().items() if tracker.slots.get(name) != value
        ]


def send(dispatcher: CollectingDispatcher, message: Message, turn: Turn) -> None:
    """Give one message of a turn to the channel."""
    if turn.in_terminal:
        # Rasa's console cuts the text that carries buttons at the width of one line.
        dispatcher.utter_message(text=message.text, response=message.response)
        if message.buttons:
            dispatcher.utter_message(text=_CHOICES, buttons=message.buttons)
        return
    dispatcher.utter_message(
        text=message.text,
        response=message.response,
        buttons=message.buttons or None,
        json_message={"plan": turn.state.plan, **message.custom},
    )


def done_since_message(tracker: Tracker) -> list[str]:
    """The actions that have already answered the latest message."""
    done: list[str] = []
    for event in reversed(tracker.events):
        if event.get("event") == "user":
            break
        if event.get("event") == "action" and event.get("name") != _LISTEN:
            done.append(event["name"])
    return done[::-1]
