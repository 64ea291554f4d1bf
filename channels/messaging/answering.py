"""What an event is answered by: the rules that are the same on every messenger."""

from __future__ import annotations

from typing import Any

from rasa.core.agent import Agent
from sqlalchemy.engine import Connection

from channels.incoming import Message, plain_text
from channels.messaging import wording
from channels.messaging.choices import chosen
from channels.messaging.decision import (
    ASKED_TO_ERASE,
    EDIT,
    ERASED,
    FAST,
    LOCKED,
    OPTED_OUT,
    VOICE,
    Decision,
    plainly,
)
from channels.messaging.event import CHOICE, EDITED, ENCRYPTED, UNREADABLE, Event
from channels.messaging.facts import MINUTE, Facts, facts_of
from channels.messaging.keys import Keys
from channels.messaging.papers import Papers
from channels.messaging.provider import Provider
from channels.messaging.showing import Showing, last_offer, tells_of_a_plan
from channels.refusals import Refused
from channels.turns import Turns
from serving import deliveries
from serving.conversations import is_open, offered, open_conversation
from serving.database import Database
from serving.deadline import begin_deadline
from serving.settings import Settings

HOUR = 3600.0
DOUBLE_TAP_SECONDS = 10.0
GREETING = "bonjour"


class Answering:
    """Decides what to answer.

    Args:
        settings: limits and durations.
        database: where conversations and deliveries are.
        keys: hashes of the channels.
        papers: shows what a plan gives.
        keep_days: days after which an unused conversation is erased, as told to people.
    """

    def __init__(
        self, settings: Settings, database: Database, keys: Keys, papers: Papers, keep_days: float
    ) -> None:
        self._settings = settings
        self._database = database
        self._keys = keys
        self._turns = Turns(settings, database)
        self._showing = Showing(papers, keep_days)

    async def decide(self, agent: Agent | None, provider: Provider, row: Any, event: Event) -> Decision:
        """Return what to do with the oldest row of a conversation.

        Raises:
            TurnFailed: nothing was stored; the same row can be decided again.
        """
        facts = await self._database.run(lambda connection: facts_of(connection, row))
        text = event.value if event.kind != CHOICE else ""
        if facts.silenced and not wording.asks_to_resume(text):
            return Decision(None, OPTED_OUT)
        if len(facts.lately) >= self._settings.messages_per_minute:
            return self._once(facts, row, FAST, wording.TOO_FAST, MINUTE)
        if event.kind == ENCRYPTED:
            return self._once(facts, row, LOCKED, wording.ENCRYPTED, HOUR)
        if event.kind == EDITED:
            return self._once(facts, row, EDIT, wording.EDITED, None)
        if event.kind == UNREADABLE:
            return self._showing.introduced(
                provider, facts, self._once(facts, row, VOICE, wording.UNREADABLE, MINUTE)
            )
        if event.kind == CHOICE:
            return await self._tapped(agent, provider, row, event, facts)
        return await self._heard(agent, provider, row, event, facts)

    async def _heard(
        self, agent: Agent | None, provider: Provider, row: Any, event: Event, facts: Facts
    ) -> Decision:
        text = event.value.strip()
        if wording.asks_to_stop(text, provider.stop_words_for(event)):
            await self._database.run(lambda connection: deliveries.opt_out(connection, row.conversation))
            return plainly(wording.STOPPED, OPTED_OUT)
        if facts.silenced:
            await self._database.run(lambda connection: deliveries.opt_in(connection, row.conversation))
            return plainly(wording.RESUMED)
        if wording.confirms_erasing(text) and facts.noted(ASKED_TO_ERASE, HOUR, row.received):
            return await self._erase(agent, provider, row)
        if wording.asks_to_erase(text) or wording.confirms_erasing(text):
            return plainly(wording.ERASE_ASKED, ASKED_TO_ERASE)
        if wording.asks_for_more(text):
            more = self._showing.next_page(provider, row, event, facts)
            if more is not None:
                return more
        if len(text) > self._settings.text_limit:
            return plainly(wording.too_long(self._settings.text_limit), "too_long")
        readable = plain_text(GREETING if wording.asks_to_begin(text) else text)
        if not readable:
            return self._once(facts, row, VOICE, wording.UNREADABLE, MINUTE)
        payload = chosen(readable, last_offer(facts.conversation, event.group))
        message_id = self._keys.message_id(row.event_id)
        message = Message(message_id, payload=payload) if payload else Message(message_id, text=readable)
        again = wording.asks_who(text)
        return await self._turn(agent, provider, row, event, facts, message, introduce=again)

    async def _tapped(
        self, agent: Agent | None, provider: Provider, row: Any, event: Event, facts: Facts
    ) -> Decision:
        latest = facts.earlier[0] if facts.earlier else None
        if latest and latest.choice == row.choice and latest.received > row.received - DOUBLE_TAP_SECONDS:
            return Decision(None, "repeated")
        payloads = {self._keys.choice(payload): payload for payload in offered(facts.conversation)}
        payload = payloads.get(event.value)
        if payload is None:
            return plainly(wording.NOT_OFFERED, "not_offered")
        message = Message(self._keys.message_id(row.event_id), payload=payload)
        return await self._turn(agent, provider, row, event, facts, message)

    async def _turn(
        self,
        agent: Agent | None,
        provider: Provider,
        row: Any,
        event: Event,
        facts: Facts,
        message: Message,
        introduce: bool = False,
    ) -> Decision:
        begin_deadline(self._settings.turn_timeout)
        await self._database.run(lambda connection: _opened(connection, row.conversation))
        try:
            taken = await self._turns.take(agent, row.conversation, message, provider.name)
        except Refused as refused:
            return plainly(refused.message, "refused")
        if event.group and tells_of_a_plan(taken.messages):
            # Nothing of a plan is kept from where others read.
            await self._turns.erase(agent, row.conversation)
            return plainly(wording.PRIVATE, "private")
        decision = self._showing.first_page(
            provider, row, event, facts, message.message_id, message.text or "", taken.messages
        )
        return self._showing.introduced(provider, facts, decision, introduce)

    async def _erase(self, agent: Agent | None, provider: Provider, row: Any) -> Decision:
        begin_deadline(self._settings.turn_timeout)
        await self._turns.erase(agent, row.conversation)
        return plainly(wording.erased(provider.label), ERASED)

    @staticmethod
    def _once(facts: Facts, row: Any, note: str, sentence: str, seconds: float | None) -> Decision:
        """Say a sentence, unless it was already said in the last ``seconds``."""
        if facts.noted(note, seconds, row.received):
            return Decision(None, note)
        return plainly(sentence, note)


def _opened(connection: Connection, conversation: str) -> None:
    if not is_open(connection, conversation):
        open_conversation(connection, conversation)
