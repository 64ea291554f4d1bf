"""Takes the oldest undelivered row of each conversation, answers it, sends the answer, and begins again.

A row goes on by small steps, each stored before the next: reply decided, part 1 accepted, part 2 accepted,
closed. A process that dies between two steps loses at most the knowledge that a part was accepted.
"""

from __future__ import annotations

import asyncio
import contextlib
import functools
import json
import logging
import time
from collections.abc import Callable
from typing import Any

from cryptography.fernet import InvalidToken
from rasa.core.agent import Agent

from channels.messaging.answering import ERASED, FAST, OPTED_OUT, Answering, Decision
from channels.messaging.event import Event
from channels.messaging.keys import Keys
from channels.messaging.papers import FILE, Papers
from channels.messaging.provider import Provider
from channels.messaging.render import Answer
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
from serving.logs import begin_request

logger = logging.getLogger(__name__)

TURN_PAUSES = (1.0, 3.0, 9.0)
IDLE_SECONDS = 1.0
STORE_PAUSE = 1.0
AT_ONCE = 16


class Worker:
    """Delivers rows until stopped.

    Args:
        database: where the rows are.
        keys: what they are encrypted with.
        answering: what to say.
        papers: sends files.
        providers: by name.
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
        providers: dict[str, Provider],
        client: Client,
        agent: Callable[[], Agent | None],
        told: Callable[[str, Outcome], None],
    ) -> None:
        self._database = database
        self._keys = keys
        self._answering = answering
        self._papers = papers
        self._providers = providers
        self._client = client
        self._agent = agent
        self._told = told
        self._busy: dict[str, asyncio.Task] = {}
        self._courtesies: set[asyncio.Task] = set()
        self._wake = asyncio.Event()

    def wake(self) -> None:
        """Look for rows now."""
        self._wake.set()

    async def run(self) -> None:
        """Deliver until cancelled."""
        try:
            while True:
                wait = await self._begin_what_is_due()
                with contextlib.suppress(asyncio.TimeoutError):
                    await asyncio.wait_for(self._wake.wait(), wait)
                self._wake.clear()
        finally:
            await cancelled([*self._busy.values(), *self._courtesies])

    async def _begin_what_is_due(self) -> float:
        """Begin the due conversations and return the seconds until it is worth looking again."""
        try:
            due, following = await self._database.run(
                lambda connection: deliveries.ready(connection, set(self._busy))
            )
        except TurnFailed:
            return STORE_PAUSE
        for conversation in due[: max(0, AT_ONCE - len(self._busy))]:
            task = asyncio.ensure_future(self._deliver(conversation))
            self._busy[conversation] = task
            task.add_done_callback(functools.partial(self._ended, conversation))
        if following is None:
            return IDLE_SECONDS
        return min(IDLE_SECONDS, max(0.01, following - time.time()))

    def _ended(self, conversation: str, _done: asyncio.Future[None]) -> None:
        self._busy.pop(conversation, None)
        self.wake()

    async def _deliver(self, conversation: str) -> None:
        """Take steps of the oldest row of a conversation until it has none or must wait."""
        begin_request()
        try:
            while await self._step(conversation):
                pass
        except TurnFailed as failure:
            logger.error("delivery waits", extra={"fault": failure.fault, "cause": failure.detail})
            await asyncio.sleep(STORE_PAUSE)
        except Exception:
            logger.exception("delivery waits")
            await asyncio.sleep(STORE_PAUSE)

    async def _step(self, conversation: str) -> bool:
        """Take one step; return whether another can follow at once."""
        async with self._alone(conversation):
            row = await self._database.run(lambda connection: deliveries.oldest(connection, conversation))
            if row is None or row.due > time.time():
                return False
            provider = self._providers.get(row.channel)
            if provider is None:
                # Its settings were taken away: it may come back.
                await self._later(row, IDLE_SECONDS * 60)
                return False
            try:
                event = Event.from_json(self._keys.decrypt(row.body))
                if row.reply is None:
                    return await self._decide(provider, row, event)
                return await self._send(provider, row, event)
            except InvalidToken:
                return await self._give_up(row, "other_key")
            except TurnFailed:
                raise
            except Exception:
                logger.exception("event given up", extra={"count": row.id})
                return await self._give_up(row, "poisoned")

    async def _decide(self, provider: Provider, row: Any, event: Event) -> bool:
        courtesy = asyncio.ensure_future(self._be_courteous(provider, event))
        self._courtesies.add(courtesy)
        courtesy.add_done_callback(self._courtesies.discard)
        try:
            # A task of its own: the deadline of the turn must not outlive the turn.
            decision = await asyncio.create_task(self._decision(provider, row, event))
        except TurnFailed as failure:
            if row.tries < len(TURN_PAUSES):
                logger.error("turn tried again", extra={"fault": failure.fault, "cause": failure.detail})
                await self._later(row, TURN_PAUSES[row.tries])
                return False
            decision = Decision(Answer(failure.sentence), "failed")
        if decision.note == FAST:
            metrics.too_many(provider.name)
        if decision.answer is None:
            return await self._give_up(row, decision.note or "silent")
        bodies = provider.render(decision.answer, event, self._keys.choice)
        bodies += [{FILE: kind} for kind in decision.answer.files]
        reply = self._keys.encrypt(json.dumps(bodies))
        if decision.note == ERASED:
            await provider.erase_own(self._client, event)

        def store(connection: Any) -> None:
            deliveries.change(
                connection,
                row.id,
                reply=reply,
                tries=0,
                note=decision.note,
                turn=decision.turn,
                page=decision.page,
            )
            if decision.note == ERASED:
                deliveries.forget(connection, row.conversation, row.id)
                deliveries.opt_in(connection, row.conversation)

        await self._database.run(store)
        return True

    async def _decision(self, provider: Provider, row: Any, event: Event) -> Decision:
        return await self._answering.decide(self._agent(), provider, row, event)

    async def _send(self, provider: Provider, row: Any, event: Event) -> bool:
        bodies = json.loads(self._keys.decrypt(row.reply))
        if row.sent >= len(bodies):
            return await self._close(row, SENT)
        if time.time() - (event.at or row.received) > provider.window:
            logger.warning("answer too late", extra={"count": row.id})
            return await self._give_up(row, "late")
        try:
            # Whatever a part takes, it ends before the lock of the conversation does.
            part = self._part(provider, row, event, bodies[row.sent])
            outcome = await asyncio.wait_for(part, CALL_SECONDS)
        except asyncio.TimeoutError:
            outcome = Outcome(LATER, reason="timeout")
        self._told(provider.name, outcome)
        if outcome.kind == SENT:
            if row.sent + 1 == len(bodies):
                return await self._close(row, SENT, sent=row.sent + 1)
            await self._database.run(
                lambda connection: deliveries.change(connection, row.id, sent=row.sent + 1, tries=0)
            )
            return True
        logger.warning(
            "part not accepted", extra={"count": row.id, "code": outcome.kind, "cause": outcome.reason}
        )
        if outcome.kind == LATER:
            await self._later(row, pause(row.tries + 1) if outcome.seconds is None else outcome.seconds)
            return False
        if outcome.kind == SILENCED:
            await self._database.run(lambda connection: deliveries.opt_out(connection, row.conversation))
            return await self._give_up(row, OPTED_OUT)
        return await self._give_up(row, outcome.kind)

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

    async def _later(self, row: Any, seconds: float) -> None:
        due = time.time() + seconds
        await self._database.run(
            lambda connection: deliveries.change(connection, row.id, due=due, tries=row.tries + 1)
        )

    async def _give_up(self, row: Any, outcome: str) -> bool:
        return await self._close(row, outcome[:16])

    async def _close(self, row: Any, outcome: str, **values: Any) -> bool:
        if row.note == ERASED:
            # The last trace: from here on nothing links this row to the conversation.
            values |= {"conversation": "", "note": None, "choice": None, "turn": None, "page": None}
        await self._database.run(lambda connection: deliveries.close(connection, row.id, outcome, **values))
        metrics.delivered(row.channel, outcome)
        return True

    async def _be_courteous(self, provider: Provider, event: Event) -> None:
        for call in provider.courtesies(event):
            with contextlib.suppress(Exception):
                await self._client.call(call)

    @contextlib.asynccontextmanager
    async def _alone(self, conversation: str) -> Any:
        """Keep the other processes from taking a step of the same conversation."""
        agent = self._agent()
        lock: Callable[[str], Any] | None = agent.lock_store.lock if agent else None
        if lock is None:
            yield
            return
        async with lock(f"delivery:{conversation}"):
            yield
