"""How long the present request may still take.

A task that is cancelled may go on for a while, or for good when a library swallows the cancellation. What
is written to the database therefore asks the time itself: a turn that was told as failed is never saved.
"""

from __future__ import annotations

import contextvars
import math
import time

_ends: contextvars.ContextVar[float] = contextvars.ContextVar("request_ends", default=math.inf)


def begin_deadline(seconds: float) -> None:
    """Give the present request, and the tasks it starts, ``seconds`` from now."""
    _ends.set(time.monotonic() + seconds)


def seconds_left() -> float:
    """Return the seconds left, not below zero; infinite outside of a request."""
    return max(0.0, _ends.get() - time.monotonic())
