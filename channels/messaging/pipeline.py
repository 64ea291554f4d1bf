"""From the bytes of a provider to rows to answer: authenticate, store, accept at once, deliver later."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent
from sqlalchemy.engine import Connection

from channels.messaging.answering import Answering
from channels.messaging.delivery import Delivery
from channels.messaging.event import CHOICE, LEFT, MOVED, Event
from channels.messaging.health import ChannelHealth
from channels.messaging.inbound import Inbound
from channels.messaging.keys import Keys
from channels.messaging.papers import Papers
from channels.messaging.provider import Provider
from channels.messaging.pulling import Puller
from channels.messaging.reading import readable
from channels.messaging.sending import Client, cancelled
from channels.messaging.worker import Worker
from serving import deliveries, metrics
from serving.database import Database
from serving.faults import TurnFailed
from serving.settings import Settings

logger = logging.getLogger(__name__)

NEW = "new"


class Messaging:
    """The messaging channels of one server.

    Args:
        settings: of the server.
        database: where deliveries are.
        providers: those whose settings are given.
        keep_days: as told to people.
    """

    def __init__(
        self, settings: Settings, database: Database, providers: list[Provider], keep_days: float
    ) -> None:
        self._database = database
        self.providers = {provider.name: provider for provider in providers}
        self._keys = Keys(settings.signing_key)
        self._client = Client()
        self._health = ChannelHealth(self.providers)
        self._puller = Puller(database, self._client, self.receive, self._health.told)
        self._papers = Papers(settings)
        self._answering = Answering(settings, database, self._keys, self._papers, keep_days)
        self._worker: Worker | None = None
        self._tasks: list[asyncio.Task] = []

    def start(self, agent: Callable[[], Agent | None]) -> None:
        """Begin to deliver and to pull, on the running event loop. No provider need be reachable."""
        delivery = Delivery(
            self._database, self._keys, self._answering, self._papers, self._client, agent, self._health.told
        )
        self._worker = Worker(self._database, self.providers, delivery, agent)
        jobs = [self._worker.run()]
        for provider in self.providers.values():
            jobs.append(self._puller.prepare(provider))
            if provider.pulls:
                jobs.append(self._puller.run(provider))
        self._tasks = [asyncio.ensure_future(job) for job in jobs]

    async def stop(self) -> None:
        """End the steps under way and stop: what is not delivered is delivered by the next server."""
        if self._worker is not None:
            await self._worker.end_steps()
        await cancelled(self._tasks)
        for provider in self.providers.values():
            await self._puller.leave(provider)
        await self._client.close()

    async def accept(self, provider: Provider, request: Inbound) -> tuple[int, str]:
        """Take a request of a provider's server and return the status and the text to answer.

        403: not authentic. 503: nothing was stored, send again. What is authentic and cannot be read, or is
        not for us, is accepted: refused, it would only come back and block the person's next messages.
        """
        if not provider.authentic(request):
            self._health.refused(provider.name)
            logger.warning("request refused", extra={"address": provider.name})
            return 403, ""
        proof = provider.handshake(request)
        if proof is not None:
            return 200, proof
        try:
            await self.receive(provider, readable(provider.name, provider.read, request))
        except TurnFailed as failure:
            logger.error("event not stored", extra={"address": provider.name, "cause": failure.detail})
            return 503, ""
        return provider.accepted, ""

    async def receive(self, provider: Provider, events: list[Event], position: str | None = None) -> None:
        """Store events, and where the next reading begins, in one transaction.

        Raises:
            TurnFailed: nothing was stored.
        """
        if not events and position is None:
            return

        def store(connection: Connection) -> Counter[str]:
            done: Counter[str] = Counter()
            for event in events:
                done.update(self._store(connection, provider, event))
            if position is not None:
                deliveries.save_position(connection, provider.name, position)
            return done

        done = await self._database.run(store)
        for _ in range(done[LEFT]):
            metrics.delivered(provider.name, LEFT)
        if done[NEW] and self._worker is not None:
            self._worker.wake()

    async def health(self) -> dict[str, Any]:
        """Return the state of each channel: see ``ChannelHealth``."""
        if not self.providers:
            return {}
        try:
            waiting = await self._database.run(deliveries.waiting)
        except TurnFailed:
            waiting = {}
        return self._health.report(waiting)

    def _store(self, connection: Connection, provider: Provider, event: Event) -> dict[str, int]:
        """Do what an event wants of the table; return how many rows are new, or closed because it left."""
        conversation = self._conversation(provider, event.who)
        if event.kind == MOVED:
            deliveries.move(connection, self._conversation(provider, event.was), conversation)
            return {}
        if event.kind == LEFT:
            return {LEFT: deliveries.close_conversation(connection, conversation, LEFT)}
        row = {
            "channel": provider.name,
            "event_id": self._keys.event(provider.name, provider.own_id, event),
            "conversation": conversation,
            "body": self._keys.encrypt(event.to_json()),
        }
        if event.kind == CHOICE:
            row["choice"] = self._keys.tap(conversation, event.value)
        return {NEW: deliveries.insert_new(connection, [row])}

    def _conversation(self, provider: Provider, who: tuple[str, ...]) -> str:
        return self._keys.conversation(provider.name, provider.own_id, who)
