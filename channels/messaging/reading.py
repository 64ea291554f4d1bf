"""Reads what a provider says, and leaves out what cannot be read."""

from __future__ import annotations

import logging
from collections.abc import Callable
from typing import Any

from channels.messaging.event import Event

logger = logging.getLogger(__name__)

_NOT_READ = (KeyError, TypeError, ValueError, AttributeError, IndexError)


def readable(channel: str, read: Callable[..., list[Event]], *said: Any) -> list[Event]:
    """Return the events that ``read`` finds in what was said; none when it has another shape than expected.

    It is dropped: refused, it would only come back, and hold what the same people say next.
    """
    try:
        return read(*said)
    except _NOT_READ as error:
        logger.warning("event not read", extra={"address": channel, "cause": type(error).__name__})
        return []
