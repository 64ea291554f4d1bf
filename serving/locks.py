"""One turn at a time in each conversation. In ``endpoints.yml``::

    lock_store:
      type: serving.locks.StrictLockStore

In one process messages are served in the order in which they came. With ``REDIS_URL`` a lease in Redis also
keeps other processes out; it ends by itself soon after a process that died, and a Redis that does not answer
raises ``TurnFailed`` without ever blocking the event loop.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import secrets
from collections import Counter
from collections.abc import AsyncIterator
from typing import Any

import redis.asyncio
from rasa.core.lock_store import LockStore
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import ConnectionError as RedisConnectionError
from redis.exceptions import RedisError

from serving.faults import LOCK, TurnFailed
from serving.settings import load_settings

logger = logging.getLogger(__name__)

KEY_PREFIX = "conversation-lock:"
POLL_SECONDS = 0.1
REDIS_TIMEOUT_SECONDS = 2.0
REDIS_FAILURES = (RedisError, OSError, asyncio.TimeoutError)

_RENEW_OWN_LEASE = (
    "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('pexpire',KEYS[1],ARGV[2]) end return 0"
)
_RELEASE_OWN_LEASE = (
    "if redis.call('get',KEYS[1])==ARGV[1] then return redis.call('del',KEYS[1]) end return 0"
)


class StrictLockStore(LockStore):
    """Serialises the turns of a conversation, in this process and (with Redis) between processes.

    Args:
        endpoint_config: the entry of ``endpoints.yml``; its ``url`` replaces ``REDIS_URL``.
    """

    def __init__(self, endpoint_config: Any = None) -> None:
        settings = load_settings(with_key=False)
        self.redis_url: str = (endpoint_config.url if endpoint_config else None) or settings.redis_url
        self.lease_milliseconds = int(settings.lock_lifetime * 1000)
        self._redis: redis.asyncio.Redis | None = None
        # One owner for the whole process, which already serves one turn at a time: a lease that a frozen
        # Redis granted after its turn was given up is found again as ours; the person does not wait for it.
        self._owner = secrets.token_hex(16)
        self._queues: dict[str, asyncio.Lock] = {}
        self._waiting: Counter[str] = Counter()

    @contextlib.asynccontextmanager
    async def lock(
        self, conversation_id: str, lock_lifetime: float = 0, wait_time_in_seconds: float = 0
    ) -> AsyncIterator[None]:
        """Hold the conversation; first come, first served.

        Args:
            conversation_id: the conversation to hold.
            lock_lifetime: unused, the setting ``LOCK_LIFETIME`` decides.
            wait_time_in_seconds: unused.

        Raises:
            TurnFailed: Redis does not answer.
        """
        async with self._in_this_process(conversation_id):
            if not self.redis_url:
                yield
                return
            async with self._between_processes(conversation_id):
                yield

    async def check(self) -> None:
        """Check that a lock could be taken now.

        Raises:
            TurnFailed: Redis does not answer.
        """
        if self.redis_url:
            try:
                await self._client().set(KEY_PREFIX + "health", "1", px=1000)
            except REDIS_FAILURES as error:
                raise TurnFailed(LOCK, type(error).__name__) from None

    @contextlib.asynccontextmanager
    async def _in_this_process(self, conversation_id: str) -> AsyncIterator[None]:
        queue = self._queues.setdefault(conversation_id, asyncio.Lock())
        self._waiting[conversation_id] += 1
        try:
            async with queue:
                yield
        finally:
            self._waiting[conversation_id] -= 1
            if not self._waiting[conversation_id]:
                del self._waiting[conversation_id]
                del self._queues[conversation_id]

    @contextlib.asynccontextmanager
    async def _between_processes(self, conversation_id: str) -> AsyncIterator[None]:
        key = KEY_PREFIX + conversation_id
        try:
            while not await self._take(key):
                await asyncio.sleep(POLL_SECONDS)
        except REDIS_FAILURES as error:
            raise TurnFailed(LOCK, type(error).__name__) from None
        try:
            yield
        finally:
            await self._release(key)

    async def _take(self, key: str) -> bool:
        if await self._client().set(key, self._owner, nx=True, px=self.lease_milliseconds):
            return True
        return bool(await self._client().eval(_RENEW_OWN_LEASE, 1, key, self._owner, self.lease_milliseconds))

    async def _release(self, key: str) -> None:
        try:
            await self._client().eval(_RELEASE_OWN_LEASE, 1, key, self._owner)
        except REDIS_FAILURES as error:
            # The turn is over and saved; the lease ends by itself.
            logger.warning("lease not released", extra={"cause": type(error).__name__})

    def _client(self) -> redis.asyncio.Redis:
        if self._redis is None:
            self._redis = redis.asyncio.from_url(
                self.redis_url,
                socket_timeout=REDIS_TIMEOUT_SECONDS,
                socket_connect_timeout=REDIS_TIMEOUT_SECONDS,
                # A Redis that restarted while idle leaves a dead connection: try once more on a new one.
                retry=Retry(NoBackoff(), 1),
                retry_on_error=[RedisConnectionError],
            )
        return self._redis
