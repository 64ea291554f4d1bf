"""« Utile ? oui / non » : what a person thinks of an answer, apart from what is said in the conversation."""

from __future__ import annotations

import time

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from serving.database import TABLES

OPINIONS = sa.Table(
    "opinions",
    TABLES,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("message_id", sa.String(36), primary_key=True),
    sa.Column("topic", sa.String(255), primary_key=True),
    sa.Column("useful", sa.Boolean, nullable=False),
    sa.Column("at", sa.Float, nullable=False),
)
"""One row for each topic answered to a message of the person; a second opinion replaces the first."""


def keep(connection: Connection, sender_id: str, message_id: str, topic: str, useful: bool) -> None:
    """Keep what a person thinks of the answer on a topic to one of her messages."""
    row = {"sender_id": sender_id, "message_id": message_id, "topic": topic}
    connection.execute(sa.delete(OPINIONS).filter_by(**row))
    connection.execute(sa.insert(OPINIONS).values(**row, useful=useful, at=time.time()))


def refused(connection: Connection, sender_id: str) -> dict[str, list[str]]:
    """The topics whose answer was of no use, by message id."""
    query = sa.select(OPINIONS.c.message_id, OPINIONS.c.topic).where(
        OPINIONS.c.sender_id == sender_id, OPINIONS.c.useful.is_(False)
    )
    topics: dict[str, list[str]] = {}
    for message_id, topic in connection.execute(query.order_by(OPINIONS.c.at)):
        topics.setdefault(message_id, []).append(topic)
    return topics


def forget(connection: Connection, *sender_ids: str) -> None:
    """Erase the opinions given in conversations."""
    connection.execute(sa.delete(OPINIONS).where(OPINIONS.c.sender_id.in_(sender_ids)))
