"""What every act shares: reading the tracker, choosing the act that answers, sending the messages.

Rules send each intent to the action of the same name. The message may still belong to another act
(an answer to the open question that looks like a topic, a topic of which the classifier is not
sure): `dialogue.route` decides, with the state that the classifier does not see.
"""

from __future__ import annotations

import os
import time
from abc import ABC, abstractmethod
from datetime import date
from typing import Any, ClassVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from dialogue.route import route
from dialogue.state import State
from dialogue.turn import MAX_TEXT, Turn, Understanding

SLOT = "conversation"
_TERMINAL = "cmdline"


class Act(Action, ABC):
    """An action that answers one dialogue act; subclasses give `act` and `respond`."""

    act: ClassVar[str]
    _acts: ClassVar[dict[str, type[Act]]] = {}

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        Act._acts[cls.act] = cls

    def name(self) -> str:
        return f"action_{self.act}"

    @abstractmethod
    def respond(self, turn: Turn) -> None:
        """Answer the turn: change its state and say things."""

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: dict[str, Any]
    ) -> list[dict[str, Any]]:
        terminal = tracker.get_latest_input_channel() == _TERMINAL
        state = State.load(tracker.get_slot(SLOT))
        turn = Turn(understanding(tracker), state, today(), time.time(), terminal)
        answer(turn)
        for message in turn.messages:
            dispatcher.utter_message(
                text=message.text,
                response=message.response,
                buttons=message.buttons or None,
                json_message=None if terminal else message.custom,
            )
        return [SlotSet(SLOT, turn.state.dump())]


def answer(turn: Turn) -> None:
    """Let the right act answer, and keep count of what was not understood."""
    state = turn.state
    chosen = route(turn)
    if turn.resumes and chosen in ("greet", "affirm", "unclear", "repair", "unreadable"):
        chosen = "resume"
    misses = state.misses
    pending = state.pending
    if len(turn.understanding.text) > MAX_TEXT and not turn.understanding.is_button:
        turn.say(f"Votre message est long : je n'en ai lu que les {MAX_TEXT} premiers caractères.")
    Act._acts[chosen]().respond(turn)
    if state.misses == misses:
        state.misses = 0
    if state.pending is pending and chosen not in ("faq", "why_asking", "recap"):
        state.pending = None
    state.last_turn = turn.now


def understanding(tracker: Tracker) -> Understanding:
    """The latest message as the dialogue sees it."""
    message = tracker.latest_message or {}
    text = message.get("text") or ""
    intent = message.get("intent") or {}
    entities = {entity["entity"]: entity["value"] for entity in message.get("entities") or []}
    ranking = _ranking(message)
    label, confidence = intent.get("name") or "", intent.get("confidence") or 0.0
    if label == "faq" and ranking:
        label, confidence = next(((n, p) for n, p in ranking if n.startswith("faq/")), ("faq", confidence))
    return Understanding(
        text=text,
        label=label,
        confidence=confidence,
        ranking=ranking,
        choice=_text(entities.get("choice")),
        topic=_text(entities.get("topic")),
        theme=_text(entities.get("theme")),
        # What a button sends is not classified: its intent stands alone in the ranking.
        is_button=text.startswith("/") and len(message.get("intent_ranking") or []) == 1,
    )


def _ranking(message: dict[str, Any]) -> tuple[tuple[str, float], ...]:
    """Acts and topics in one list, best first."""
    acts = [(i["name"], i["confidence"]) for i in message.get("intent_ranking") or [] if i["name"] != "faq"]
    selector = (message.get("response_selector") or {}).get("faq") or {}
    topics = [(i["intent_response_key"], i["confidence"]) for i in selector.get("ranking") or []]
    return tuple(sorted(acts + topics, key=lambda item: -item[1]))


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def today() -> date:
    """The day of the conversation; ASSISTANT_TODAY (YYYY-MM-DD) fixes it for tests."""
    fixed = os.environ.get("ASSISTANT_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()
