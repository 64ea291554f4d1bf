"""Which conversations sent the form to a person: for the coach's counts, without anything that it said."""

from __future__ import annotations

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from serving.database import TABLES

SENT = sa.Table("handovers", TABLES, sa.Column("sender_id", sa.String(255), primary_key=True))
"""One row for each conversation whose form has left, once or more."""


def keep(connection: Connection, sender_id: str) -> None:
    """Remember that the form of a conversation has left."""
    forget(connection, sender_id)
    connection.execute(sa.insert(SENT).values(sender_id=sender_id))


def forget(connection: Connection, *sender_ids: str) -> None:
    """Erase it for conversations."""
    connection.execute(sa.delete(SENT).where(SENT.c.sender_id.in_(sender_ids)))
