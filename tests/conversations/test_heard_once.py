"""After hearing nobody reads the words again: each text replaced by « x », conversations are the same."""

from __future__ import annotations

import asyncio
import os
from pathlib import Path
from typing import Any

import pytest

from scripts.rasa import silence

from .conftest import TODAY
from .test_conversations import EACH, Assistant, hold

MODEL = "models/assistant.tar.gz"


class Deaf(Assistant):
    """The assistant in this process; what was typed is gone once it has been heard."""

    def __init__(self) -> None:
        silence()
        from rasa.core.agent import Agent

        from serving import strict

        strict.install("actions")
        self.agent = Agent.load(MODEL)
        self._loop = asyncio.new_event_loop()
        hear = self.agent.processor.parse_message

        async def hear_then_forget(message: Any, *arguments: Any, **options: Any) -> dict[str, Any]:
            heard = await hear(message, *arguments, **options)
            message.text = heard["text"] = "x"
            return heard

        self.agent.processor.parse_message = hear_then_forget

    def send(self, sender: str, text: str) -> list[dict[str, Any]]:
        from rasa.core.channels.channel import CollectingOutputChannel, UserMessage

        output = CollectingOutputChannel()
        self._loop.run_until_complete(self.agent.handle_message(UserMessage(text, output, sender)))
        return output.messages

    def slots(self, sender: str) -> dict[str, Any]:
        tracker = self._loop.run_until_complete(self.agent.tracker_store.retrieve(sender))
        return {name: value for name, value in tracker.current_slot_values().items() if value is not None}

    def age(self, sender: str, hours: float) -> None:
        from rasa.shared.core.events import SlotSet

        tracker = self._loop.run_until_complete(self.agent.tracker_store.retrieve(sender))
        memory = dict(tracker.get_slot("dialogue"))
        memory["last_turn"] -= hours * 3600
        tracker.update(SlotSet("dialogue", memory))
        self._loop.run_until_complete(self.agent.tracker_store.save(tracker))


@pytest.fixture(scope="module")
def deaf() -> Deaf:
    os.environ["ASSISTANT_TODAY"] = TODAY
    return Deaf()


# What a channel does to a message before the assistant hears it is not played here.
OF_THE_CHANNEL = ("an_internal_command_is_plain_text",)


@EACH
def test_a_conversation_is_the_same_when_the_words_are_gone(deaf: Deaf, path: Path) -> None:
    if path.stem in OF_THE_CHANNEL:
        pytest.skip("a rule of the channel")
    hold(deaf, path)
