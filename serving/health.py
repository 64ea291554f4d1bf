"""Checks that the parts of the service really answer."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Awaitable
from dataclasses import dataclass

import aiohttp
from rasa.core.agent import Agent

from serving.conversations import check_writable
from serving.database import Database
from serving.faults import ACTIONS, LOCK, MODEL, STORE, TurnFailed
from serving.local_actions import LocalActions

CHECK_SECONDS = 3.0
FRESH_SECONDS = 1.0
"""A report this young is given again, so that asking often costs nothing."""

FRENCH_NAMES = {
    MODEL: "le modèle",
    ACTIONS: "le service des actions",
    STORE: "l'enregistrement des conversations",
    LOCK: "le service des verrous",
}


@dataclass(frozen=True)
class Report:
    """The parts that answered (``True``) and those that did not."""

    checks: dict[str, bool]

    @property
    def down(self) -> list[str]:
        """Names of the parts that did not answer."""
        return [name for name, healthy in self.checks.items() if not healthy]

    @property
    def status(self) -> int:
        """HTTP status of the report."""
        return 503 if self.down else 200

    def body(self) -> dict:
        """The JSON object of the report."""
        body: dict = {
            "status": "down" if self.down else "ok",
            "checks": {name: "ok" if healthy else "down" for name, healthy in self.checks.items()},
        }
        if self.down:
            names = ", ".join(FRENCH_NAMES[name] for name in self.down)
            body["down"] = self.down
            body["error"] = {"code": "unhealthy", "message": f"Ne répond pas : {names}."}
        return body


class Health:
    """Checks the model, the action server, the store and the lock.

    Args:
        database: the store.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._last: tuple[float, Report] | None = None
        self._guard: asyncio.Lock | None = None

    async def report(self, agent: Agent | None) -> Report:
        """Return what answers now, at most ``FRESH_SECONDS`` old. It takes ``CHECK_SECONDS`` at most."""
        self._guard = self._guard or asyncio.Lock()
        async with self._guard:
            if self._last and time.monotonic() - self._last[0] < FRESH_SECONDS:
                return self._last[1]
            ready = agent is not None and agent.is_ready()
            names = (ACTIONS, STORE, LOCK)
            answers = await asyncio.gather(
                _answers(_check_actions(agent)),
                _answers(self._database.run(check_writable)),
                _answers(_check_lock(agent)),
            )
            report = Report({MODEL: ready, **dict(zip(names, answers, strict=True))})
            self._last = (time.monotonic(), report)
            return report


async def _answers(check: Awaitable[object]) -> bool:
    try:
        await asyncio.wait_for(check, CHECK_SECONDS)
    except (TurnFailed, Exception):
        return False
    return True


async def _check_actions(agent: Agent | None) -> None:
    endpoint = agent.processor.action_endpoint if agent and agent.processor else None
    if isinstance(endpoint, LocalActions):
        return
    if endpoint is None or not endpoint.url:
        raise TurnFailed(ACTIONS, "no endpoint")
    address = endpoint.url.rsplit("/", 1)[0] + "/health"
    timeout = aiohttp.ClientTimeout(total=CHECK_SECONDS)
    async with aiohttp.ClientSession(timeout=timeout) as session, session.get(address) as response:
        if response.status != 200:
            raise TurnFailed(ACTIONS, f"status {response.status}")


async def _check_lock(agent: Agent | None) -> None:
    check = getattr(agent.lock_store, "check", None) if agent else None
    if check is not None:
        await check()
