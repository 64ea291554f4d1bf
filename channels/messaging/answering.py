"""What an event is answered by: the rules that are the same on every messenger."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from rasa.core.agent import Agent
from sqlalchemy.engine import Connection

from channels.incoming import Message, plain_text
from channels.messaging import wording
from channels.messaging.choices import chosen
from channels.messaging.event import CHOICE, EDITED, ENCRYPTED, UNREADABLE, Event
from channels.messaging.keys import Keys
from channels.messaging.papers import Papers, offered_files
from channels.messaging.provider import Provider
from channels.messaging.render import Answer, Said, joined, pages
from channels.refusals import Refused
from channels.turns import Turns
from serving import deliveries
from serving.conversations import Turn, is_open, offered, open_conversation, turns
from serving.database import Database
from serving.deadline import begin_deadline
from serving.settings import Settings

MINUTE, HOUR = 60.0, 3600.0
DOUBLE_TAP_SECONDS = 10.0

# Notes of a row that was not answered by a turn.
FAST, VOICE, EDIT, LOCKED = "too_fast", "unreadable", "edited", "encrypted"
ASKED_TO_ERASE, ERASED, OPTED_OUT = "erase_asked", "erased", "opted_out"

GREETING = "bonjour"
CHECK_PAYLOAD = "/check_plan"
_OF_A_PLAN = ("asked", "plan", "verdict", "recap", "noted", "proposal")


@dataclass(frozen=True)
class Decision:
    """How one row goes on.

    Attributes:
        answer: what to say; ``None`` to close the row in silence, with ``note`` as its outcome.
        note: what the row was answered by, when it was not a turn.
        turn: id of the turn that is shown.
        page: the next page of that turn; ``None`` when all was shown.
    """

    answer: Answer | None
    note: str | None = None
    turn: str | None = None
    page: int | None = None


@dataclass(frozen=True)
class _Facts:
    """What the database tells about the conversation of a row."""

    earlier: list[Any]
    lately: list[Any]
    silenced: bool
    conversation: list[Turn]

    def noted(self, note: str, seconds: float | None, now: float) -> bool:
        return any(
            row.note == note and (seconds is None or row.received > now - seconds) for row in self.earlier
        )


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
        self._keep_days = keep_days
        self._turns = Turns(settings, database)
        self._papers = papers

    async def decide(self, agent: Agent | None, provider: Provider, row: Any, event: Event) -> Decision:
        """Return what to do with the oldest row of a conversation.

        Raises:
            TurnFailed: nothing was stored; the same row can be decided again.
        """
        facts = await self._database.run(lambda connection: _facts(connection, row))
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
            return self._introduced(
                provider, facts, self._once(facts, row, VOICE, wording.UNREADABLE, MINUTE)
            )
        if event.kind == CHOICE:
            return await self._tapped(agent, provider, row, event, facts)
        return await self._heard(agent, provider, row, event, facts)

    async def _heard(
        self, agent: Agent | None, provider: Provider, row: Any, event: Event, facts: _Facts
    ) -> Decision:
        text = event.value.strip()
        if wording.asks_to_stop(text, provider.stop_words_for(event)):
            await self._database.run(lambda connection: deliveries.opt_out(connection, row.conversation))
            return _plainly(wording.STOPPED, OPTED_OUT)
        if facts.silenced:
            await self._database.run(lambda connection: deliveries.opt_in(connection, row.conversation))
            return _plainly(wording.RESUMED)
        if wording.confirms_erasing(text) and facts.noted(ASKED_TO_ERASE, HOUR, row.received):
            return await self._erase(agent, provider, row)
        if wording.asks_to_erase(text) or wording.confirms_erasing(text):
            return _plainly(wording.ERASE_ASKED, ASKED_TO_ERASE)
        if wording.asks_for_more(text):
            more = self._more(provider, row, event, facts)
            if more is not None:
                return more
        if len(text) > self._settings.text_limit:
            return _plainly(wording.too_long(self._settings.text_limit), "too_long")
        readable = plain_text(GREETING if wording.asks_to_begin(text) else text)
        if not readable:
            return self._once(facts, row, VOICE, wording.UNREADABLE, MINUTE)
        payload = chosen(readable, _last_offer(facts.conversation, event.group))
        message_id = self._keys.message_id(row.event_id)
        message = Message(message_id, payload=payload) if payload else Message(message_id, text=readable)
        again = wording.asks_who(text)
        return await self._turn(agent, provider, row, event, facts, message, introduce=again)

    async def _tapped(
        self, agent: Agent | None, provider: Provider, row: Any, event: Event, facts: _Facts
    ) -> Decision:
        latest = facts.earlier[0] if facts.earlier else None
        if latest and latest.choice == row.choice and latest.received > row.received - DOUBLE_TAP_SECONDS:
            return Decision(None, "repeated")
        payloads = {self._keys.choice(payload): payload for payload in offered(facts.conversation)}
        payload = payloads.get(event.value)
        if payload is None:
            return _plainly(wording.NOT_OFFERED, "not_offered")
        message = Message(self._keys.message_id(row.event_id), payload=payload)
        return await self._turn(agent, provider, row, event, facts, message)

    async def _turn(
        self,
        agent: Agent | None,
        provider: Provider,
        row: Any,
        event: Event,
        facts: _Facts,
        message: Message,
        introduce: bool = False,
    ) -> Decision:
        begin_deadline(self._settings.turn_timeout)
        await self._database.run(lambda connection: _opened(connection, row.conversation))
        try:
            taken = await self._turns.take(agent, row.conversation, message, provider.name)
            reply = taken.messages
        except Refused as refused:
            return _plainly(refused.message, "refused")
        if event.group and any(key in (said.get("custom") or {}) for said in reply for key in _OF_A_PLAN):
            # Nothing of a plan is kept from where others read.
            await self._turns.erase(agent, row.conversation)
            return _plainly(wording.PRIVATE, "private")
        own = [turn.text for turn in facts.conversation] + [message.text or ""]
        own = [words for words in own if "**" in words]
        files = (
            [file["kind"] for said in reply for file in offered_files(said)] if provider.takes_files else []
        )
        reply = [self._papers.shown(said, provider, row.conversation) for said in reply]
        sheets = pages(_said(reply, event.group), provider.page_for(event), provider.size(event))
        more = len(sheets) > 1
        answer = replace(joined(sheets[0], own, wording.MORE if more else ""), files=tuple(files))
        decision = Decision(answer, None, message.message_id, 1 if more else None)
        return self._introduced(provider, facts, decision, introduce)

    def _more(self, provider: Provider, row: Any, event: Event, facts: _Facts) -> Decision | None:
        """The next page of the last turn that was shown, ``None`` when all of it was."""
        shown = next((row for row in facts.earlier if row.turn), None)
        if shown is None or shown.page is None:
            return None
        turn = next((turn for turn in facts.conversation if turn.message_id == shown.turn), None)
        if turn is None:
            return None
        reply = [self._papers.shown(said, provider, row.conversation) for said in turn.reply]
        sheets = pages(_said(reply, event.group), provider.page_for(event), provider.size(event))
        if shown.page >= len(sheets):
            return None
        following = shown.page + 1 if shown.page + 1 < len(sheets) else None
        own = [turn.text for turn in facts.conversation if "**" in turn.text]
        answer = joined(sheets[shown.page], own, wording.MORE if following else "")
        return Decision(answer, None, shown.turn, following)

    async def _erase(self, agent: Agent | None, provider: Provider, row: Any) -> Decision:
        begin_deadline(self._settings.turn_timeout)
        await self._turns.erase(agent, row.conversation)
        return _plainly(wording.erased(provider.label), ERASED)

    def _introduced(
        self, provider: Provider, facts: _Facts, decision: Decision, again: bool = False
    ) -> Decision:
        """The decision, with who answers and what is kept in front of the very first answer."""
        known = facts.conversation or any(row.outcome == "sent" for row in facts.earlier)
        if decision.answer is None or (known and not again):
            return decision
        notice = wording.welcome(self._keep_days, provider.note)
        answer = decision.answer
        text = "\n\n".join(part for part in (notice, answer.text) if part)
        return replace(decision, answer=replace(answer, text=text))

    @staticmethod
    def _once(facts: _Facts, row: Any, note: str, sentence: str, seconds: float | None) -> Decision:
        """Say a sentence, unless it was already said in the last ``seconds``."""
        if facts.noted(note, seconds, row.received):
            return Decision(None, note)
        return _plainly(sentence, note)


def _facts(connection: Connection, row: Any) -> _Facts:
    earlier = deliveries.before(connection, row)
    lately = [
        other
        for other in deliveries.before(connection, row, MINUTE)
        if FAST not in (other.note, other.outcome)
    ]
    return _Facts(
        earlier,
        lately,
        deliveries.opted_out(connection, row.conversation),
        turns(connection, row.conversation) or [],
    )


def _opened(connection: Connection, conversation: str) -> None:
    if not is_open(connection, conversation):
        open_conversation(connection, conversation)


def _plainly(sentence: str, note: str | None = None) -> Decision:
    return Decision(Answer(sentence), note)


def _said(reply: list[dict[str, Any]], group: bool) -> list[Said]:
    """The messages of a turn as they are shown: each choice once, no check in a group."""
    seen: set[str] = set()
    said = []
    for message in reply:
        buttons = []
        for button in message.get("buttons") or []:
            hidden = group and button["payload"].startswith(CHECK_PAYLOAD)
            if button["title"] and button["payload"] not in seen and not hidden:
                seen.add(button["payload"])
                buttons.append(button)
        said.append(Said(message.get("text") or "", tuple(buttons)))
    return said


def _last_offer(conversation: list[Turn], group: bool) -> list[dict[str, Any]]:
    """The choices of the last turn that offered any, in the order in which they were shown."""
    for turn in reversed(conversation):
        buttons = [button for said in _said(turn.reply, group) for button in said.buttons]
        if buttons:
            return buttons
    return []
