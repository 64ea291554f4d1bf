"""Reads the updates of Telegram: https://core.telegram.org/bots/api#update."""

from __future__ import annotations

import re
from typing import Any

from channels.messaging.event import CHOICE, EDITED, LEFT, TEXT, UNREADABLE, Event

WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
_MEDIA = (
    *("voice", "audio", "photo", "video", "video_note", "animation", "sticker", "document", "poll", "dice"),
    *("location", "venue", "contact", "story", "paid_media"),
)
_GONE = ("kicked", "left")


def events_of(update: dict[str, Any], own_id: str, username: str) -> list[Event]:
    """Return what an update is for us.

    Args:
        update: as Telegram sends it.
        own_id: our own number.
        username: our own name, empty while it is not known.
    """
    if "callback_query" in update:
        return _tap(update["callback_query"])
    if "my_chat_member" in update:
        return _member(update)
    message = update.get("message") or update.get("edited_message")
    sender = (message or {}).get("from") or {}
    if not message or not sender or sender.get("is_bot"):
        return []
    group = message["chat"]["type"] != "private"
    text = message.get("text") or message.get("caption") or ""
    if group:
        text = _said_to_us(message, text, own_id, username)
        if not text:
            return []
    if "edited_message" in update:
        kind = EDITED
    elif text:
        kind = TEXT
    elif any(name in message for name in _MEDIA):
        kind = UNREADABLE
    else:
        return []
    address = _address(message) | ({"reply_to": message["message_id"]} if group else {})
    value = text if kind == TEXT else ""
    identity = str(update["update_id"])
    return [Event(identity, kind, _who(message, sender), address, value, message["date"], group)]


def _tap(tap: dict[str, Any]) -> list[Event]:
    message, data = tap.get("message"), tap.get("data")
    if not message or not data:
        return []
    group = message["chat"]["type"] != "private"
    address = _address(message) | {"tap": tap["id"]}
    return [Event(f"tap {tap['id']}", CHOICE, _who(message, tap["from"]), address, data, 0.0, group)]


def _member(update: dict[str, Any]) -> list[Event]:
    member = update["my_chat_member"]
    if member["new_chat_member"]["status"] not in _GONE:
        return []
    return [Event(str(update["update_id"]), LEFT, _who(member, member["from"]), {})]


def _said_to_us(message: dict[str, Any], text: str, own_id: str, username: str) -> str:
    """The text said to us in a group; empty when it is said to others."""
    replied = ((message.get("reply_to_message") or {}).get("from") or {}).get("id")
    name = f"@{username}"
    if username and name.lower() in text.lower():
        return re.sub(re.escape(name), "", text, flags=re.IGNORECASE).strip()
    return text if str(replied) == own_id else ""


def _who(message: dict[str, Any], sender: dict[str, Any]) -> tuple[str, ...]:
    chat = message["chat"]
    if chat["type"] == "private":
        return (str(chat["id"]),)
    return (str(chat["id"]), str(message.get("message_thread_id") or ""), str(sender["id"]))


def _address(message: dict[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {"chat": message["chat"]["id"]}
    if message.get("is_topic_message"):
        address["thread"] = message["message_thread_id"]
    return address
