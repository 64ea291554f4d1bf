"""The messaging channels in this process: the real pipeline, turns, stores and a little trained bot."""

from __future__ import annotations

import asyncio
import contextlib
import json
import time
from collections.abc import AsyncIterator, Mapping
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from prometheus_client import REGISTRY
from rasa.core.agent import Agent

from channels.messaging.catalogue import configured
from channels.messaging.pipeline import Messaging
from channels.messaging.provider import Inbound, Provider
from serving.database import CONVERSATIONS, EVENTS, Database
from serving.deliveries import DELIVERIES
from serving.settings import Settings

KEY = "key-of-the-tests-0123456789-abcdefghijklmnop"
KEEP_DAYS = 30.0
PATIENCE_SECONDS = 20.0


class Desk:
    """The channels of some settings, started.

    Args:
        agent: the bot.
        file: the database.
        variables: settings of the channels.
        changes: settings of the server.
    """

    def __init__(self, agent: Agent, file: Path, variables: Mapping[str, str], **changes: Any) -> None:
        url = f"sqlite:///{file}"
        self.file = file
        self.settings = Settings(
            **{"signing_key": KEY, "database_url": url, "messages_per_minute": 10_000, **changes}
        )
        self.database = Database(url, self.settings.store_timeout)
        # Rasa wraps the store in another one.
        _innermost(agent.tracker_store).database = self.database
        self.agent: Agent | None = agent
        self.messaging = Messaging(self.settings, self.database, configured(variables), KEEP_DAYS)

    @property
    def provider(self) -> Provider:
        """The one provider."""
        return next(iter(self.messaging.providers.values()))

    @contextlib.asynccontextmanager
    async def open(self) -> AsyncIterator[Desk]:
        """Deliver during a block."""
        self.messaging.start(lambda: self.agent)
        try:
            yield self
        finally:
            await self.messaging.stop()

    async def post(self, body: bytes, headers: Mapping[str, str], query: str = "") -> int:
        """Give a request to the provider's route and return the status."""
        return (await self.messaging.accept(self.provider, inbound(body, headers, query)))[0]

    async def idle(self, seconds: float = PATIENCE_SECONDS) -> None:
        """Wait until every row is closed."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            if not self.rows(DELIVERIES.c.closed.is_(None)):
                return
            await asyncio.sleep(0.02)
        raise AssertionError(f"still waiting: {self.rows(DELIVERIES.c.closed.is_(None))}")

    def rows(self, *conditions: Any) -> list[Any]:
        """Rows of the deliveries, oldest first."""
        query = sa.select(DELIVERIES).where(*conditions).order_by(DELIVERIES.c.id)
        return self.database.run_now(lambda connection: connection.execute(query).all())

    def said(self) -> list[str]:
        """Every text that people said and that a turn answered, oldest first."""
        query = sa.select(EVENTS.c.data).where(EVENTS.c.type_name == "user").order_by(EVENTS.c.id)
        found = self.database.run_now(lambda connection: connection.execute(query).scalars().all())
        return [json.loads(data)["text"] for data in found]

    def conversations(self) -> list[str]:
        """Identifiers of the stored conversations."""
        query = sa.select(CONVERSATIONS.c.sender_id)
        return self.database.run_now(lambda connection: connection.execute(query).scalars().all())


def deliveries_counted(channel: str, outcome: str) -> float:
    """How many events the metrics say were closed with an outcome."""
    labels = {"channel": channel, "outcome": outcome}
    return REGISTRY.get_sample_value("assistant_deliveries_total", labels) or 0.0


def _innermost(store: Any) -> Any:
    while inner := getattr(store, "_tracker_store", None):
        store = inner
    return store


def inbound(body: bytes, headers: Mapping[str, str], query: str = "") -> Inbound:
    """A request as the web server would give it."""
    folded = {name.lower(): value for name, value in headers.items()}
    return Inbound(body, lambda name: [folded[name]] if name in folded else [], {}, query)
