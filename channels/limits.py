"""Rate limits, held in the memory of the process."""

from __future__ import annotations

import time
from collections import OrderedDict

MAXIMUM_KEYS = 50_000
SECONDS_PER_MINUTE = 60.0


class RateLimit:
    """A token bucket per key: ``per_minute`` requests at once, then at that pace.

    Args:
        per_minute: requests accepted per minute for one key.
    """

    def __init__(self, per_minute: float) -> None:
        self._capacity = per_minute
        self._per_second = per_minute / SECONDS_PER_MINUTE
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def wait_for(self, key: str) -> float:
        """Count one request of ``key``: return 0 when it is accepted, else the seconds to wait."""
        now = time.monotonic()
        level, since = self._buckets.pop(key, (self._capacity, now))
        level = min(self._capacity, level + (now - since) * self._per_second)
        accepted = level >= 1
        self._buckets[key] = (level - 1 if accepted else level, now)
        while len(self._buckets) > MAXIMUM_KEYS:
            self._buckets.popitem(last=False)
        return 0.0 if accepted else (1 - level) / self._per_second

    def forget(self, key: str) -> None:
        """Drop what is known of ``key``."""
        self._buckets.pop(key, None)


def client_address(peer: str, forwarded_for: str, trusted_proxies: int) -> str:
    """Return the address to count against.

    Args:
        peer: address of the connection.
        forwarded_for: the ``X-Forwarded-For`` header; its right end was written by the nearest proxy.
        trusted_proxies: how many proxies of ours stand in front. Zero: the header is not believed.
    """
    hops = [part.strip() for part in forwarded_for.split(",") if part.strip()]
    if not trusted_proxies or len(hops) < trusted_proxies:
        return peer
    return hops[-trusted_proxies]
