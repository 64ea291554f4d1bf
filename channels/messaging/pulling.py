"""Asks the providers for what they do not push: each for ever, in one process alone where it wants it so."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections.abc import Awaitable, Callable

from channels.messaging.event import Event
from channels.messaging.provider import Provider
from channels.messaging.pull import Pull, PullFailed
from channels.messaging.sending import LATER, SENT, Client, Outcome, pause
from serving import deliveries
from serving.database import Database
from serving.faults import TurnFailed

logger = logging.getLogger(__name__)

LEASE_SECONDS = 45.0
STANDBY_SECONDS = 3.0
NO_HOLDER = "any"

Receive = Callable[[Provider, list[Event], str | None], Awaitable[None]]


class Puller:
    """Prepares the providers and pulls from them.

    Args:
        database: where positions and leases are.
        client: makes the calls.
        receive: stores events and the position reached.
        told: is called with a provider's name and what its server answered.
    """

    def __init__(
        self, database: Database, client: Client, receive: Receive, told: Callable[[str, Outcome], None]
    ) -> None:
        self._database = database
        self._client = client
        self._receive = receive
        self._told = told
        self._holder = secrets.token_hex(16)

    async def prepare(self, provider: Provider) -> None:
        """Do what a provider needs once, as soon as its server lets us."""
        tries = 0
        while not await self._prepared(provider):
            self._told(provider.name, Outcome(LATER, reason="not prepared"))
            tries += 1
            await asyncio.sleep(pause(tries))
        if tries:
            self._told(provider.name, Outcome(SENT))

    async def run(self, provider: Provider) -> None:
        """Pull until cancelled."""
        failures = 0
        while True:
            wait = None
            try:
                if not await self._pull(provider):
                    await asyncio.sleep(STANDBY_SECONDS)
                failures = 0
                continue
            except TurnFailed as failure:
                cause = failure.detail
            except PullFailed as failure:
                cause, wait = str(failure), failure.seconds
                self._told(provider.name, Outcome(LATER, reason=cause))
            except Exception:
                cause = "unexpected"
                logger.exception("pull failed", extra={"address": provider.name})
            logger.warning("pull tried again", extra={"address": provider.name, "cause": cause})
            failures += 1
            await asyncio.sleep(pause(failures) if wait is None else wait)

    async def leave(self, provider: Provider) -> None:
        """Let another process pull from a provider at once."""
        if provider.pulls and provider.lease:
            with contextlib.suppress(TurnFailed):
                await self._database.run(
                    lambda connection: deliveries.leave_position(connection, provider.name, self._holder)
                )

    async def _prepared(self, provider: Provider) -> bool:
        try:
            return await provider.prepare(self._client)
        except Exception:
            logger.exception("channel not prepared", extra={"address": provider.name})
            return False

    async def _pull(self, provider: Provider) -> bool:
        """Pull once; return whether it is ours to do."""
        holder = self._holder if provider.lease else NO_HOLDER
        mine, position = await self._database.run(
            lambda connection: deliveries.take_position(connection, provider.name, holder, LEASE_SECONDS)
        )
        if not mine:
            return False

        async def take(events: list[Event], reached: str | None) -> None:
            await self._receive(provider, events, reached)
            self._told(provider.name, Outcome(SENT))

        await provider.pull(Pull(self._client, position, take))
        return True
