"""The assistant itself, on two servers that share a PostgreSQL and a Redis of their own."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.web.service import ROOT, Postgres, Redis, Service, Talk, a_postgres, a_redis, free_port, running

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
def pair(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, redis: Redis
) -> Iterator[tuple[Service, Service]]:
    """Two servers of one service, each with a folder of models and metrics of its own."""
    with ExitStack() as stack:
        yield tuple(
            stack.enter_context(running(assistant(tmp_path_factory.mktemp(name), postgres, redis)))
            for name in ("first", "second")
        )


def assistant(folder: Path, postgres: Postgres, redis: Redis, base: str = "postgres") -> Service:
    """A server of the assistant, not started."""
    models = folder / "models"
    models.mkdir()
    shutil.copy(MODEL, models)
    return Service(
        models,
        folder,
        actions="actions",
        DATABASE_URL=postgres.url(base=base),
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
