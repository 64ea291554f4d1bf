"""What the web channel reads from and does to stored conversations. Nothing is kept beside Rasa's events:
a reply, an offered button, the history are all read back from the events of the turn that made them, so they
exist exactly when the turn was saved.
"""

from __future__ import annotations

import datetime
import json
import time
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from serving import opinions
from serving.database import CONVERSATIONS, EVENTS, HEALTH
from serving.handover import sent
from serving.resume import withdraw

USER, BOT = "user", "bot"
# Made once: SQLAlchemy takes longer to make a query than SQLite to answer it.
_IS_OPEN = sa.select(CONVERSATIONS.c.version).where(CONVERSATIONS.c.sender_id == sa.bindparam("sender"))
_SAID_SINCE = (
    sa.select(EVENTS.c.id, EVENTS.c.type_name, EVENTS.c.data)
    .where(EVENTS.c.sender_id == sa.bindparam("sender"), EVENTS.c.id > sa.bindparam("last_id"))
    .where(sa.or_(EVENTS.c.type_name == USER, EVENTS.c.type_name == BOT))
    .order_by(EVENTS.c.id)
)
EMPTY_REPLY = "Je n'ai pas de réponse à cela. Pouvez-vous le dire autrement ?"


@dataclass
class Turn:
    """A message of the person and what was answered.

    ``messages`` are ``{"text", "buttons", "custom"}`` objects, in the order in which they were said.
    """

    message_id: str
    text: str
    at: float
    messages: list[dict[str, Any]] = field(default_factory=list)
    channel: str = ""

    @property
    def reply(self) -> list[dict[str, Any]]:
        """The messages, or one that says that there is no answer: silence is never a reply."""
        return self.messages or [{"text": EMPTY_REPLY, "buttons": []}]


def open_conversation(connection: Connection, sender_id: str) -> None:
    """Make a conversation that messages can then be added to."""
    connection.execute(sa.insert(CONVERSATIONS).values(sender_id=sender_id, version=1, last_used=time.time()))


def is_open(connection: Connection, sender_id: str) -> bool:
    """Tell whether a conversation was opened and not erased."""
    return connection.execute(_IS_OPEN, {"sender": sender_id}).scalar() is not None


@dataclass
class Read:
    """The turns of a conversation as far as they were read, and the number of the last row."""

    turns: list[Turn] = field(default_factory=list)
    last_id: int = 0


def turns(connection: Connection, sender_id: str, read: Read | None = None) -> list[Turn] | None:
    """Return all turns of a conversation in order, or ``None`` when it is not open.

    Args:
        connection: the database.
        sender_id: the conversation.
        read: what was read of it before, completed here with what was said since.
    """
    if not is_open(connection, sender_id):
        return None
    read = read or Read()
    since = {"sender": sender_id, "last_id": read.last_id}
    for number, type_name, data in connection.execute(_SAID_SINCE, since):
        event, read.last_id = json.loads(data), number
        if type_name == USER:
            turn = Turn(event.get("message_id") or "", event.get("text") or "", event["timestamp"])
            turn.channel = event.get("input_channel") or ""
            read.turns.append(turn)
        elif read.turns:
            read.turns[-1].messages.append(as_message(event.get("text"), event.get("data") or {}))
    return read.turns


def as_message(text: str | None, data: dict[str, Any]) -> dict[str, Any]:
    """Return one message object from the parts of a bot utterance."""
    buttons = (data.get("buttons") or []) + (data.get("quick_replies") or [])
    message: dict[str, Any] = {
        "text": text or "",
        "buttons": [
            {
                "title": str(button.get("title", "")),
                "payload": str(button.get("payload", "")),
                # Messengers whose buttons are narrow show this one.
                **({"short": str(button["short"])} if button.get("short") else {}),
            }
            for button in buttons
            if isinstance(button, dict)
        ],
    }
    if data.get("custom"):
        message["custom"] = data["custom"]
    return message


def offered(conversation: list[Turn]) -> dict[str, str]:
    """Return the payloads offered so far, each with the words of its button."""
    payloads: dict[str, str] = {}
    for turn in conversation:
        for message in turn.messages:
            _collect_payloads(message, payloads)
    return payloads


