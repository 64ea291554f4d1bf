"""The assistant itself, on two servers that share a PostgreSQL and a Redis of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.web.service import ROOT, Postgres, Redis, Service, Talk, a_postgres, a_redis, free_port

MODEL = ROOT / "models" / "assistant.tar.gz"
MESSAGES = 60
# A machine that does other work must not undo the turns that the tests count.
PATIENT = {"ACTION_TIMEOUT": "20", "TURN_TIMEOUT": "25", "LOCK_LIFETIME": "30"}


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL, started."""
    with a_postgres() as server:
        server.start()
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """A Redis, started."""
    with a_redis() as server:
        yield server


@pytest.fixture(scope="session")
def servers(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, redis: Redis
) -> Iterator[tuple[Service, Service]]:
    """Two servers of one service, each with a folder of models and metrics of its own; not started."""
    first, second = (
        assistant(tmp_path_factory.mktemp(name), postgres, redis) for name in ("first", "second")
    )
    yield first, second
    first.stop()
    second.stop()


@pytest.fixture
def pair(servers: tuple[Service, Service]) -> tuple[Service, Service]:
    """Both servers, started if no test did yet or one stopped them."""
    start_together(servers)
    return servers


def start_together(services: Iterable[Service]) -> None:
    """Start the services that do not run, all at once."""
    stopped = [service for service in services if service.server is None or service.server.poll() is not None]
    with ThreadPoolExecutor() as threads:
        list(threads.map(Service.start, stopped))


def assistant(
    folder: Path, postgres: Postgres, redis: Redis, model: Path = MODEL, actions: str = "actions"
) -> Service:
    """A server of the assistant, not started."""
    models = folder / "models"
    models.mkdir()
    shutil.copy(model, models)
    return Service(
        models,
        folder,
        actions=actions,
        DATABASE_URL=postgres.url(),
        REDIS_URL=redis.url,
        METRICS_PORT=str(free_port()),
        CHAT_MESSAGES_PER_MINUTE=str(MESSAGES),
        ASSISTANT_TODAY="2026-11-23",
        **PATIENT,
    )


@pytest.fixture
def talk(pair: tuple[Service, Service]) -> Talk:
    """A new conversation with the first server."""
    return Talk(pair[0].base)
