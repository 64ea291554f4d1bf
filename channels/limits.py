"""How often something may be done: requests, messages, mails, tries of a code."""

from __future__ import annotations

import asyncio
import functools
import hashlib
import hmac
import logging
import time
from collections import OrderedDict, deque
from concurrent.futures import ThreadPoolExecutor

from limits import RateLimitItem, parse
from limits.storage import storage_from_string
from limits.strategies import MovingWindowRateLimiter
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.retry import Retry

from serving.keys import derived
from serving.settings import Settings

logger = logging.getLogger(__name__)

MAXIMUM_KEYS = 50_000
_REDIS_SECONDS = 0.5
_AWAY_SECONDS = 10.0


class Limit:
    """At most so many in any window of that length, for each key.

    With ``REDIS_URL`` all servers count together; while Redis does not answer each of them counts alone.

    Args:
        name: what is counted.
        rate: "30/minute", "5/hour", "100/day".
        settings: the Redis to share counts in, and the key that hides what is counted (an address).
    """

    def __init__(self, name: str, rate: str, settings: Settings) -> None:
        self._name = name
        self._key = derived(settings.signing_key, "limits")
        self._rate = parse(rate)
        self._alone = Window(self._rate)
        self._together = _shared(settings.redis_url) if settings.redis_url else None

    async def wait_for(self, key: str) -> float:
        """Count one: return 0 when it is accepted, else the seconds to wait."""
        named = f"{self._name} {key}".encode(errors="replace")
        hidden = hmac.new(self._key, named, hashlib.sha256).hexdigest()
        wait = await self._together.wait_for(self._rate, hidden) if self._together else None
        return self._alone.wait_for(hidden) if wait is None else wait


class Window:
    """Counts of this process.

    By hand: the memory of ``limits`` keeps every key for ever, and goes through all of them after each hit.
    """

    def __init__(self, rate: RateLimitItem) -> None:
        self._most, self._seconds = rate.amount, rate.get_expiry()
        # The key used last comes last.
        self._hits: OrderedDict[str, deque[float]] = OrderedDict()

    def wait_for(self, key: str) -> float:
        """Count one: return 0 when it is accepted, else the seconds to wait."""
        now = time.monotonic()
        self._forget(now)
        hits = self._hits.pop(key, deque())
        self._hits[key] = hits
        while hits and hits[0] <= now - self._seconds:
            hits.popleft()
        if len(hits) >= self._most:
            return hits[0] + self._seconds - now
        hits.append(now)
        return 0.0

    def _forget(self, now: float) -> None:
        while self._hits:
            key, hits = next(iter(self._hits.items()))
            if hits[-1] > now - self._seconds and len(self._hits) < MAXIMUM_KEYS:
                return
            del self._hits[key]


class _Shared:
    """Counts of all servers, in Redis. Threads of its own: a Redis that hangs holds up nothing else."""

    def __init__(self, url: str) -> None:
        storage = storage_from_string(
            f"redis+{url}" if url.startswith("unix:") else url,
            socket_timeout=_REDIS_SECONDS,
            socket_connect_timeout=_REDIS_SECONDS,
            # A Redis that restarted while idle leaves a dead connection: try once more on a new one.
            retry=Retry(NoBackoff(), 1, supported_errors=(RedisConnectionError,)),
        )
        self._limiter = MovingWindowRateLimiter(storage)
        self._threads = ThreadPoolExecutor(4, thread_name_prefix="limits")
        self._away_until: float | None = None

    async def wait_for(self, rate: RateLimitItem, key: str) -> float | None:
        """Count one, as ``Window`` does; None while Redis does not answer."""
        if self._away_until is not None and time.monotonic() < self._away_until:
            return None
        loop = asyncio.get_running_loop()
        try:
            wait = await loop.run_in_executor(self._threads, self._count, rate, key)
        except Exception as error:
            # Counting alone is better than refusing everybody, or nobody.
            if self._away_until is None:
                logger.error("limits not shared", extra={"cause": type(error).__name__})
            self._away_until = time.monotonic() + _AWAY_SECONDS
            return None
        if self._away_until is not None:
            logger.info("limits shared again")
            self._away_until = None
        return wait

    def _count(self, rate: RateLimitItem, key: str) -> float:
        if self._limiter.hit(rate, key):
            return 0.0
        return max(1.0, self._limiter.get_window_stats(rate, key).reset_time - time.time())


@functools.lru_cache
def _shared(url: str) -> _Shared:
    return _Shared(url)


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
