"""Several servers under load: `python -m bench.load throughput|people|growth|faults`. Figures: bench/load.md.

Real servers, a PostgreSQL and a Redis of their own; by turns the twelve messages of bench.turn and one of the
typed conversations of tests/conversations. Each person sends the next message as soon as the last one is
answered, a load that no pause softens; in `people`, after the time that reading and writing take.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import itertools
import random
import statistics
import sys
import time
import uuid
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

import aiohttp
import numpy as np
import yaml

from tests.web.service import Postgres, Redis

from .base import Base
from .servers import ROOT, WebServer
from .turn import CONVERSATION

CONVERSATIONS = ROOT / "tests" / "conversations"
# Words a minute: reading in silence (Brysbaert, 2019), writing on a telephone (Palin and others, 2019).
READ, WRITTEN = 238, 36
UNBOUNDED = "1000000"
PATIENCE_SECONDS = 180.0
RETRY_SECONDS = 0.5
LATEST_ARRIVAL_SECONDS = 15.0


@dataclass
class Figures:
    """What a load gave."""

    seconds: list[float] = field(default_factory=list)
    refused: int = 0
    lost: int = 0
    doubled: int = 0
    elapsed: float = 0.0
    computed: float = 0.0

    def line(self) -> str:
        """Messages a second, how long they took, what was refused, lost, answered twice."""
        p50, p95 = statistics.median(self.seconds), float(np.percentile(self.seconds, 95))
        rate = len(self.seconds) / self.elapsed
        return (
            f"{len(self.seconds)} messages, {rate:.1f} a second, p50 {p50 * 1000:.0f} ms, "
            f"p95 {p95 * 1000:.0f} ms, refused {self.refused}, lost {self.lost}, doubled {self.doubled}"
        )

    def cpu(self) -> str:
        """Time that the servers computed for a message; nothing stretches it, however busy the machine."""
        return f"{self.computed / len(self.seconds) * 1000:.0f} ms of CPU a message"


def typed() -> list[list[str]]:
    """The conversations of the tests in which every step is typed, at once."""
    scenes = [
        yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted(CONVERSATIONS.rglob("*.yml"))
    ]
    return [
        [step["user"] for step in steps]
        for steps in scenes
        if all("user" in step and "wait" not in step for step in steps)
    ]


def conversations(seed: int) -> Iterator[Sequence[str]]:
    """What one person says, conversation after conversation, the same in each run."""
    scenes, chance = typed(), random.Random(seed)
    while True:
        yield CONVERSATION
        yield chance.choice(scenes)


def pause(read: str, written: str) -> float:
    """Seconds that a person takes to read an answer and write the next message."""
    return 60 * (len(read.split()) / READ + len(written.split()) / WRITTEN)


class Machines:
    """Servers that share a database and a Redis, all started by us.

    Args:
        count: how many servers.
    """

    def __init__(self, count: int) -> None:
        self.postgres, self.redis = Postgres(), Redis()
        self.postgres.start()
        self.redis.start()
        settings = {
            "DATABASE_URL": self.postgres.url(),
            "REDIS_URL": self.redis.url,
            "ACTION_ENDPOINT_URL": "",
            "ASSISTANT_TODAY": "2026-11-23",
            "OMP_NUM_THREADS": "1",
            **dict.fromkeys(
                ("CHAT_MESSAGES_PER_MINUTE", "CHAT_ADDRESS_REQUESTS_PER_MINUTE", "CHAT_SESSIONS_PER_MINUTE"),
                UNBOUNDED,
            ),
        }
        command = [
            sys.executable,
            "-m",
            "serving.server",
            "--model",
            str(ROOT / "models"),
            "--port",
            "{port}",
        ]
        self.servers = [WebServer(f"server {number}", command, ROOT, settings) for number in range(count)]

    def seconds_of_cpu(self) -> float:
        """How long the servers computed so far; one that was started again begins at nothing."""
        return sum(server.seconds_of_cpu() for server in self.servers)

    async def __aenter__(self) -> Machines:
        async with aiohttp.ClientSession() as session:
            for server in self.servers:
                server.start()
            for server in self.servers:
                await server.first_answer(session)
        return self

    async def __aexit__(self, *_: object) -> None:
        for server in self.servers:
            server.stop()
        self.redis.stop()
        self.postgres.remove()


class Person:
    """Somebody whose widget sends a message again, under its id, until it is answered.

    Args:
        machines: the servers, reached in turn.
        figures: where what happens is counted.
        session: makes the calls.
    """

    def __init__(self, machines: Machines, figures: Figures, session: aiohttp.ClientSession) -> None:
        self._bases = itertools.cycle([f"{server.base}/chat" for server in machines.servers])
        self._figures, self._session = figures, session
        self._headers: dict[str, str] = {}
        self._sent: list[str] = []

    async def open(self) -> None:
        """Begin a conversation."""
        token = (await self._until_answered("POST", "sessions"))["token"]
        self._headers, self._sent = {"Authorization": f"Bearer {token}"}, []

    async def say(self, text: str) -> str:
        """Send a message, count how long its answer took, tries included, and return what it says."""
        body = {"id": str(uuid.uuid4()), "text": text}
        self._sent.append(body["id"])
        start = time.perf_counter()
        answer = await self._until_answered("POST", "messages", body)
        self._figures.seconds.append(time.perf_counter() - start)
        return " ".join(message["text"] for message in answer["messages"])

    async def check(self) -> None:
        """Compare what is kept with what was sent."""
        history = (await self._until_answered("GET", "history"))["messages"]
        kept = [message["id"] for message in history if message["from"] == "user"]
        self._figures.lost += len(set(self._sent) - set(kept))
        self._figures.doubled += len(kept) - len(set(kept))

    async def _until_answered(self, method: str, path: str, body: dict | None = None) -> dict:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline:
            with contextlib.suppress(aiohttp.ClientError, asyncio.TimeoutError):
                async with self._session.request(
                    method, f"{next(self._bases)}/{path}", json=body, headers=self._headers
                ) as answer:
                    if answer.status < 300:
                        return await answer.json()
            self._figures.refused += 1
            await asyncio.sleep(RETRY_SECONDS)
        raise TimeoutError(path)


async def load(
    machines: Machines, people: int, seconds: float, event: Awaitable | None = None, pauses: bool = False
) -> Figures:
    """Let people talk for some time, and something happen meanwhile."""
    figures = Figures()
    end = time.monotonic() + seconds

    async def talk(number: int, session: aiohttp.ClientSession) -> None:
        person = Person(machines, figures, session)
        if pauses:
            await asyncio.sleep(random.Random(number).uniform(0, min(LATEST_ARRIVAL_SECONDS, seconds)))
        for texts in conversations(number):
            await person.open()
            read = ""
            for text in texts:
                if pauses:
                    await asyncio.sleep(max(0.0, min(pause(read, text), end - time.monotonic())))
                if time.monotonic() > end:
                    break
                read = await person.say(text)
            await person.check()
            if time.monotonic() > end:
                break

    start, computed = time.monotonic(), machines.seconds_of_cpu()
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=30)) as session:
        await asyncio.gather(
            *(talk(number, session) for number in range(people)), *([event] if event else [])
        )
    figures.elapsed = time.monotonic() - start
    figures.computed = machines.seconds_of_cpu() - computed
    return figures


async def throughput(options: argparse.Namespace) -> AsyncIterator[str]:
    """What one, two and four servers answer."""
    for count in options.processes:
        async with Machines(count) as machines:
            await load(machines, count, 5)
            figures = await load(machines, options.people * count, options.seconds)
            memory = statistics.mean(server.megabytes() for server in machines.servers)
            told = f"{figures.line()}, {figures.cpu()}, {memory:.0f} MB each"
            yield f"{count} server(s), {options.people * count} people: {told}"


async def people(options: argparse.Namespace) -> AsyncIterator[str]:
    """What people meet who read and write at the pace of people."""
    for count in options.processes:
        async with Machines(count) as machines:
            await load(machines, count, 5)
            figures = await load(machines, options.people * count, options.seconds, pauses=True)
            told = f"{figures.line()}, {figures.cpu()}"
            yield f"{count} server(s), {options.people * count} people with pauses: {told}"


async def growth(options: argparse.Namespace) -> AsyncIterator[str]:
    """What a conversation costs as the base grows, and what a purge costs."""
    async with Machines(1) as machines:
        await load(machines, 1, 10)
        base = Base(machines.postgres.url())
        for turns in options.stored:
            took = base.grow_to(turns)
            figures = await load(machines, 1, options.seconds)
            told = f"{figures.line()}, {figures.cpu()}"
            yield f"{turns} stored turns ({base.megabytes():.0f} MB, made in {took:.0f} s): {told}"
        start = time.perf_counter()
        erased = base.purge()
        yield f"purge of {erased} conversations: {time.perf_counter() - start:.0f} s"
        figures = await load(machines, 1, options.seconds)
        yield f"after the purge ({base.megabytes():.0f} MB): {figures.line()}"


async def faults(options: argparse.Namespace) -> AsyncIterator[str]:
    """What is lost when a part goes and comes back under load."""
    async with Machines(2) as machines:
        first = machines.servers[0]

        async def away(stop: Callable[[], object], start: Callable[[], object]) -> None:
            await asyncio.sleep(options.seconds / 4)
            await asyncio.to_thread(stop)
            await asyncio.sleep(2)
            await asyncio.to_thread(start)

        for name, stop, start in (
            ("server killed and started", first.kill, first.start),
            ("server stopped and started", first.stop, first.start),
            ("PostgreSQL away for 2 s", machines.postgres.stop, machines.postgres.start),
            ("Redis away for 2 s", machines.redis.stop, machines.redis.start),
        ):
            figures = await load(machines, options.people, options.seconds, away(stop, start))
            yield f"{name}: {figures.line()}"


async def main() -> None:
    """Print one line a measure."""
    parser = argparse.ArgumentParser(description="Several servers under load")
    parser.add_argument("measure", choices=["throughput", "people", "growth", "faults"])
    parser.add_argument("--processes", type=int, nargs="+", default=[1, 2, 4])
    parser.add_argument("--people", type=int, default=4, help="people for each server")
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--stored", type=int, nargs="+", default=[1_000, 10_000, 100_000, 1_000_000])
    options = parser.parse_args()
    measures = {"throughput": throughput, "people": people, "growth": growth, "faults": faults}
    async for line in measures[options.measure](options):
        print(line, flush=True)


if __name__ == "__main__":
    asyncio.run(main())
