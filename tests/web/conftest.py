"""The model of the little bot, and the services that the tests share."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests
from faults import assert_told
from service import (
    PATIENCE_SECONDS,
    Postgres,
    Redis,
    Service,
    Talk,
    Wire,
    a_postgres,
    a_redis,
    running,
    train_bot,
)

# Shorter than in service, so that what waits for their end is not long.
DURATIONS = {"ACTION_TIMEOUT": "2", "TURN_TIMEOUT": "4", "LOCK_LIFETIME": "6"}


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained bot."""
    return train_bot()


@pytest.fixture(scope="session")
def shared(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A healthy service with SQLite, in the state of a first start. Tests that break it mend it."""
    folder = tmp_path_factory.mktemp("shared")
    models = folder / "models"
    models.mkdir()
    shutil.copy(model, models / "first.tar.gz")
    with running(Service(models, folder, **DURATIONS)) as service:
        yield service


@pytest.fixture(scope="session")
def apart(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Service]:
    """A healthy service whose actions have a server of their own."""
    with running(Service(model, tmp_path_factory.mktemp("apart"), apart=True, **DURATIONS)) as service:
        yield service


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL of our own, not started."""
    with a_postgres() as server:
        yield server


@pytest.fixture(scope="session")
def redis() -> Iterator[Redis]:
    """A Redis of our own, started."""
    with a_redis() as server:
        yield server


@pytest.fixture(scope="session")
def wire(postgres: Postgres) -> Iterator[Wire]:
    """What the service reaches PostgreSQL through."""
    wire = Wire(postgres.port)
    yield wire
    wire.cut()


@pytest.fixture(scope="session")
def cluster(
    model: Path, tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, wire: Wire, redis: Redis
) -> Iterator[Service]:
    """A service with PostgreSQL and Redis, started while PostgreSQL was down and its base had no table."""
    addresses = {"DATABASE_URL": postgres.url(wire.port), "REDIS_URL": redis.url}
    with running(Service(model, tmp_path_factory.mktemp("cluster"), **addresses)) as service:
        answer = requests.post(f"{service.base}/sessions", timeout=PATIENCE_SECONDS)
        assert_told(answer, "store_unavailable")
        health = requests.get(f"{service.base}/health", timeout=PATIENCE_SECONDS)
        assert (health.status_code, health.json()["down"]) == (503, ["store"])
        postgres.start()
        yield service


@pytest.fixture
def service(shared: Service) -> Service:
    """The shared service, without any fault left by another test."""
    shared.fault()
    return shared


@pytest.fixture
def talk(service: Service) -> Talk:
    """A new conversation."""
    return Talk(service.base)
