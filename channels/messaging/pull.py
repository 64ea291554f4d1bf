"""How a provider that has no webhook gives its events: it is asked, and says how far it was read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from channels.messaging.event import Event
from channels.messaging.sending import Answered, Client


@dataclass(frozen=True)
class Pull:
    """What a provider that asks for its events is given.

    Attributes:
        client: makes calls.
        position: where the last reading ended, ``None`` at the first one.
        take: stores events and the new position together; raises ``TurnFailed`` when nothing was stored.
    """

    client: Client
    position: str | None
    take: Callable[[list[Event], str | None], Awaitable[None]]


class PullFailed(Exception):
    """A provider did not answer a pull.

    Args:
        reason: technical words.
        seconds: when to try again, if the provider says it.
    """

    def __init__(self, reason: str, seconds: float | None = None) -> None:
        super().__init__(reason)
        self.seconds = seconds

    @classmethod
    def by(cls, answer: Answered, seconds: float | None = None) -> PullFailed:
        """Make the failure that an answer tells."""
        return cls(
            answer.cause or f"status {answer.status}", answer.retry_after if seconds is None else seconds
        )
