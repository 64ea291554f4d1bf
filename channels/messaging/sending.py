"""Calls to a provider's server, what their answers mean, and when to try again."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

import aiohttp

logger = logging.getLogger(__name__)

SENT, LATER, NEVER, PLAIN, SILENCED = "sent", "later", "never", "plain", "silenced"

CALL_SECONDS = 8.0
CANCEL_SECONDS = 0.5
LONGEST_PAUSE = 60.0
WRONG_TOKEN_PAUSE = 60.0
LONGEST_ANSWER = 16 * 1024 * 1024


@dataclass(frozen=True)
class Call:
    """A request to a provider.

    ``url`` is absolute; the body is ``data`` as JSON, ``form`` as a form, or ``content``: what holds a file.
    """

    method: str
    url: str
    headers: dict[str, str] = field(default_factory=dict, repr=False)
    data: Any = None
    form: dict[str, str] | None = None
    content: bytes | aiohttp.FormData | None = field(default=None, repr=False)
    seconds: float = CALL_SECONDS


@dataclass(frozen=True)
class Answered:
    """What a provider's server answered; status 0 when nothing came."""

    status: int
    body: Any = None
    retry_after: float | None = None
    cause: str = ""

    def value(self, *path: str) -> Any:
        """Return what stands at ``path`` in the JSON answer, ``None`` when nothing does."""
        found = self.body
        for name in path:
            found = found.get(name) if isinstance(found, dict) else None
        return found


@dataclass(frozen=True)
class Outcome:
    """What became of one part.

    Attributes:
        kind: ``SENT``; ``LATER``, after ``seconds`` or after the usual pause; ``NEVER``; ``PLAIN``, at once
            without markup; ``SILENCED``, the address wants nothing more.
        seconds: how long to wait, when the provider says it.
        reason: technical words for the log.
    """

    kind: str
    seconds: float | None = None
    reason: str = ""


def usual_outcome(answer: Answered) -> Outcome:
    """Return what an HTTP status means for most providers."""
    reason = answer.cause or f"status {answer.status}"
    if 200 <= answer.status < 300:
        return Outcome(SENT)
    if answer.status == 429:
        return Outcome(LATER, answer.retry_after, reason)
    if answer.status == 401:
        # The token is the operator's to mend: the answers wait for it.
        return Outcome(LATER, WRONG_TOKEN_PAUSE, reason)
    if answer.status in (0, 408) or answer.status >= 500:
        return Outcome(LATER, answer.retry_after, reason)
    return Outcome(NEVER, reason=reason)


def pause(tries: int) -> float:
    """Return the seconds to wait after ``tries`` failures in a row: 1, 2, 4 … 60."""
    return min(LONGEST_PAUSE, 2.0 ** max(0, tries - 1))


async def cancelled(tasks: Collection[asyncio.Task]) -> None:
    """Cancel tasks until they have ended: ``asyncio.wait_for`` may swallow a cancellation."""
    waiting = set(tasks)
    while waiting:
        for task in waiting:
            task.cancel()
        _, waiting = await asyncio.wait(waiting, timeout=CANCEL_SECONDS)


class Client:
    """Makes the calls. One per server, on its own event loop."""

    def __init__(self) -> None:
        self._session: aiohttp.ClientSession | None = None

    async def call(self, call: Call) -> Answered:
        """Make a call; whatever happens there is an ``Answered``."""
        try:
            async with self.session().request(
                call.method,
                call.url,
                headers=call.headers,
                json=call.data,
                data=call.form or call.content,
                timeout=aiohttp.ClientTimeout(total=call.seconds),
                allow_redirects=False,
            ) as response:
                body = await response.content.read(LONGEST_ANSWER)
                while chunk := await response.content.read(LONGEST_ANSWER - len(body) or 1):
                    body += chunk
                    if len(body) >= LONGEST_ANSWER:
                        break
                return Answered(response.status, _json(body), _seconds(response.headers.get("Retry-After")))
        except asyncio.TimeoutError:
            return Answered(0, cause="timeout")
        except (aiohttp.ClientError, OSError, ValueError) as error:
            return Answered(0, cause=type(error).__name__)

    def session(self) -> aiohttp.ClientSession:
        """Return the session of this event loop."""
        if self._session is None:
            self._session = aiohttp.ClientSession()
        return self._session

    async def close(self) -> None:
        """Close every connection."""
        if self._session is not None:
            await self._session.close()
            self._session = None


def _json(body: bytes) -> Any:
    try:
        return json.loads(body)
    except (ValueError, RecursionError):
        return None


def _seconds(header: str | None) -> float | None:
    try:
        return max(0.0, float(header)) if header else None
    except ValueError:
        return None
