"""Counts over hours and days: of mails sent, of codes tried. Shared by servers when there is a Redis."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import logging
import time

from limits import parse
from limits.storage import MemoryStorage, Storage, storage_from_string
from limits.strategies import MovingWindowRateLimiter

from serving.settings import Settings

logger = logging.getLogger(__name__)

_REDIS_SECONDS = 1


class Quota:
    """At most so many in so long, for each key.

    Args:
        name: what is counted.
        rate: "5/hour", "100/day".
        settings: the Redis to share counts in, and the key that hides what is counted (an address).
    """

    def __init__(self, name: str, rate: str, settings: Settings) -> None:
        self._rate = parse(rate)
        self._name = name
        self._secret = settings.signing_key.encode()
        # A limiter holds its storage weakly.
        self._memory = MemoryStorage()
        self._redis = _redis(settings.redis_url) if settings.redis_url else None
        self._in_memory = MovingWindowRateLimiter(self._memory)
        self._shared = MovingWindowRateLimiter(self._redis) if self._redis else None

    async def wait_for(self, key: str) -> float:
        """Count one: return 0 when it is accepted, else the seconds to wait."""
        hidden = hmac.new(self._secret, f"{self._name} {key}".encode(), hashlib.sha256).hexdigest()
        return await asyncio.get_running_loop().run_in_executor(None, self._wait_for, hidden)

    def _wait_for(self, key: str) -> float:
        if self._shared is not None:
            try:
                return self._count(self._shared, key)
            except Exception as error:
                # Counting here alone is better than refusing everybody, or nobody.
                logger.error("counts not shared", extra={"cause": type(error).__name__})
        return self._count(self._in_memory, key)

    def _count(self, limiter: MovingWindowRateLimiter, key: str) -> float:
        if limiter.hit(self._rate, key):
            return 0.0
        return max(1.0, limiter.get_window_stats(self._rate, key)[0] - time.time())


def _redis(url: str) -> Storage:
    return storage_from_string(url, socket_timeout=_REDIS_SECONDS, socket_connect_timeout=_REDIS_SECONDS)
