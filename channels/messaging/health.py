"""What the operator sees of the channels: last success, rows waiting, oldest wait, what is wrong."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import Any

from channels.messaging.provider import Provider
from channels.messaging.sending import LATER, Outcome

OK, DOWN, ATTENTION = "ok", "down", "attention"


class ChannelHealth:
    """Keeps what the providers' servers answered.

    Args:
        providers: by name.
    """

    def __init__(self, providers: Mapping[str, Provider]) -> None:
        self._providers = providers
        self._last_success: dict[str, float] = {}
        self._failing: dict[str, str] = {}
        self._refused = dict.fromkeys(providers, 0)

    def refused(self, name: str) -> None:
        """Count a request that was not authentic."""
        self._refused[name] += 1

    def told(self, name: str, outcome: Outcome) -> None:
        """Keep what a provider's server last answered."""
        if outcome.kind == LATER:
            self._failing[name] = f"ne répond pas comme attendu ({outcome.reason})"
        else:
            self._failing.pop(name, None)
            self._last_success[name] = time.time()

    def report(self, waiting: Mapping[str, tuple[int, float]]) -> dict[str, Any]:
        """Return the state of each channel.

        Args:
            waiting: how many rows wait on a channel, and the oldest wait in seconds.
        """
        return {name: self._state(name, *waiting.get(name, (0, 0.0))) for name in self._providers}

    def _state(self, name: str, count: int, oldest: float) -> dict[str, Any]:
        success, failing = self._last_success.get(name), self._failing.get(name, "")
        problem = failing or self._providers[name].problem()
        return {
            "status": DOWN if failing else ATTENTION if problem else OK,
            "last_success_seconds": None if success is None else round(time.time() - success),
            "waiting": count,
            "oldest_wait_seconds": round(oldest),
            "refused": self._refused[name],
            **({"problem": problem} if problem else {}),
        }
