"""What the database tells about the conversation of a row."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from sqlalchemy.engine import Connection

from channels.messaging.decision import FAST
from serving import deliveries
from serving.conversations import Turn, turns

MINUTE = 60.0


@dataclass(frozen=True)
class Facts:
    """The conversation so far.

    Attributes:
        earlier: its latest rows, newest first.
        lately: those of the last minute that were answered.
        silenced: whether it asked for silence.
        conversation: its turns.
    """

    earlier: list[Any]
    lately: list[Any]
    silenced: bool
    conversation: list[Turn]

    def noted(self, note: str, seconds: float | None, now: float) -> bool:
        """Tell whether a row was answered by ``note`` in the last ``seconds``, or ever."""
        return any(
            row.note == note and (seconds is None or row.received > now - seconds) for row in self.earlier
        )

    @property
    def answered(self) -> bool:
        """Whether anything was ever answered here."""
        return bool(self.conversation) or any(row.outcome == "sent" for row in self.earlier)


def facts_of(connection: Connection, row: Any) -> Facts:
    """Return what is known about the conversation of ``row``."""
    lately = deliveries.before(connection, row, MINUTE)
    return Facts(
        earlier=deliveries.before(connection, row),
        lately=[other for other in lately if FAST not in (other.note, other.outcome)],
        silenced=deliveries.opted_out(connection, row.conversation),
        conversation=turns(connection, row.conversation) or [],
    )
