"""One turn of conversation: exactly once per message id, in order, whole or not at all."""

from __future__ import annotations

import asyncio
import logging
from collections import OrderedDict
from collections.abc import Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage

from channels import fields
from channels.incoming import Message
from channels.refusals import ERASED_SESSION, unprocessable
from serving import metrics
from serving.conversations import EMPTY_REPLY, Read, Turn, as_message, erase, is_open, offered, turns
from serving.database import Database
from serving.deadline import seconds_left
from serving.faults import DEADLINE, MODEL, STORE, UNEXPECTED, TurnFailed
from serving.happened import happened
from serving.settings import Settings
from serving.strict import require_model

logger = logging.getLogger(__name__)

CHANNEL_NAME = "chat"
KEPT_CONVERSATIONS = 200

Result = TypeVar("Result")


@dataclass(frozen=True)
class Answer:
    """What answers a message: ``said`` is what is kept of the message itself."""

    said: str
    messages: list[dict[str, Any]]


class TurnOutput(OutputChannel):
    """Collects the messages of a turn. Text, buttons and custom object of one utterance stay together."""

    def __init__(self) -> None:
        self.messages: list[dict[str, Any]] = []

    @classmethod
    def name(cls) -> str:
        """Name that channel-specific responses of the domain can use."""
        return CHANNEL_NAME

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep one utterance as one message; Rasa's own method would split it."""
        self.messages.append(as_message(message.get("text"), message))


class Turns:
    """Takes turns for the web channel.

    Args:
        settings: durations.
        database: where conversations are stored.
    """

    def __init__(self, settings: Settings, database: Database) -> None:
        self._settings = settings
        self._database = database
        self._read: OrderedDict[str, Read] = OrderedDict()

    async def take(
        self, agent: Agent | None, sender_id: str, message: Message, channel: str = CHANNEL_NAME
    ) -> Answer:
        """Return the answer to ``message``; the stored one when the message was already answered.

        Args:
            agent: the agent with its present model.
            sender_id: the conversation.
            message: what the person sent.
            channel: by which it came.

        Raises:
            TurnFailed: the turn was undone, nothing was stored; the same message can be sent again.
            Refused: the conversation was erased, the payload was not offered, or the field does not take the
                value.
        """
        with metrics.turn() as timing:
            return await self._within_deadline(self._take(agent, sender_id, message, channel, timing))

    async def erase(self, agent: Agent | None, sender_id: str) -> None:
        """Erase every trace of a conversation, after the turn under way if there is one.

        Raises:
            TurnFailed: it could not be confirmed that nothing is left.
        """
        await self._within_deadline(self._erase(agent, sender_id))

    async def _within_deadline(self, work: Coroutine[Any, Any, Result]) -> Result:
        """Wait for ``work`` until the deadline and not longer, even if it does not end when cancelled."""
        task = asyncio.ensure_future(work)
        task.add_done_callback(lambda ended: ended.cancelled() or ended.exception())
        try:
            await asyncio.wait({task}, timeout=min(self._settings.turn_timeout, seconds_left()))
        finally:
            task.cancel()
        if not task.done():
            raise TurnFailed(DEADLINE)
        return task.result()

    async def _erase(self, agent: Agent | None, sender_id: str) -> None:
        async with _lock_of(agent, sender_id):
            await self._database.run(lambda connection: erase(connection, sender_id))
            if await self._database.run(lambda connection: is_open(connection, sender_id)):
                raise TurnFailed(STORE, "not erased")

    async def _take(
        self, agent: Agent | None, sender_id: str, message: Message, channel: str, timing: metrics.Timing
    ) -> Answer:
        async with _lock_of(agent, sender_id):
            processor = require_model(agent).processor
            conversation = await self._conversation(sender_id)
            for turn in conversation:
                if turn.message_id == message.message_id:
                    return Answer(turn.text, turn.reply)
            output = TurnOutput()
            if message.field is None:
                text, heard = self._text_for_rasa(message, conversation), None
            else:
                text, heard = await fields.heard(agent, sender_id, message.field, message.value)
            user_message = UserMessage(
                text,
                output,
                sender_id,
                parse_data=heard,
                input_channel=channel,
                message_id=message.message_id,
            )
            try:
                await processor.handle_message(user_message)
            except Exception as error:
                logger.exception("turn undone by an error")
                raise TurnFailed(UNEXPECTED, type(error).__name__) from None
            timing.told(happened(output.messages))
            return Answer(text, output.messages or [{"text": EMPTY_REPLY, "buttons": []}])

    async def _conversation(self, sender_id: str) -> list[Turn]:
        """The turns so far; those read before are not read again. Call it with the conversation locked."""
        read = self._read.pop(sender_id, None) or Read()
        found = await self._database.run(lambda connection: turns(connection, sender_id, read))
        if found is None:
            raise ERASED_SESSION
        self._read[sender_id] = read
        while len(self._read) > KEPT_CONVERSATIONS:
            self._read.popitem(last=False)
        return found

    @staticmethod
    def _text_for_rasa(message: Message, conversation: list[Turn]) -> str:
        if message.payload is None:
            return message.text or ""
        if message.payload not in offered(conversation):
            raise unprocessable(
                "payload_not_offered", "Ce choix n'a pas été proposé. Choisissez un bouton affiché."
            )
        return message.payload


def _lock_of(agent: Agent | None, sender_id: str) -> AbstractAsyncContextManager:
    if agent is None:
        raise TurnFailed(MODEL, "no agent")
    return agent.lock_store.lock(sender_id)
