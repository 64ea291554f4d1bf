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
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import SerializedTrackerAsText, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from sqlalchemy.engine import Connection

from serving import strict
from serving.database import CONVERSATIONS, EVENTS, Database
from serving.faults import CONFLICT, TurnFailed
from serving.settings import load_settings
from serving.trackers import KeptTrackers, StoredTracker

logger = logging.getLogger(__name__)

# Made once: SQLAlchemy takes longer to make a statement than SQLite to run it.
_STATE = sa.select(CONVERSATIONS.c.version, CONVERSATIONS.c.last_used).where(
    CONVERSATIONS.c.sender_id == sa.bindparam("sender")
)
_MOVE = (
    sa.update(CONVERSATIONS)
    .where(
        CONVERSATIONS.c.sender_id == sa.bindparam("sender"), CONVERSATIONS.c.version == sa.bindparam("read")
    )
    .values(version=sa.bindparam("saved"), last_used=sa.bindparam("now"))
)
_ADD = sa.insert(EVENTS)
_LAST = sa.select(sa.func.max(EVENTS.c.id)).where(EVENTS.c.sender_id == sa.bindparam("sender"))

KEPT_EVENTS = 4000
"""Events of the conversations kept in memory, a few kilobytes each: about fifty conversations."""


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
        self._kept = KeptTrackers(KEPT_EVENTS)
        strict.install()

    @property
    def domain(self) -> Domain:
        """The domain of the model; a new one makes the kept conversations be read again."""
        return self._domain

    @domain.setter
    def domain(self, domain: Domain | None) -> None:
        self._domain = domain or Domain.empty()
        if hasattr(self, "_kept"):
            self._kept.clear()

    def init_tracker(self, sender_id: str) -> StoredTracker:
        """Return the tracker of a conversation without events."""
        return StoredTracker(sender_id, self.domain.slots, self.max_event_history)

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
        if not isinstance(tracker, StoredTracker):
            tracker = self._as_stored(tracker)
        new_events = list(tracker.events)[tracker.stored_events :]
        if not new_events:
            return
        tracker.stored_at, tracker.last_id = await self.database.run(
            lambda connection: _append(connection, tracker.sender_id, tracker.stored_version, new_events)
        )
        tracker.stored_events += len(new_events)
        tracker.stored_version += 1
        if not any(isinstance(event, SessionStarted) for event in new_events):
            # Else only the new session is read next time.
            self._kept.put(tracker)
        await self._publish(new_events, tracker.sender_id)

    async def _load(self, sender_id: str, whole: bool) -> DialogueStateTracker | None:
        kept = None if whole else self._kept.take(sender_id)
        stored = await self.database.run(lambda connection: _read(connection, sender_id, whole, kept))
        if stored is None:
            return None
        tracker = kept if stored.follows and kept is not None else self.init_tracker(sender_id)
        for event in deserialise_events(stored.events):
            tracker.update(event)
        tracker.stored_events = len(tracker.events)
        tracker.stored_version, tracker.stored_at, tracker.last_id = stored.version, stored.at, stored.last_id
        return tracker

    def _as_stored(self, tracker: DialogueStateTracker) -> StoredTracker:
        """A tracker that did not come from here, as Rasa makes some of its own: nothing of it is stored."""
        own = self.init_tracker(tracker.sender_id)
        for event in tracker.events:
            own.update(event)
        return own

    async def _publish(self, events: list[Event], sender_id: str) -> None:
        if self.event_broker is None:
            return
        try:
            await self._stream_new_events(self.event_broker, events, sender_id)
        except Exception as error:
            # The turn is saved: a broker that is down must not make the person send it twice.
            logger.error("event broker failed", extra={"cause": type(error).__name__})


@dataclass(frozen=True)
class _Stored:
    """What is stored of a conversation; ``follows``: only the events after those of the kept tracker."""

    version: int
    at: float
    last_id: int
    events: list[dict[str, Any]]
    follows: bool = False


def _read(connection: Connection, sender_id: str, whole: bool, kept: StoredTracker | None) -> _Stored | None:
    found = connection.execute(_STATE, {"sender": sender_id}).first()
    if found is None:
        return None
    version, at = found
    if kept is not None and (kept.stored_version, kept.stored_at) == (version, at):
        return _Stored(version, at, kept.last_id, [], follows=True)
    query = sa.select(EVENTS.c.id, EVENTS.c.type_name, EVENTS.c.data).where(EVENTS.c.sender_id == sender_id)
    query = query.order_by(EVENTS.c.id)
    if kept is not None:
        # Another process went on with the conversation: its events come after ours, if ours are still there.
        rows = connection.execute(query.where(EVENTS.c.id >= kept.last_id)).all()
        starts = any(row.type_name == SessionStarted.type_name for row in rows[1:])
        if rows and rows[0].id == kept.last_id and not starts:
            events = [json.loads(row.data) for row in rows[1:]]
            return _Stored(version, at, rows[-1].id, events, follows=True)
    if not whole:
        latest_start = (
            sa.select(sa.func.max(EVENTS.c.id))
            .where(EVENTS.c.sender_id == sender_id, EVENTS.c.type_name == SessionStarted.type_name)
            .scalar_subquery()
        )
        query = query.where(EVENTS.c.id >= sa.func.coalesce(latest_start, 0))
    rows = connection.execute(query).all()
    return _Stored(version, at, rows[-1].id if rows else 0, [json.loads(row.data) for row in rows])


def _append(connection: Connection, sender_id: str, version: int, events: list[Event]) -> tuple[float, int]:
    """Write events; gives the time of the conversation and the number of its last row."""
    now = time.time()
    if version:
        moved = {"sender": sender_id, "read": version, "saved": version + 1, "now": now}
        if connection.execute(_MOVE, moved).rowcount != 1:
            raise TurnFailed(CONFLICT, "the conversation changed since it was read")
    else:
        connection.execute(sa.insert(CONVERSATIONS).values(sender_id=sender_id, version=1, last_used=now))
    connection.execute(_ADD, [_row(sender_id, event) for event in events])
    return now, connection.execute(_LAST, {"sender": sender_id}).scalar()


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