def _collect_payloads(part: Any, payloads: dict[str, str]) -> None:
    """Buttons stand beside the text, and in the rows of the ``custom`` object (« modifier »)."""
    if isinstance(part, dict):
        if isinstance(part.get("payload"), str) and part["payload"]:
            payloads[part["payload"]] = str(part.get("title") or part.get("label") or "")
        for value in part.values():
            _collect_payloads(value, payloads)
    elif isinstance(part, list):
        for value in part:
            _collect_payloads(value, payloads)


def said_by_the_person(conversation: list[Turn]) -> list[str]:
    """Return the words of each turn; a chosen button shows its title."""
    titles: dict[str, str] = {}
    words = []
    for turn in conversation:
        words.append(titles.get(turn.text) or turn.text)
        titles.update(offered([turn]))
    return words


def history(conversation: list[Turn]) -> list[dict[str, Any]]:
    """Return the conversation as messages of ``user`` and ``bot``."""
    messages: list[dict[str, Any]] = []
    for turn, shown in zip(conversation, said_by_the_person(conversation), strict=True):
        at = datetime.datetime.fromtimestamp(turn.at, datetime.timezone.utc).isoformat(timespec="seconds")
        messages.append({"from": USER, "id": turn.message_id, "text": shown, "at": at})
        messages += [{"from": BOT, **message, "at": at} for message in turn.reply]
    return messages


def erase(connection: Connection, *sender_ids: str) -> int:
    """Erase every trace of conversations and return how many events were erased."""
    connection.execute(sa.delete(CONVERSATIONS).where(CONVERSATIONS.c.sender_id.in_(sender_ids)))
    withdraw(connection, *sender_ids)
    opinions.forget(connection, *sender_ids)
    sent.forget(connection, *sender_ids)
    return connection.execute(sa.delete(EVENTS).where(EVENTS.c.sender_id.in_(sender_ids))).rowcount


def unused(connection: Connection, limit: float, most: int) -> list[str]:
    """Return conversations without a message since a moment, the oldest first.

    They are held until the transaction ends; one that somebody holds, who speaks just now, is left out.

    Args:
        connection: the database.
        limit: the moment, in seconds since the epoch.
        most: how many at most.
    """
    # A value for each conversation, so that no plan of PostgreSQL reads the events of all of them at once.
    last_event = sa.select(sa.func.max(EVENTS.c.timestamp)).where(
        EVENTS.c.sender_id == CONVERSATIONS.c.sender_id
    )
    silent = sa.func.coalesce(last_event.scalar_subquery(), 0.0) < limit
    query = sa.select(CONVERSATIONS.c.sender_id).where(CONVERSATIONS.c.last_used < limit, silent)
    query = query.order_by(CONVERSATIONS.c.last_used).limit(most).with_for_update(skip_locked=True)
    return list(connection.execute(query).scalars())


def strays(connection: Connection, limit: float, most: int) -> list[str]:
    """Return senders whose events have no conversation and are all older than a moment.

    They come from tools that write Rasa's table directly.

    Args:
        connection: the database.
        limit: the moment, in seconds since the epoch.
        most: how many at most.
    """
    # From each identifier to the next one by the index: there are a hundred events to each of them.
    senders = sa.select(sa.func.min(EVENTS.c.sender_id).label("sender_id")).cte(recursive=True)
    following = sa.select(sa.func.min(EVENTS.c.sender_id)).where(EVENTS.c.sender_id > senders.c.sender_id)
    senders = senders.union_all(
        sa.select(following.scalar_subquery()).where(senders.c.sender_id.is_not(None))
    )
    known = sa.exists().where(CONVERSATIONS.c.sender_id == senders.c.sender_id)
    spoken_to = sa.exists().where(EVENTS.c.sender_id == senders.c.sender_id, EVENTS.c.timestamp >= limit)
    query = sa.select(senders.c.sender_id).where(senders.c.sender_id.is_not(None), ~known, ~spoken_to)
    return list(connection.execute(query.limit(most)).scalars())


def check_writable(connection: Connection) -> None:
    """Write one small row for real, so that a full disk or a read-only base is found out."""
    connection.execute(sa.delete(HEALTH))
    connection.execute(sa.insert(HEALTH).values(id=1, checked=time.time()))
