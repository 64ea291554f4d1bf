"""Takes the conversations whose oldest undelivered row is due, several at once, each one step at a time."""

from __future__ import annotations

import asyncio
import contextlib
import functools
import logging
import time
from collections.abc import Callable, Mapping
from typing import Any

from rasa.core.agent import Agent

from channels.messaging.delivery import Delivery
from channels.messaging.provider import Provider
from channels.messaging.sending import cancelled
from serving import deliveries
from serving.database import Database
from serving.faults import TurnFailed
from serving.logs import begin_request

logger = logging.getLogger(__name__)

IDLE_SECONDS = 1.0
STORE_PAUSE = 1.0
SWITCHED_OFF_PAUSE = 60.0
AT_ONCE = 16
LAST_STEPS_SECONDS = 3.0


class Worker:
    """Delivers rows until stopped.

    Args:
        database: where the rows are.
        providers: by name.
        delivery: takes the steps of a row.
        agent: returns the agent with its present model.
    """

    def __init__(
        self,
        database: Database,
        providers: Mapping[str, Provider],
        delivery: Delivery,
        agent: Callable[[], Agent | None],
    ) -> None:
        self._database = database
        self._providers = providers
        self._delivery = delivery
        self._agent = agent
        self._busy: dict[str, asyncio.Task] = {}
        self._ends = False
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
            await cancelled(self._busy.values())
            await self._delivery.stop()

    async def end_steps(self) -> None:
        """Begin no other step, and wait for those under way, ``LAST_STEPS_SECONDS`` at most.

        A part that was accepted and is not noted as such would be sent again by the next server.
        """
        self._ends = True
        if self._busy:
            await asyncio.wait(self._busy.values(), timeout=LAST_STEPS_SECONDS)

    async def _begin_what_is_due(self) -> float:
        """Begin the due conversations and return the seconds until it is worth looking again."""
        try:
            due, following = await self._database.run(
                lambda connection: deliveries.ready(connection, set(self._busy))
            )
        except TurnFailed:
            return STORE_PAUSE
        for conversation in due[: max(0, AT_ONCE - len(self._busy))] if not self._ends else ():
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
            while not self._ends and await self._step(conversation):
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
                await self._delivery.later(row, SWITCHED_OFF_PAUSE)
                return False
            return await self._delivery.step(provider, row)

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
