"""How long a turn takes, beside two Rasa bots in the same run: `python -m bench.turn [--write]`.

The product is what `make web` starts: web channel, SQLite. The echo bot is the least that Rasa can do:
keyword intents, one rule, memory, its own REST channel, run by plain `rasa run`. The stock bot is what
`rasa init` gives. Times depend on the machine, and on what else runs there: only the ratios of one run mean
something.
"""

from __future__ import annotations

import argparse
import asyncio
import statistics
import time
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp
import numpy as np

from .servers import Server, echo, product, stock

REPORT = Path(__file__).with_suffix(".md")
CONVERSATION = (
    "Bonjour",
    "Vérifier mon projet",
    "découvrir le métier de fleuriste",
    "je suis au chômage, suivie par France Travail",
    "34 ans",
    "une entreprise",
    "du 7 décembre au 15 janvier",
    "du lundi au vendredi, 7 heures par jour",
    "et je serai payée ?",
    "juste observer et essayer",
    "non, c'est la première fois",
    "récapitule",
)
# The same sentences early and late, so that only the length of the conversation differs.
CYCLE = (
    "je serai payée ?",
    "30 heures par semaine",
    "en fait 28 heures",
    "qui signe la convention ?",
    "récapitule",
)
EARLY, LATE = range(3, 8), range(98, 103)
STARTS, ROUNDS, LONG, USERS, USER_CONVERSATIONS = 2, 12, 3, 8, 3


@dataclass
class Figures:
    """What was measured of one server: seconds, messages a second, megabytes."""

    first_answer: float = 0.0
    turns: list[float] = field(default_factory=list)
    early: list[float] = field(default_factory=list)
    late: list[float] = field(default_factory=list)
    throughput: float = 0.0
    memory: float = 0.0

    @property
    def p50(self) -> float:
        """Median of a turn, seconds."""
        return statistics.median(self.turns)

    @property
    def p95(self) -> float:
        """Of a hundred turns, the fifth slowest, seconds."""
        return float(np.percentile(self.turns, 95))

    @property
    def growth(self) -> float:
        """Turn 100 over turn 5."""
        return statistics.median(self.late) / statistics.median(self.early)


async def measure(servers: list[Server]) -> dict[str, Figures]:
    """Measure every server in one run; their turns alternate, so that a noisy moment touches them all."""
    figures = {server.name: Figures() for server in servers}
    for server in servers:
        figures[server.name].first_answer = min([await _first_answer(server) for _ in range(STARTS)])
    try:
        async with aiohttp.ClientSession() as session:
            for server in servers:
                server.start()
                await server.first_answer(session)
            for _ in range(ROUNDS):
                for server in servers:
                    figures[server.name].turns += await _times(server, session, CONVERSATION)
            for _ in range(LONG):
                for server in servers:
                    times = await _times(server, session, (CYCLE * 21)[: LATE.stop])
                    figures[server.name].early += [times[turn - 1] for turn in EARLY]
                    figures[server.name].late += [times[turn - 1] for turn in LATE]
            for server in servers:
                figures[server.name].throughput = await _throughput(server, session)
                figures[server.name].memory = server.megabytes()
    finally:
        for server in servers:
            server.stop()
    return figures


async def _first_answer(server: Server) -> float:
    start = time.perf_counter()
    server.start()
    try:
        async with aiohttp.ClientSession() as session:
            await server.first_answer(session)
        return time.perf_counter() - start
    finally:
        server.stop()


async def _times(server: Server, session: aiohttp.ClientSession, texts: tuple[str, ...]) -> list[float]:
    say, times = await server.conversation(session), []
    for text in texts:
        start = time.perf_counter()
        await say(text)
        times.append(time.perf_counter() - start)
    return times


async def _throughput(server: Server, session: aiohttp.ClientSession) -> float:
    start = time.perf_counter()
    users = [_times(server, session, CONVERSATION * USER_CONVERSATIONS) for _ in range(USERS)]
    return sum(map(len, await asyncio.gather(*users))) / (time.perf_counter() - start)


def report(figures: dict[str, Figures]) -> str:
    """The table of the figures and of the ratios that are bounded."""
    lines = [
        "| | first answer | turn p50 / p95 | turn 100 / turn 5 | 8 users | memory |",
        "|---|---|---|---|---|---|",
    ]
    for name, of in figures.items():
        lines.append(
            f"| {name} | {of.first_answer:.1f} s | {of.p50 * 1000:.1f} / {of.p95 * 1000:.1f} ms "
            f"| {of.growth:.2f} | {of.throughput:.0f} msg/s | {of.memory:.0f} MB |"
        )
    ours, bare = figures["product"], figures["echo bot"]
    bounds = [
        ("turn p50 over the echo bot's", ours.p50 / bare.p50, "≤", 6.0),
        ("turn p95 over its own p50", ours.p95 / ours.p50, "≤", 2.0),
        ("turn 100 over turn 5", ours.growth, "≤", 1.3),
        ("messages a second with 8 users, over the echo bot's", ours.throughput / bare.throughput, "≥", 0.2),
        ("first answer over the echo bot's", ours.first_answer / bare.first_answer, "≤", 0.7),
        ("memory over the echo bot's", ours.memory / bare.memory, "≤", 0.85),
    ]
    lines += ["", "| the product | ratio | bound | |", "|---|---|---|---|"]
    for what, ratio, sign, bound in bounds:
        held = ratio <= bound if sign == "≤" else ratio >= bound
        lines.append(f"| {what} | {ratio:.2f} | {sign} {bound:g} | {'held' if held else 'missed'} |")
    return "\n".join(lines)


def main() -> None:
    """Measure, print, and with --write keep the tables in bench/turn.md."""
    parser = argparse.ArgumentParser(description="Times of a turn beside two Rasa bots")
    parser.add_argument("--write", action="store_true", help=f"replace the tables of {REPORT.name}")
    parser.add_argument("--without-stock", action="store_true", help="leave the stock bot out")
    options = parser.parse_args()
    servers = [echo(), product()] if options.without_stock else [echo(), stock(), product()]
    tables = report(asyncio.run(measure(servers)))
    print(tables)
    if options.write:
        head = REPORT.read_text(encoding="utf-8").split("\n|", 1)[0].rstrip()
        REPORT.write_text(f"{head}\n\n{tables}\n", encoding="utf-8")


if __name__ == "__main__":
    main()
