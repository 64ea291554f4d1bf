"""What an account of Matrix is told: invitations, every message since the last sync, rooms that it left."""

from __future__ import annotations

import json
import logging
from typing import Any
from urllib.parse import quote

from channels.messaging.event import Event
from channels.messaging.providers.matrix_api import ClientApi, wait
from channels.messaging.providers.matrix_events import LOCKED, events_of, left
from channels.messaging.pull import Pull, PullFailed
from channels.messaging.reading import readable
from channels.messaging.sending import Client

logger = logging.getLogger(__name__)

WAIT_SECONDS = 25
PAGE = 100
MOST_PAGES = 50
"""5,000 messages of one room while we were away; older ones are not answered."""

_FILTER = json.dumps(
    {
        "presence": {"types": []},
        "account_data": {"types": []},
        "room": {
            "timeline": {"limit": PAGE},
            "ephemeral": {"types": []},
            "account_data": {"types": []},
            "state": {"types": ["m.room.member"], "lazy_load_members": True},
        },
    },
    separators=(",", ":"),
)


class Rooms:
    """The rooms of one account.

    Args:
        api: of the account.

    Attributes:
        user: our own name, empty while it is not known.
        locked: encrypted rooms that somebody wants to speak to us in.
    """

    def __init__(self, api: ClientApi) -> None:
        self._api = api
        self._members: dict[str, int] = {}
        self.user = ""
        self.locked: set[str] = set()

    async def sync(self, pull: Pull) -> None:
        """Give what is new to ``pull.take``, with the position reached.

        The first sync of an account only finds out where it is: what was said before is not answered.

        Raises:
            PullFailed: the home server does not answer.
        """
        query = {"timeout": str(WAIT_SECONDS * 1000 if pull.position else 0), "filter": _FILTER}
        if pull.position:
            query["since"] = pull.position
        asked = self._api.request("GET", "/sync", query=query, seconds=WAIT_SECONDS + 15.0)
        answer = await pull.client.call(asked)
        reached = answer.value("next_batch")
        if answer.status != 200 or not reached:
            raise PullFailed.by(answer, wait(answer))
        rooms = answer.value("rooms") or {}
        for room, state in (rooms.get("invite") or {}).items():
            await self._join(pull.client, room, state)
        events: list[Event] = []
        if pull.position:
            for room, state in (rooms.get("join") or {}).items():
                events += await self._said(pull, room, state)
            for room, state in (rooms.get("leave") or {}).items():
                events += self._left(room, state)
        await pull.take(events, reached)

    async def history(
        self, client: Client, room: str, since: str | None = None, start: str = ""
    ) -> list[Any]:
        """Return the events of a room back to ``since`` (or to its beginning), oldest first.

        Raises:
            PullFailed: the home server does not answer.
        """
        found: list[Any] = []
        for _ in range(MOST_PAGES):
            query = {"dir": "b", "limit": str(PAGE)}
            query |= {"from": start} if start else {}
            query |= {"to": since} if since else {}
            asked = self._api.request("GET", f"/rooms/{quote(room)}/messages", query=query)
            answer = await client.call(asked)
            if answer.status != 200:
                raise PullFailed.by(answer, wait(answer))
            chunk = answer.value("chunk") or []
            found += chunk
            start = answer.value("end") or ""
            if not start or not chunk:
                break
        return found[::-1]

    async def _join(self, client: Client, room: str, state: dict[str, Any]) -> None:
        known = (state.get("invite_state") or {}).get("events") or []
        if any(item.get("type") == "m.room.encryption" for item in known):
            self._lock(room)
        await client.call(self._api.request("POST", f"/join/{quote(room)}", {}))

    async def _said(self, pull: Pull, room: str, state: dict[str, Any]) -> list[Event]:
        timeline = state.get("timeline") or {}
        items = timeline.get("events") or []
        if timeline.get("limited") and timeline.get("prev_batch"):
            older = await self.history(pull.client, room, pull.position, timeline["prev_batch"])
            known = {item.get("event_id") for item in items}
            items = [*(item for item in older if item.get("event_id") not in known), *items]
        await self._count(pull.client, room, state)
        if any(item.get("type") == LOCKED for item in items):
            self._lock(room)
        group = self._members[room] > 2
        return [e for item in items for e in readable("matrix", events_of, room, item, self.user, group)]

    async def _count(self, client: Client, room: str, state: dict[str, Any]) -> None:
        """Know how many people are in a room: the summary says it when it changes."""
        count = (state.get("summary") or {}).get("m.joined_member_count")
        if isinstance(count, int):
            self._members[room] = count
        elif room not in self._members:
            answer = await client.call(self._api.request("GET", f"/rooms/{quote(room)}/joined_members"))
            self._members[room] = len(answer.value("joined") or {}) or 2

    def _left(self, room: str, state: dict[str, Any]) -> list[Event]:
        self._members.pop(room, None)
        self.locked.discard(room)
        said = (state.get("timeline") or {}).get("events") or []
        people = {item.get("sender") for item in said} - {None, self.user}
        return [left(room, person) for person in sorted(people)]

    def _lock(self, room: str) -> None:
        if room not in self.locked:
            self.locked.add(room)
            logger.warning("encrypted room not read", extra={"address": "matrix", "count": len(self.locked)})
