"""From the bytes of a provider to rows to answer: authenticate, store, accept at once, deliver later."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
import time
from collections.abc import Callable
from typing import Any

from rasa.core.agent import Agent
from sqlalchemy.engine import Connection

from channels.messaging.answering import Answering
from channels.messaging.event import CHOICE, LEFT, MOVED, Event
from channels.messaging.keys import Keys
from channels.messaging.papers import Papers
from channels.messaging.provider import Inbound, Provider, Pull, PullFailed
from channels.messaging.sending import LATER, Client, Outcome, cancelled, pause
from channels.messaging.worker import Worker
from serving import deliveries
from serving.database import Database
from serving.faults import TurnFailed
from serving.settings import Settings

logger = logging.getLogger(__name__)

LEASE_SECONDS = 45.0
STANDBY_SECONDS = 3.0


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
        self._holder = secrets.token_hex(16)
        self._papers = Papers(settings)
        self._answering = Answering(settings, database, self._keys, self._papers, keep_days)
        self._worker: Worker | None = None
        self._tasks: list[asyncio.Task] = []
        self._last_success: dict[str, float] = {}
        self._failing: dict[str, str] = {}
        self.refused = dict.fromkeys(self.providers, 0)

    def start(self, agent: Callable[[], Agent | None]) -> None:
        """Begin to deliver and to pull, on the running event loop. No provider need be reachable."""
        self._worker = Worker(
            self._database,
            self._keys,
            self._answering,
            self._papers,
            self.providers,
            self._client,
            agent,
            self._told,
        )
        jobs = [self._worker.run()]
        for provider in self.providers.values():
            jobs.append(self._prepare(provider))
            if provider.pulls:
                jobs.append(self._pull(provider))
        self._tasks = [asyncio.ensure_future(job) for job in jobs]

    async def stop(self) -> None:
        """Stop at once: what is not delivered is delivered by the next server."""
        await cancelled(self._tasks)
        for provider in self.providers.values():
            if provider.pulls and provider.lease:
                with contextlib.suppress(TurnFailed):
                    await self._database.run(self._leave(provider))
        await self._client.close()

    def _leave(self, provider: Provider) -> Callable[[Connection], None]:
        return lambda connection: deliveries.leave_position(connection, provider.name, self._holder)

    async def accept(self, provider: Provider, request: Inbound) -> tuple[int, str]:
        """Take a request of a provider's server and return the status and the text to answer.

        403: not authentic. 503: nothing was stored, send again. What is authentic and cannot be read, or is
        not for us, is accepted: refused, it would only come back and block the person's next messages.
        """
        if not provider.authentic(request):
            self.refused[provider.name] += 1
            logger.warning("request refused", extra={"address": provider.name})
            return 403, ""
        proof = provider.handshake(request)
        if proof is not None:
            return 200, proof
        try:
            events = provider.read(request)
        except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
            logger.warning("event not read", extra={"address": provider.name, "cause": type(error).__name__})
            return provider.accepted, ""
        try:
            await self.receive(provider, events)
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

        def store(connection: Connection) -> int:
            new = 0
            for event in events:
                new += self._store(connection, provider, event)
            if position is not None:
                deliveries.save_position(connection, provider.name, position)
            return new

        if await self._database.run(store) and self._worker is not None:
            self._worker.wake()

    async def health(self) -> dict[str, Any]:
        """Return the state of each channel: last success, rows waiting, oldest wait, what is wrong."""
        if not self.providers:
            return {}
        try:
            waiting = await self._database.run(deliveries.waiting)
        except TurnFailed:
            waiting = {}
        now = time.time()
        report = {}
        for name, provider in self.providers.items():
            count, oldest = waiting.get(name, (0, 0.0))
            success = self._last_success.get(name)
            problem = provider.problem or self._failing.get(name, "")
            report[name] = {
                "status": "down" if problem else "ok",
                "last_success_seconds": None if success is None else round(now - success),
                "waiting": count,
                "oldest_wait_seconds": round(oldest),
                "refused": self.refused[name],
                **({"problem": problem} if problem else {}),
            }
        return report

    def _store(self, connection: Connection, provider: Provider, event: Event) -> int:
        conversation = self._conversation(provider, event.who)
        if event.kind == MOVED:
            deliveries.move(connection, self._conversation(provider, event.was), conversation)
            return 0
        if event.kind == LEFT:
            deliveries.close_conversation(connection, conversation, LEFT)
            return 0
        row = {
            "channel": provider.name,
            "event_id": self._keys.event(provider.name, provider.own_id, event),
            "conversation": conversation,
            "body": self._keys.encrypt(event.to_json()),
        }
        if event.kind == CHOICE:
            row["choice"] = self._keys.tap(conversation, event.value)
        return deliveries.insert_new(connection, [row])

    def _conversation(self, provider: Provider, who: tuple[str, ...]) -> str:
        return self._keys.conversation(provider.name, provider.own_id, who)

    def _told(self, name: str, outcome: Outcome) -> None:
        """Keep what health shows."""
        if outcome.kind == LATER:
            self._failing[name] = f"ne répond pas comme attendu ({outcome.reason})"
        else:
            self._failing.pop(name, None)
            self._last_success[name] = time.time()

    async def _prepare(self, provider: Provider) -> None:
        tries = 0
        while True:
            try:
                if await provider.prepare(self._client):
                    return
            except Exception:
                logger.exception("channel not prepared", extra={"address": provider.name})
            tries += 1
            await asyncio.sleep(pause(tries))

    async def _pull(self, provider: Provider) -> None:
        """Ask for events for ever; one process alone when the provider wants it so."""
        failures = 0
        while True:
            try:
                mine, position = await self._database.run(
                    lambda c: deliveries.take_position(
                        c, provider.name, self._holder if provider.lease else "any", LEASE_SECONDS
                    )
                )
                if not mine:
                    await asyncio.sleep(STANDBY_SECONDS)
                    continue

                async def take(events: list[Event], reached: str | None) -> None:
                    await self.receive(provider, events, reached)
                    self._told(provider.name, Outcome("sent"))

                await provider.pull(Pull(self._client, position, take))
                failures = 0
            except TurnFailed as failure:
                logger.error("pull tried again", extra={"address": provider.name, "cause": failure.detail})
                failures += 1
                await asyncio.sleep(pause(failures))
            except PullFailed as failure:
                self._told(provider.name, Outcome(LATER, reason=str(failure)))
                logger.warning("pull tried again", extra={"address": provider.name, "cause": str(failure)})
                failures += 1
                await asyncio.sleep(pause(failures) if failure.seconds is None else failure.seconds)
            except Exception:
                logger.exception("pull tried again", extra={"address": provider.name})
                failures += 1
                await asyncio.sleep(pause(failures))
