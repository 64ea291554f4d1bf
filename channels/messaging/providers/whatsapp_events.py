"""Reads the webhooks of WhatsApp: entries, in which changes, in which messages."""

from __future__ import annotations

from typing import Any

from channels.messaging.event import CHOICE, MOVED, TEXT, UNREADABLE, Event
from channels.messaging.reading import readable

_MOVES = ("user_changed_number", "user_changed_user_id")
_SILENT = ("reaction", "unsupported", "request_welcome")


def events_of(document: dict[str, Any], number_id: str) -> list[Event]:
    """Return what a document says to the number ``number_id``."""
    events: list[Event] = []
    for entry in document["entry"]:
        for change in entry["changes"]:
            value = change["value"]
            if change.get("field") == "messages" and value["metadata"]["phone_number_id"] == number_id:
                contacts = value.get("contacts") or []
                for message in value.get("messages") or []:
                    events += readable("whatsapp", _said, message, contacts)
    return events


def _said(message: dict[str, Any], contacts: list[dict[str, Any]]) -> list[Event]:
    kind = message["type"]
    if kind == "system":
        return _moved(message)
    phone = message.get("from") or ""
    user = message.get("from_user_id") or _user_id(phone, contacts)
    if kind in _SILENT or message.get("group_id") or not (phone or user):
        return []
    # The business-scoped id stays when the number is hidden or missing.
    who = (user or phone,)
    address = {"message": message["id"], **({"to": phone} if phone else {"recipient": user})}
    at = float(message["timestamp"])
    reply = message.get("interactive") or {}
    choice = reply.get("button_reply") or reply.get("list_reply")
    if choice:
        return [Event(message["id"], CHOICE, who, address, choice["id"], at)]
    text = (message.get("text") or {}).get("body") or (message.get(kind) or {}).get("caption")
    return [Event(message["id"], TEXT if text else UNREADABLE, who, address, text or "", at)]


def _moved(message: dict[str, Any]) -> list[Event]:
    system = message["system"]
    new = system.get("user_id") or system.get("wa_id")
    olds = {system.get("previous_user_id"), message.get("from")} - {None, "", new}
    if system.get("type") not in _MOVES or not new:
        return []
    return [Event(f"{message['id']} {old}", MOVED, (new,), {}, was=(old,)) for old in sorted(olds)]


def _user_id(phone: str, contacts: list[dict[str, Any]]) -> str:
    mine = [contact for contact in contacts if contact.get("wa_id") in (phone, None)]
    return (mine[0].get("user_id") or "") if mine else ""
