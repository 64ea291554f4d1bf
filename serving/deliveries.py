"""What came in by a messaging channel and is to be answered: one row per event, kept until it is delivered.

The insert is the dedupe: an event that the provider sends again finds its row. What could tell who wrote or
what was said (``address``, ``body``, ``reply``) is encrypted by the channel and erased when the row closes.
"""

from __future__ import annotations

import time
from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from serving.database import CONVERSATIONS, EVENTS, TABLES

DEDUPE_DAYS = 8.0
"""How long a closed row is kept to know its event again: Meta sends again for seven days."""

SECONDS_PER_DAY = 24 * 3600

DELIVERIES = sa.Table(
    "deliveries",
    TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("channel", sa.String(32), nullable=False),
    sa.Column("event_id", sa.String(64), nullable=False),
    sa.Column("conversation", sa.String(64), nullable=False, index=True),
    sa.Column("received", sa.Float, nullable=False),
    sa.Column("due", sa.Float, nullable=False),
    sa.Column("tries", sa.Integer, nullable=False),
    sa.Column("body", sa.Text),
    sa.Column("reply", sa.Text),
    sa.Column("sent", sa.Integer, nullable=False),
    sa.Column("closed", sa.Float, index=True),
    sa.Column("outcome", sa.String(16)),
    sa.Column("note", sa.String(16)),
    sa.Column("choice", sa.String(64)),
    sa.Column("turn", sa.String(64)),
    sa.Column("page", sa.Integer),
    sa.UniqueConstraint("channel", "event_id"),
)
"""``event_id``, ``conversation`` and ``choice`` are keyed hashes. ``sent`` counts the parts of the reply that
the provider accepted; ``note`` names what the row was answered by when it was not a turn; ``turn`` and
``page`` tell where a long answer goes on."""

OPT_OUTS = sa.Table(
    "opt_outs",
    TABLES,
    sa.Column("conversation", sa.String(64), primary_key=True),
    sa.Column("since", sa.Float, nullable=False),
)
"""Addresses that asked for silence, as keyed hashes. They stay until the person takes it back."""

POSITIONS = sa.Table(
    "positions",
    TABLES,
    sa.Column("channel", sa.String(32), primary_key=True),
    sa.Column("position", sa.Text),
    sa.Column("holder", sa.String(64)),
    sa.Column("held_until", sa.Float, nullable=False),
)
"""How far a channel that we ask for its events was read, and which process asks."""

_WITHOUT_CONTENT: dict[str, Any] = {"body": None, "reply": None}


def insert_new(connection: Connection, rows: Iterable[dict[str, Any]]) -> int:
    """Insert the events that are not there yet, in their order, and return how many there were.

    Args:
        connection: a connection in a transaction.
        rows: ``channel``, ``event_id``, ``conversation``, ``body`` and, for a choice, ``choice``.
    """
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    now = time.time()
    new = 0
    for row in rows:
        values = {"received": now, "due": now, "tries": 0, "sent": 0, **row}
        new += connection.execute(
            dialect.insert(DELIVERIES)
            .values(**values)
            .on_conflict_do_nothing(index_elements=["channel", "event_id"])
        ).rowcount
    return new


def ready(connection: Connection, busy: Collection[str]) -> tuple[list[str], float | None]:
    """Return the conversations whose oldest undelivered row is due, and when the next one will be."""
    oldest = (
        sa.select(sa.func.min(DELIVERIES.c.id))
        .where(DELIVERIES.c.closed.is_(None))
        .group_by(DELIVERIES.c.conversation)
    )
    heads = sa.select(DELIVERIES.c.conversation, DELIVERIES.c.due).where(DELIVERIES.c.id.in_(oldest))
    now = time.time()
    due: list[str] = []
    later: list[float] = []
    for conversation, when in connection.execute(heads.order_by(DELIVERIES.c.id)):
        if conversation in busy:
            continue
        if when <= now:
            due.append(conversation)
        else:
            later.append(when)
    return due, min(later, default=None)


def oldest(connection: Connection, conversation: str) -> Any | None:
    """Return the oldest undelivered row of a conversation."""
    return connection.execute(
        sa.select(DELIVERIES)
        .where(DELIVERIES.c.conversation == conversation, DELIVERIES.c.closed.is_(None))
        .order_by(DELIVERIES.c.id)
        .limit(1)
    ).first()


def before(connection: Connection, row: Any, seconds: float | None = None) -> list[Any]:
    """Return the earlier rows of the conversation of ``row``, newest first, without their content.

    Args:
        connection: a connection.
        row: a row of ``DELIVERIES``.
        seconds: how far back; the fifty latest ones when ``None``.
    """
    columns = (
        DELIVERIES.c.received,
        DELIVERIES.c.note,
        DELIVERIES.c.choice,
        DELIVERIES.c.turn,
        DELIVERIES.c.page,
    )
    query = sa.select(*columns, DELIVERIES.c.outcome).where(
        DELIVERIES.c.conversation == row.conversation, DELIVERIES.c.id < row.id
    )
    if seconds is not None:
        query = query.where(DELIVERIES.c.received > row.received - seconds)
    query = query.order_by(DELIVERIES.c.id.desc())
    return connection.execute(query if seconds is not None else query.limit(50)).all()


