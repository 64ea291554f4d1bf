"""What an operator watches, in the format of Prometheus, on a port of its own: ``METRICS_PORT``.

Counts and durations only. A label is a word of ours (a part, a topic, a verdict, a route), never a text, an
address or a conversation.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from prometheus_client import REGISTRY, Counter, Histogram, start_http_server
from prometheus_client.core import GaugeMetricFamily
from rasa.core.agent import Agent

from serving import deliveries
from serving.database import Database
from serving.faults import TurnFailed
from serving.happened import Happened
from serving.settings import Settings, SettingsError

AGAIN, LEFT, FAILED, REFUSED = "again", "left", "failed", "refused"

_TURNS = Histogram(
    "assistant_turn_seconds",
    "Turns by result: answered, proposed, unread, outside, again (sent twice), left, refused, failed",
    ["result"],
    buckets=(0.05, 0.1, 0.2, 0.4, 0.8, 1.5, 3, 5, 8),
)
_FAULTS = Counter("assistant_faults", "Turns undone, by the part that failed", ["part"])
_TOO_MANY = Counter("assistant_rate_refusals", "Refused because there were too many, by route", ["route"])
_TOPICS = Counter("assistant_topics", "Answers given, by topic", ["topic"])
_VERDICTS = Counter("assistant_verdicts", "Final verdicts, by kind", ["verdict"])
_HUMANS = Counter("assistant_humans", "Times that the ways to a person were given")
_DELIVERED = Counter("assistant_deliveries", "Events of messengers that were closed", ["channel", "outcome"])


class Timing:
    """One turn under way; ``AGAIN`` unless told what happened in it."""

    def __init__(self) -> None:
        self.result = AGAIN

    def told(self, what: Happened) -> None:
        """Count what a new turn told."""
        self.result = what.understood
        for topic in what.topics:
            _TOPICS.labels(topic).inc()
        if what.verdict:
            _VERDICTS.labels(what.verdict).inc()
        if what.human:
            _HUMANS.inc()


@contextlib.contextmanager
def turn() -> Iterator[Timing]:
    """Time a turn and count its result, a fault included."""
    timing, started = Timing(), time.monotonic()
    try:
        yield timing
    except TurnFailed as failure:
        timing.result = FAILED
        _FAULTS.labels(failure.fault).inc()
        raise
    except asyncio.CancelledError:
        timing.result = LEFT
        raise
    except Exception:
        timing.result = REFUSED
        raise
    finally:
        _TURNS.labels(timing.result).observe(time.monotonic() - started)


def too_many(route: str) -> None:
    """Count a request, or an event of a messenger, refused by a rate limit."""
    _TOO_MANY.labels(route).inc()


def delivered(channel: str, outcome: str) -> None:
    """Count an event of a messenger that is closed."""
    _DELIVERED.labels(channel, outcome).inc()


def serve_metrics(settings: Settings, database: Database, agent: Callable[[], Agent | None]) -> None:
    """Open the port, if one is set.

    Args:
        settings: the port.
        database: where deliveries wait.
        agent: gives the agent with its present model.

    Raises:
        SettingsError: the port is taken.
    """
    if not settings.metrics_port:
        return
    REGISTRY.register(_State(database, agent))
    try:
        start_http_server(settings.metrics_port, settings.metrics_host)
    except OSError:
        raise SettingsError(f"METRICS_PORT : le port {settings.metrics_port} n'est pas libre.") from None


class _State:
    """What is read when it is asked for: the model in place, the events that wait."""

    def __init__(self, database: Database, agent: Callable[[], Agent | None]) -> None:
        self._database, self._agent = database, agent

    def describe(self) -> Iterable[Any]:
        """Nothing: registering must not ask the database."""
        return ()

    def collect(self) -> Iterator[GaugeMetricFamily]:
        """The gauges."""
        model = GaugeMetricFamily("assistant_model", "The model in place", labels=["id", "trained_at"])
        agent = self._agent()
        if agent is not None and agent.is_ready():
            metadata = agent.processor.model_metadata
            model.add_metric([metadata.model_id, metadata.trained_at.isoformat(timespec="seconds")], 1)
        yield model
        waiting = GaugeMetricFamily(
            "assistant_deliveries_waiting", "Events of messengers not answered yet", labels=["channel"]
        )
        oldest = GaugeMetricFamily(
            "assistant_deliveries_oldest_seconds", "How long the oldest of them waits", labels=["channel"]
        )
        try:
            found = self._database.run_now(deliveries.waiting)
        except TurnFailed:
            found = None
        for channel, (count, seconds) in (found or {}).items():
            waiting.add_metric([channel], count)
            oldest.add_metric([channel], seconds)
        yield waiting
        yield oldest
        yield GaugeMetricFamily(
            "assistant_store_up", "1 when the database answers", value=int(found is not None)
        )
