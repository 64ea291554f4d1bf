"""A provider's server on this machine: it records, refuses what the real one refuses, and fails on demand."""

from __future__ import annotations

import asyncio
import contextlib
import threading
import time
from collections import deque
from collections.abc import Callable
from typing import Any

from aiohttp import web

LOCAL = "127.0.0.1"
PATIENCE_SECONDS = 20.0


class FakeServer:
    """An HTTP server in a thread of its own.

    Attributes:
        accepted: what was accepted, in its order.
        refused: why parts were refused for good.
        faults: what to do at the next sends: ``"429"``, ``"500"``, ``"lost"`` (accepted, answer never comes),
            ``"down"`` (hung up), or a number of seconds to wait; ``None``: nothing.
    """

    def __init__(self) -> None:
        self.accepted: list[dict[str, Any]] = []
        self.refused: list[str] = []
        self.calls: list[str] = []
        self.faults: deque[Any] = deque()
        self.chance: Callable[[], Any] = lambda: None
        self.times: list[float] = []
        self.port = 0
        self._loop: asyncio.AbstractEventLoop | None = None
        self._ready = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)

    @property
    def url(self) -> str:
        """Address of the server."""
        return f"http://{LOCAL}:{self.port}"

    def start(self) -> FakeServer:
        """Serve until stopped."""
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def stop(self) -> None:
        """Stop serving."""
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def routes(self, app: web.Application) -> None:
        """Add the provider's routes."""
        raise NotImplementedError

    async def failing(self) -> web.Response | None:
        """What the next fault answers; ``None`` to go on. A lost answer is accepted first: see ``lost``."""
        fault = self.faults.popleft() if self.faults else self.chance()
        self.times.append(time.monotonic())
        if isinstance(fault, float):
            return self.too_many(fault)
        if fault == "429":
            return self.too_many(0.05)
        if fault == "500":
            return web.Response(status=500, text="Internal Server Error")
        if fault == "down":
            raise ConnectionResetError
        self._lose = fault == "lost"
        return None

    def too_many(self, seconds: float) -> web.Response:
        """The provider's way to say: later."""
        return web.json_response({}, status=429, headers={"Retry-After": str(seconds)})

    async def answered(self, answer: web.Response, request: web.Request) -> web.Response:
        """``answer``, unless it must get lost on its way."""
        if self._lose:
            self._lose = False
            request.transport.close()
        return answer

    def wait_for(self, count: int, seconds: float = PATIENCE_SECONDS) -> list[dict[str, Any]]:
        """Return what was accepted once there are ``count`` of them."""
        deadline = time.monotonic() + seconds
        while len(self.accepted) < count and time.monotonic() < deadline:
            time.sleep(0.02)
        assert len(self.accepted) >= count, f"{len(self.accepted)} of {count}; refused: {self.refused}"
        return self.accepted

    _lose = False

    def _run(self) -> None:
        self._loop = asyncio.new_event_loop()
        asyncio.set_event_loop(self._loop)
        app = web.Application(client_max_size=1 << 22)
        self.routes(app)
        runner = web.AppRunner(app, access_log=None)
        self._loop.run_until_complete(runner.setup())
        site = web.TCPSite(runner, LOCAL, self.port)
        self._loop.run_until_complete(site.start())
        self.port = runner.addresses[0][1]
        self._ready.set()
        self._loop.run_forever()
        with contextlib.suppress(Exception):
            self._loop.run_until_complete(asyncio.wait_for(runner.cleanup(), 2))
