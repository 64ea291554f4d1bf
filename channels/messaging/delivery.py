"""The steps of one row, each stored before the next: reply decided, part 1 accepted, part 2 accepted, closed.

A process that dies between two steps loses at most the knowledge that a part was accepted.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from cryptography.fernet import InvalidToken
from rasa.core.agent import Agent
from sqlalchemy.engine import Connection

from channels.messaging.answering import Answering
from channels.messaging.decision import ERASED, FAST, OPTED_OUT, Decision, plainly
from channels.messaging.event import Event
from channels.messaging.keys import Keys
from channels.messaging.papers import FILE, Papers
from channels.messaging.provider import Provider
from channels.messaging.pull import PullFailed
from channels.messaging.sending import (
    CALL_SECONDS,
    LATER,
    NEVER,
    PLAIN,
    SENT,
    SILENCED,
    Client,
    Outcome,
    cancelled,
    pause,
)
from serving import deliveries, metrics
from serving.database import Database
from serving.faults import TurnFailed

logger = logging.getLogger(__name__)

TURN_PAUSES = (1.0, 3.0, 9.0)
_UNLINKED = {"conversation": "", "note": None, "choice": None, "turn": None, "page": None}


class Delivery:
    """Takes steps of rows.

    Args:
        database: where the rows are.
        keys: what they are encrypted with.
        answering: what to say.
        papers: sends files.
        client: makes the calls.
        agent: returns the agent with its present model.
        told: is called with a provider's name and the outcome of each part.
    """

    def __init__(
        self,
        database: Database,
        keys: Keys,
        answering: Answering,
        papers: Papers,
        client: Client,
        agent: Callable[[], Agent | None],
        told: Callable[[str, Outcome], None],
    ) -> None:
        self._database = database
        self._keys = keys
        self._answering = answering
        self._papers = papers
        self._client = client
        self._agent = agent
        self._told = told
        self._courtesies: set[asyncio.Task] = set()

    async def stop(self) -> None:
        """Give up what shows that a message was received."""
        await cancelled(self._courtesies)

    async def step(self, provider: Provider, row: Any) -> bool:
        """Take the next step of a row; return whether another can follow at once.

        Raises:
            TurnFailed: nothing was stored; the step can be taken again.
        """
        try:
            event = Event.from_json(self._keys.decrypt(row.body))
            if row.reply is None:
                return await self._decide(provider, row, event)
            return await self._send(provider, row, event)
        except InvalidToken:
            return await self._close(row, "other_key")
        except Exception:
            logger.exception("event given up", extra={"count": row.id})
            return await self._close(row, "poisoned")

    async def later(self, row: Any, seconds: float) -> None:
        """Let a row wait."""
        due = time.time() + seconds
        await self._change(row, due=due, tries=row.tries + 1)

    async def _decide(self, provider: Provider, row: Any, event: Event) -> bool:
        self._begin_courtesies(provider, event)
        try:
            # A task of its own: the deadline of the turn must not outlive the turn.
            deciding = self._answering.decide(self._agent(), provider, row, event)
            decision = await asyncio.create_task(deciding)
        except TurnFailed as failure:
            if row.tries < len(TURN_PAUSES):
                logger.error("turn tried again", extra={"fault": failure.fault, "cause": failure.detail})
                await self.later(row, TURN_PAUSES[row.tries])
                return False
            decision = plainly(failure.sentence, "failed")
        if decision.note == FAST:
            metrics.too_many(provider.name)
        if decision.answer is None:
            return await self._close(row, decision.note or "silent")
        bodies = provider.render(decision.answer, event, self._keys.choice)
        bodies += [{FILE: kind} for kind in decision.answer.files]
        if decision.note == ERASED:
            await self._erase_own(provider, event)
        await self._keep(row, decision, bodies)
        return True

    async def _keep(self, row: Any, decision: Decision, bodies: list[dict[str, Any]]) -> None:
        """Store the reply: from here on it is sent, whatever happens to this process."""
        values = {"note": decision.note, "turn": decision.turn, "page": decision.page}
        reply = self._keys.encrypt(json.dumps(bodies))

        def store(connection: Connection) -> None:
            deliveries.change(connection, row.id, reply=reply, tries=0, **values)
            if decision.note == ERASED:
                deliveries.forget(connection, row.conversation, row.id)
                deliveries.opt_in(connection, row.conversation)

        await self._database.run(store)

    async def _erase_own(self, provider: Provider, event: Event) -> None:
        """Erase our messages where the messenger lets us; what it does not let us is said in the answer."""
        with contextlib.suppress(PullFailed, asyncio.TimeoutError):
            await asyncio.wait_for(provider.erase_own(self._client, event), CALL_SECONDS)

    async def _send(self, provider: Provider, row: Any, event: Event) -> bool:
        bodies = json.loads(self._keys.decrypt(row.reply))
        if row.sent >= len(bodies):
            return await self._close(row, SENT)
        if time.time() - (event.at or row.received) > provider.window:
            logger.warning("answer too late", extra={"count": row.id})
            return await self._close(row, "late")
        try:
            # Whatever a part takes, it ends before the lock of the conversation does.
            part = self._part(provider, row, event, bodies[row.sent])
            outcome = await asyncio.wait_for(part, CALL_SECONDS)
        except asyncio.TimeoutError:
            outcome = Outcome(LATER, reason="timeout")
        self._told(provider.name, outcome)
        if outcome.kind == SENT:
            return await self._accepted(row, len(bodies))
        cause = {"count": row.id, "code": outcome.kind, "cause": outcome.reason}
        logger.warning("part not accepted", extra=cause)
        if outcome.kind == LATER:
            await self.later(row, pause(row.tries + 1) if outcome.seconds is None else outcome.seconds)
            return False
        if outcome.kind == SILENCED:
            await self._database.run(lambda connection: deliveries.opt_out(connection, row.conversation))
            return await self._close(row, OPTED_OUT)
        return await self._close(row, outcome.kind)

    async def _part(self, provider: Provider, row: Any, event: Event, body: dict[str, Any]) -> Outcome:
        part_id = f"{row.event_id[:32]}.{row.sent}"
        if FILE in body:
            return await self._papers.send(
                self._agent(), provider, self._client, event, row.conversation, body, part_id
            )
        outcome = provider.outcome(await self._client.call(provider.call(body, part_id)))
        if outcome.kind == PLAIN:
            bare = provider.without_markup(body)
            outcome = provider.outcome(await self._client.call(provider.call(bare, part_id)))
        return Outcome(NEVER, reason=outcome.reason) if outcome.kind == PLAIN else outcome

    async def _accepted(self, row: Any, parts: int) -> bool:
        sent = row.sent + 1
        if sent == parts:
            return await self._close(row, SENT, sent=sent)
        await self._change(row, sent=sent, tries=0)
        return True

    async def _change(self, row: Any, **values: Any) -> None:
        await self._database.run(lambda connection: deliveries.change(connection, row.id, **values))

    async def _close(self, row: Any, outcome: str, **values: Any) -> bool:
        if row.note == ERASED:
            # The last trace: from here on nothing links this row to the conversation.
            values |= _UNLINKED
        await self._database.run(lambda connection: deliveries.close(connection, row.id, outcome, **values))
        metrics.delivered(row.channel, outcome)
        return True

    def _begin_courtesies(self, provider: Provider, event: Event) -> None:
        courtesy = asyncio.ensure_future(self._be_courteous(provider, event))
        self._courtesies.add(courtesy)
        courtesy.add_done_callback(self._courtesies.discard)

    async def _be_courteous(self, provider: Provider, event: Event) -> None:
        for call in provider.courtesies(event):
            with contextlib.suppress(Exception):
                await self._client.call(call)
