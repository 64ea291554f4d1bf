"""The tracker store that fails aloud. In ``endpoints.yml``::

    tracker_store:
      type: serving.stores.StrictTrackerStore

It reads ``DATABASE_URL`` (SQLite when unset). A failure raises ``TurnFailed``: the turn is undone as a whole
instead of going on in a memory that is never read back.
"""

from __future__ import annotations

import functools
import json
import logging
import time
from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from serving import strict
from serving.database import CONVERSATIONS, EVENTS, Database
from serving.faults import CONFLICT, TurnFailed
from serving.settings import load_settings

logger = logging.getLogger(__name__)


@functools.lru_cache(maxsize=8)
def shared_database(url: str, timeout: float) -> Database:
    """Return the one ``Database`` of this process for ``url``."""
    return Database(url, timeout)


class StrictTrackerStore(TrackerStore, SerializedTrackerAsText):
    """Stores conversations in SQLite or PostgreSQL; a turn is saved whole or not at all.

    Args:
        domain: the domain of the model.
        host: address of the database; ``DATABASE_URL`` when ``None``.
        event_broker: where to publish the events of saved turns, if anywhere.
        **kwargs: accepted for Rasa and unused.
    """

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        settings = load_settings(with_key=False)
        self.database = shared_database(host or settings.database_url, settings.store_timeout)
        strict.install()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """Return the latest session of a conversation, or ``None`` when it was never begun."""
        return await self._load(sender_id, whole=False)

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """Return every session of a conversation, or ``None`` when it was never begun."""
        return await self._load(conversation_id, whole=True)

    async def keys(self) -> Iterable[str]:
        """Return the identifiers of all conversations."""
        return await self.database.run(
            lambda connection: [row[0] for row in connection.execute(sa.select(CONVERSATIONS.c.sender_id))]
        )

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Write the new events of ``tracker``.

        Raises:
            TurnFailed: nothing was written, because the database failed or because another turn of this
                conversation was saved since this one was read.
        """
        stored = getattr(tracker, "stored_events", 0)
        version = getattr(tracker, "stored_version", 0)
        new_events = list(tracker.events)[stored:]
        if not new_events:
            return
        await self.database.run(
            lambda connection: _append(connection, tracker.sender_id, version, new_events)
        )
        tracker.stored_events = stored + len(new_events)
        tracker.stored_version = version + 1
        await self._publish(new_events, tracker.sender_id)

    async def _load(self, sender_id: str, whole: bool) -> DialogueStateTracker | None:
        version, events = await self.database.run(lambda connection: _read(connection, sender_id, whole))
        if not version:
            return None
        tracker = (
            DialogueStateTracker.from_dict(sender_id, events, self.domain.slots)
            if events
            else self.init_tracker(sender_id)
        )
        tracker.stored_events = len(events)
        tracker.stored_version = version
        return tracker

    async def _publish(self, events: list[Event], sender_id: str) -> None:
        if self.event_broker is None:
            return
        try:
            await self._stream_new_events(self.event_broker, events, sender_id)
        except Exception as error:
            # The turn is saved: a broker that is down must not make the person send it twice.
            logger.error("event broker failed", extra={"cause": type(error).__name__})


def _read(connection: Connection, sender_id: str, whole: bool) -> tuple[int, list[dict[str, Any]]]:
    version = connection.execute(
        sa.select(CONVERSATIONS.c.version).where(CONVERSATIONS.c.sender_id == sender_id)
    ).scalar()
    query = sa.select(EVENTS.c.data).where(EVENTS.c.sender_id == sender_id).order_by(EVENTS.c.id)
    if not whole:
        latest_start = (
            sa.select(sa.func.max(EVENTS.c.id))
            .where(EVENTS.c.sender_id == sender_id, EVENTS.c.type_name == SessionStarted.type_name)
            .scalar_subquery()
        )
        query = query.where(EVENTS.c.id >= sa.func.coalesce(latest_start, 0))
    return version or 0, [json.loads(row[0]) for row in connection.execute(query)]


def _append(connection: Connection, sender_id: str, version: int, events: list[Event]) -> None:
    now = time.time()
    if version:
        moved = connection.execute(
            sa.update(CONVERSATIONS)
            .where(CONVERSATIONS.c.sender_id == sender_id, CONVERSATIONS.c.version == version)
            .values(version=version + 1, last_used=now)
        ).rowcount
        if moved != 1:
            raise TurnFailed(CONFLICT, "the conversation changed since it was read")
    else:
        connection.execute(sa.insert(CONVERSATIONS).values(sender_id=sender_id, version=1, last_used=now))
    connection.execute(sa.insert(EVENTS), [_row(sender_id, event) for event in events])


def _row(sender_id: str, event: Event) -> dict[str, Any]:
    data = event.as_dict()
    return {
        "sender_id": sender_id,
        "type_name": event.type_name,
        "timestamp": data.get("timestamp"),
        "intent_name": data.get("parse_data", {}).get("intent", {}).get("name"),
        "action_name": data.get("name"),
        "data": json.dumps(data),
    }
