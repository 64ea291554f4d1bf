"""A reply made as the policy and the actions make it, without Rasa: for tests that need many of them."""

from __future__ import annotations

import importlib
import json
import pkgutil
from copy import deepcopy
from datetime import date

import actions
from actions.small import SmallAction
from dialogue import notes
from dialogue.decide import LISTEN, next_action
from dialogue.said import Said
from dialogue.state import State
from dialogue.turn import Message, Turn

for module in pkgutil.iter_modules(actions.__path__):
    importlib.import_module(f"actions.{module.name}")

MOST_ACTIONS = 12


def _all(kind: type) -> list[type]:
    return [one for sub in kind.__subclasses__() for one in (sub, *_all(sub))]


ACTIONS = {f"action_{kind.named}": kind for kind in _all(SmallAction)}


def reply(state: State, said: Said, today: date, now: float = 0.0) -> tuple[list[str], list[Message], State]:
    """The actions that answer a message, what they say, and the state after them."""
    done: list[str] = []
    messages: list[Message] = []
    while (name := next_action(said, state, done, today, now)) != LISTEN:
        assert len(done) < MOST_ACTIONS, done
        state = stored(state)
        turn = Turn(said, state, today, now, tuple(done))
        if not done:
            state.begin_turn(now)
            state.speaker = said.value("speaker", "said") or state.speaker
        before = deepcopy(state.plan)
        action = ACTIONS[name]()
        action.respond(turn)
        if action.changes_are_remembered:
            notes.remember(state, before)
        done.append(name)
        messages += turn.messages
    return done, messages, state


def stored(state: State) -> State:
    """The state as the slots give it back."""
    return State.from_slots(json.loads(json.dumps(state.slots())).get)
