"""One ``/sync`` of Matrix: invitations, every message since the last one, rooms that we left."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any
from urllib.parse import quote, urlencode

from channels.messaging.event import Event
from channels.messaging.provider import Pull, PullFailed
from channels.messaging.sending import Client

if TYPE_CHECKING:
    from channels.messaging.matrix import Matrix

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


async def sync(matrix: Matrix, pull: Pull, ready: bool) -> None:
    """Read what is new and give it to ``pull.take`` with the position reached.

    The first sync of an account only finds out where it is: what was said before is not answered.

    Raises:
        PullFailed: the home server does not answer.
    """
    if not ready:
        raise PullFailed("whoami")
    query = {"timeout": str(WAIT_SECONDS * 1000 if pull.position else 0), "filter": _FILTER}
    if pull.position:
        query["since"] = pull.position
    answer = await pull.client.call(matrix.request("GET", "/sync", seconds=WAIT_SECONDS + 15.0, **query))
    reached = answer.value("next_batch")
    if answer.status != 200 or not reached:
        wait = answer.value("retry_after_ms")
        seconds = wait / 1000 if isinstance(wait, (int, float)) else answer.retry_after
        raise PullFailed(answer.cause or f"status {answer.status}", seconds)
    rooms = answer.value("rooms") or {}
    for room in rooms.get("invite") or {}:
        await pull.client.call(matrix.request("POST", f"/join/{quote(room)}", {}))
    events: list[Event] = []
    if pull.position:
        for room, state in (rooms.get("join") or {}).items():
            events += await _said(matrix, pull, room, state)
        for room, state in (rooms.get("leave") or {}).items():
            matrix.members.pop(room, None)
            senders = {item.get("sender") for item in (state.get("timeline") or {}).get("events") or []}
            events += [matrix.left(room, person) for person in sorted(senders - {None, matrix.user})]
    await pull.take(events, reached)


async def history(matrix: Matrix, client: Client, room: str, since: str | None, start: str = "") -> list[Any]:
    """Return the events of a room back to ``since`` (or to its beginning), oldest first.

    Raises:
        PullFailed: the home server does not answer.
    """
    found: list[Any] = []
    for _ in range(MOST_PAGES):
        query = {"dir": "b", "limit": str(PAGE)}
        query |= {"from": start} if start else {}
        query |= {"to": since} if since else {}
        path = f"/rooms/{quote(room)}/messages?{urlencode(query)}"
        answer = await client.call(matrix.request("GET", path))
        if answer.status != 200:
            wait = answer.value("retry_after_ms")
            raise PullFailed(f"status {answer.status}", wait / 1000 if wait else None)
        chunk = answer.value("chunk") or []
        found += chunk
        start = answer.value("end") or ""
        if not start or not chunk:
            break
    return found[::-1]


async def _said(matrix: Matrix, pull: Pull, room: str, state: dict[str, Any]) -> list[Event]:
    timeline = state.get("timeline") or {}
    items = timeline.get("events") or []
    if timeline.get("limited") and timeline.get("prev_batch"):
        older = await history(matrix, pull.client, room, pull.position, timeline["prev_batch"])
        known = {item.get("event_id") for item in items}
        items = [*(item for item in older if item.get("event_id") not in known), *items]
    count = (state.get("summary") or {}).get("m.joined_member_count")
    if isinstance(count, int):
        matrix.members[room] = count
    elif items and room not in matrix.members:
        answer = await pull.client.call(matrix.request("GET", f"/rooms/{quote(room)}/joined_members"))
        matrix.members[room] = len(answer.value("joined") or {}) or 2
    return [event for item in items for event in matrix.events_of(room, item)]
