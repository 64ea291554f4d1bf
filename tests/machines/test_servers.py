"""Several servers of one service: probes, a proxy, an update under way, channels that are pulled."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from tests.messaging.conftest import BOT
from tests.messaging.fakes.telegram import TOKEN, FakeTelegram, Phone, shown
from tests.messaging.process import Process
from tests.web.service import (
    Postgres,
    Redis,
    Service,
    Talk,
    train_bot,
    wait_until,
)

from .proxy import caddy

Pair = tuple[Service, Service]


def status(address: str) -> int:
    return requests.get(address, timeout=10).status_code


def test_a_server_whose_database_is_away_says_so_and_stays_in_service(pair: Pair, postgres: Postgres) -> None:
    base = pair[0].base
    assert [status(f"{base}/{name}") for name in ("live", "ready", "health")] == [200, 200, 200]
    postgres.stop()
    try:
        wait_until(lambda: status(f"{base}/health") == 503, 10, "health")
        assert [status(f"{base}/{name}") for name in ("live", "ready")] == [200, 200]
    finally:
        postgres.start()
    wait_until(lambda: status(f"{base}/health") == 200, 10, "health")


@pytest.fixture
def proxy(pair: Pair, tmp_path: Path) -> Iterator[str]:
    """The proxy of deploy/ in front of both servers; gives the address of the service."""
    with caddy([service.port for service in pair], tmp_path) as base:
        yield base


def test_a_conversation_goes_on_whichever_server_is_reached(pair: Pair) -> None:
    talk = Talk(pair[0].base)
    talk.say("Vérifier mon projet")
    talk.base = pair[1].base
    assert any("asked" in message.get("custom", {}) for message in talk.say("découvrir un métier"))
    talk.base = pair[0].base
    assert len([one for one in talk.history() if one["from"] == "user"]) == 2


def test_what_is_not_the_assistant_is_not_reached_through_the_proxy(proxy: str) -> None:
    root = proxy.removesuffix("/chat")
    assert [status(f"{root}{path}") for path in ("/", "/metrics", "/webhooks/rest")] == [404] * 3


def test_a_channel_that_is_pulled_is_pulled_by_one_server_and_taken_over_by_the_other(
    postgres: Postgres, redis: Redis, tmp_path: Path
) -> None:
    telegram = FakeTelegram()
    telegram.start()
    variables = {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API": telegram.url,
        "DATABASE_URL": postgres.url(),
        "REDIS_URL": redis.url,
    }
    folders = [tmp_path / name for name in ("first", "second")]
    for folder in folders:
        folder.mkdir()
    first, second = (Process(train_bot(BOT), folder, variables) for folder in folders)
    try:
        for number, change in enumerate([first.start, second.start, first.stop]):
            change()
            telegram.updates.append(Phone().text(f"message {number}"))
            wait_until(lambda count=number + 1: len(telegram.accepted) >= count, 30, f"answer {number}")
    finally:
        print(first.logs, second.logs)
        first.kill()
        second.kill()
        telegram.stop()
    assert [shown(sent).rsplit("message ", 1)[1][0] for sent in telegram.accepted] == ["0", "1", "2"]
    assert telegram.conflicts == 0
