"""Two servers that share a real PostgreSQL and Redis: each message is answered once, and in order."""

from __future__ import annotations

import itertools
import json
import random
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
import requests

from tests.machines.conftest import postgres, redis
from tests.web.service import wait_until

from .fakes.telegram import SECRET, FakeTelegram, Phone, shown, webhook_of
from .process import Process

__all__ = ["postgres", "redis"]

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
PEOPLE, EACH = 6, 4
IN_FLIGHT = PEOPLE
LONG_SECONDS = 60.0


@pytest.fixture(scope="module")
def telegram() -> Iterator[FakeTelegram]:
    server = FakeTelegram()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="module")
def servers(model: Path, tmp_path_factory, telegram, postgres, redis) -> Iterator[list[Process]]:
    variables = {
        **webhook_of(telegram),
        # The lock of a server that was killed ends sooner.
        "ACTION_TIMEOUT": "3",
        "TURN_TIMEOUT": "4",
        "LOCK_LIFETIME": "5",
        "DATABASE_URL": postgres.url(),
        "REDIS_URL": redis.url,
    }
    both = [Process(model, tmp_path_factory.mktemp(name), variables) for name in ("one", "two")]
    try:
        with ThreadPoolExecutor() as pool:
            yield list(pool.map(Process.start, both))
    finally:
        for server in both:
            server.kill()


def push(servers: list[Process], phones: list[Phone], numbers: range) -> None:
    """Give each person's messages in order, each to every one of ``servers`` at once."""

    def give(server: Process, update: dict) -> None:
        url = f"{server.url}/messaging/telegram"
        assert requests.post(url, data=json.dumps(update), headers=HEADERS, timeout=30).status_code == 200

    def give_all(phone: Phone) -> None:
        with ThreadPoolExecutor() as pool:
            for number in numbers:
                update = phone.text(f"message {number}")
                list(pool.map(give, servers, itertools.repeat(update)))

    with ThreadPoolExecutor() as pool:
        list(pool.map(give_all, phones))


def wait_until_empty(server: Process) -> None:
    wait_until(lambda: server.health()["telegram"]["waiting"] == 0, LONG_SECONDS, "rows wait")


def answered(telegram: FakeTelegram, phone: Phone) -> list[str]:
    """What the person got, in order, without the first notice."""
    texts = [shown(sent) for sent in telegram.accepted if sent["chat_id"] == phone.chat]
    return [text.rsplit(" : ", 1)[1] for text in texts]


def test_two_workers_answer_each_message_once_and_in_order(servers, telegram):
    chance = random.Random(5)
    telegram.chance = lambda: chance.choice((None, None, None, "429", "500", "down"))
    phones = [Phone() for _ in range(PEOPLE)]
    push(servers, phones, range(EACH))
    telegram.wait_for(PEOPLE * EACH, LONG_SECONDS)
    wait_until_empty(servers[0])
    for phone in phones:
        assert answered(telegram, phone) == [f"message {n} ({n + 1})" for n in range(EACH)]


def test_18_while_the_database_is_down_the_messenger_is_asked_to_send_again(servers, telegram, postgres):
    telegram.chance = lambda: None
    telegram.accepted.clear()
    phone = Phone()
    update = json.dumps(phone.text("message 0"))

    def give() -> int:
        url = f"{servers[0].url}/messaging/telegram"
        return requests.post(url, data=update, headers=HEADERS, timeout=30).status_code

    postgres.stop()
    assert give() == 503
    postgres.start()
    wait_until(lambda: give() == 200, LONG_SECONDS, "the database is back")
    assert give() == 200
    telegram.wait_for(1, LONG_SECONDS)
    wait_until_empty(servers[0])
    assert answered(telegram, phone) == ["message 0 (1)"]


def test_a_worker_goes_on_with_what_another_left_when_it_was_killed(servers, telegram):
    telegram.chance = lambda: None
    telegram.accepted.clear()
    phones = [Phone() for _ in range(PEOPLE)]
    # So slow that it is killed in the middle of a turn of each person.
    servers[0].fault("sleep 3")
    push(servers[:1], phones, range(EACH))
    servers[0].kill()
    assert len(telegram.accepted) < PEOPLE * EACH
    telegram.wait_for(PEOPLE * EACH, LONG_SECONDS)
    wait_until_empty(servers[1])
    extra = 0
    for phone in phones:
        texts = answered(telegram, phone)
        assert list(dict.fromkeys(texts)) == [f"message {n} ({n + 1})" for n in range(EACH)]
        extra += len(texts) - EACH
    # Sent, and killed before it was noted: the messenger has no key to tell them apart.
    assert extra <= IN_FLIGHT
