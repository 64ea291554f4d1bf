"""Reads the events of a room's timeline: https://spec.matrix.org/latest/client-server-api/#instant-messaging."""

from __future__ import annotations

import re
from typing import Any

from channels.messaging.event import EDITED, ENCRYPTED, LEFT, TEXT, UNREADABLE, Event

LOCKED = "m.room.encrypted"
_MEDIA = ("m.image", "m.audio", "m.video", "m.file", "m.location", "m.sticker")
_QUOTED = re.compile(r"\A(?:>[^\n]*\n)+\n?")


def events_of(room: str, item: dict[str, Any], user: str, group: bool) -> list[Event]:
    """Return what an event of a timeline is for us; a person alone with us needs not name us.

    Args:
        room: where it was said.
        item: the event.
        user: our own name.
        group: whether other people read the room.
    """
    if item["sender"] == user:
        return []
    kind, text = _read(item["type"], item.get("content") or {}, user, group)
    if not kind or (group and kind != TEXT):
        return []
    at = float(item.get("origin_server_ts", 0)) / 1000
    return [Event(item["event_id"], kind, (room, item["sender"]), {"room": room}, text, at, group)]


def left(room: str, person: str) -> Event:
    """The event of a room that we are no longer in, for one person of it."""
    return Event(f"left {room}", LEFT, (room, person), {})


def _read(type_: str, content: dict[str, Any], user: str, group: bool) -> tuple[str, str]:
    """The kind of an event and its text; an empty kind when it is not for us."""
    if type_ == LOCKED:
        return ENCRYPTED, ""
    if type_ == "m.sticker":
        return UNREADABLE, ""
    message = content.get("msgtype")
    if type_ != "m.room.message" or message == "m.notice":
        return "", ""
    if (content.get("m.relates_to") or {}).get("rel_type") == "m.replace":
        return EDITED, ""
    if message in _MEDIA:
        return UNREADABLE, ""
    body = content.get("body")
    if message not in ("m.text", "m.emote") or not isinstance(body, str):
        return "", ""
    text = _QUOTED.sub("", body).strip()
    if group:
        if not _names(user, text, content):
            return "", ""
        text = _without_name(user, text)
    return (TEXT if text else UNREADABLE), text


def _names(user: str, text: str, content: dict[str, Any]) -> bool:
    if user in ((content.get("m.mentions") or {}).get("user_ids") or []) or user in text:
        return True
    return bool(re.match(rf"@?{re.escape(_local(user))}\b", text, re.I))


def _without_name(user: str, text: str) -> str:
    name = rf"{re.escape(user)}|\A@?{re.escape(_local(user))}\b[ ,:]*"
    return re.sub(name, "", text, flags=re.I).strip()


def _local(user: str) -> str:
    return user[1:].split(":")[0]