def change(connection: Connection, row_id: int, **values: Any) -> None:
    """Change columns of one row."""
    connection.execute(sa.update(DELIVERIES).where(DELIVERIES.c.id == row_id).values(**values))


def close(connection: Connection, row_id: int, outcome: str, **values: Any) -> None:
    """Close one row and erase what it said and to whom."""
    change(connection, row_id, closed=time.time(), outcome=outcome, **_WITHOUT_CONTENT, **values)


def close_conversation(connection: Connection, conversation: str, outcome: str) -> int:
    """Close every row of a conversation that can no longer be answered, and return how many there were."""
    return connection.execute(
        sa.update(DELIVERIES)
        .where(DELIVERIES.c.conversation == conversation, DELIVERIES.c.closed.is_(None))
        .values(closed=time.time(), outcome=outcome, **_WITHOUT_CONTENT)
    ).rowcount


def forget(connection: Connection, conversation: str, kept_row: int) -> None:
    """Unlink every closed row of a conversation but one: only the hashes of events stay, for the dedupe."""
    connection.execute(
        sa.update(DELIVERIES)
        .where(
            DELIVERIES.c.conversation == conversation,
            DELIVERIES.c.id < kept_row,
        )
        .values(conversation="", note=None, choice=None, turn=None, page=None, **_WITHOUT_CONTENT)
    )


def move(connection: Connection, old: str, new: str) -> bool:
    """Give the conversation ``old`` the identifier ``new``, unless somebody already talks under it."""
    taken = sa.select(CONVERSATIONS.c.sender_id).where(CONVERSATIONS.c.sender_id == new)
    if old == new or connection.execute(taken).first():
        return False
    for column in (
        EVENTS.c.sender_id,
        CONVERSATIONS.c.sender_id,
        DELIVERIES.c.conversation,
        OPT_OUTS.c.conversation,
    ):
        connection.execute(sa.update(column.table).where(column == old).values({column: new}))
    return True


def opted_out(connection: Connection, conversation: str) -> bool:
    """Tell whether this address asked for silence."""
    query = sa.select(OPT_OUTS.c.since).where(OPT_OUTS.c.conversation == conversation)
    return connection.execute(query).first() is not None


def opt_out(connection: Connection, conversation: str) -> None:
    """Say nothing more to this address."""
    opt_in(connection, conversation)
    connection.execute(sa.insert(OPT_OUTS).values(conversation=conversation, since=time.time()))


def opt_in(connection: Connection, conversation: str) -> None:
    """Answer this address again."""
    connection.execute(sa.delete(OPT_OUTS).where(OPT_OUTS.c.conversation == conversation))


def take_position(
    connection: Connection, channel: str, holder: str, seconds: float
) -> tuple[bool, str | None]:
    """Become, or stay, the process that reads ``channel``; return whether, and the position."""
    now = time.time()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(
        dialect.insert(POSITIONS).values(channel=channel, held_until=0.0).on_conflict_do_nothing()
    )
    taken = connection.execute(
        sa.update(POSITIONS)
        .where(
            POSITIONS.c.channel == channel,
            sa.or_(POSITIONS.c.holder == holder, POSITIONS.c.held_until < now),
        )
        .values(holder=holder, held_until=now + seconds)
    ).rowcount
    position = connection.execute(
        sa.select(POSITIONS.c.position).where(POSITIONS.c.channel == channel)
    ).scalar()
    return taken == 1, position


def save_position(connection: Connection, channel: str, position: str) -> None:
    """Remember how far ``channel`` was read: in the transaction that inserts what was read."""
    connection.execute(sa.update(POSITIONS).where(POSITIONS.c.channel == channel).values(position=position))


def leave_position(connection: Connection, channel: str, holder: str) -> None:
    """Let another process read ``channel`` at once."""
    connection.execute(
        sa.update(POSITIONS)
        .where(POSITIONS.c.channel == channel, POSITIONS.c.holder == holder)
        .values(held_until=0.0)
    )


def waiting(connection: Connection) -> dict[str, tuple[int, float]]:
    """Return, for each channel with undelivered rows, how many they are and the oldest wait in seconds."""
    query = (
        sa.select(DELIVERIES.c.channel, sa.func.count(), sa.func.min(DELIVERIES.c.received))
        .where(DELIVERIES.c.closed.is_(None))
        .group_by(DELIVERIES.c.channel)
    )
    now = time.time()
    return {channel: (count, max(0.0, now - since)) for channel, count, since in connection.execute(query)}


def purge(connection: Connection, days: float) -> int:
    """Erase the rows older than ``days``, and the closed ones that the dedupe no longer needs.

    Returns:
        How many rows were erased. Those younger than ``DEDUPE_DAYS`` keep the hash of their event alone.
    """
    now = time.time()
    old = DELIVERIES.c.received < now - days * SECONDS_PER_DAY
    dedupe = DELIVERIES.c.received >= now - DEDUPE_DAYS * SECONDS_PER_DAY
    connection.execute(
        sa.update(DELIVERIES)
        .where(old, dedupe)
        .values(conversation="", note=None, choice=None, turn=None, page=None, closed=now, **_WITHOUT_CONTENT)
    )
    return connection.execute(
        sa.delete(DELIVERIES).where(sa.or_(old, DELIVERIES.c.closed.is_not(None)), sa.not_(dedupe))
    ).rowcount
