"""Reads what Slack says: https://docs.slack.dev/reference/events and the payload of a tapped button."""

from __future__ import annotations

import re
from typing import Any

from channels.messaging.event import CHOICE, EDITED, TEXT, UNREADABLE, Event

_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")
_OF_A_PERSON = (None, "file_share", "thread_broadcast")


def events_of(document: dict[str, Any]) -> list[Event]:
    """Return what a document of the Events API is for us."""
    event = document["event"]
    identity, subtype = document["event_id"], event.get("subtype")
    private = event["type"] == "message" and event.get("channel_type") == "im"
    if event.get("bot_id") or not (private or event["type"] == "app_mention"):
        return []
    at = float(event.get("event_ts") or event.get("ts") or "0")
    if subtype == "message_changed" and (event.get("message") or {}).get("edited"):
        who = _who(document, event["channel"], event["message"].get("user", ""), "", True)
        return [Event(identity, EDITED, who, {"channel": event["channel"]}, "", at)]
    if subtype not in _OF_A_PERSON or not event.get("user"):
        return []
    text = _text(event.get("text") or "", private)
    thread = event.get("thread_ts") or ("" if private else event["ts"])
    who = _who(document, event["channel"], event["user"], thread, private)
    kind = TEXT if text else UNREADABLE
    return [Event(identity, kind, who, _address(event["channel"], thread), text, at, not private)]


def taps_of(document: dict[str, Any]) -> list[Event]:
    """Return the taps on buttons in the payload of an interaction."""
    if document.get("type") != "block_actions":
        return []
    channel, person = document["channel"]["id"], document["user"]["id"]
    thread = (document.get("container") or {}).get("thread_ts") or ""
    private = channel.startswith("D")
    team = {"team_id": (document.get("team") or {}).get("id", "")}
    who, address = _who(team, channel, person, thread, private), _address(channel, thread)

    def tapped(action: dict[str, Any]) -> Event:
        identity, at = f"{action['action_ts']} {person}", float(action["action_ts"])
        return Event(identity, CHOICE, who, address, action["value"], at, not private)

    return [tapped(action) for action in document["actions"] if action.get("value")]


def _text(text: str, private: bool) -> str:
    """What the person typed, without our name in front and without Slack's own escapes."""
    bare = _LINK.sub(r"\1", _MENTION.sub("", text, count=1 if private else 0)).strip()
    return bare.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")


def _address(channel: str, thread: str) -> dict[str, Any]:
    return {"channel": channel, **({"thread": thread} if thread else {})}


def _who(document: dict[str, Any], channel: str, person: str, thread: str, private: bool) -> tuple[str, ...]:
    team = document.get("team_id") or ""
    return (team, channel) if private else (team, channel, thread, person)
