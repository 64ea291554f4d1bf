"""Limits that two servers share through Redis, and what they do while it is away."""

from __future__ import annotations

import concurrent.futures
import itertools
import signal
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import redis as redis_client
import requests
from service import PATIENCE_SECONDS, Redis, Service, a_redis, running, wait_until

TRIES, SESSIONS = 200, 30
AGAIN_WITHIN_SECONDS = 30
WRONG_CODE = {"code": "AAAA-AAAA-AAAA"}
_addresses = (f"203.0.113.{number}" for number in itertools.count(1))


@pytest.fixture(scope="module")
def counts() -> Iterator[Redis]:
    """A Redis for the limits of this file."""
    with a_redis() as server:
        yield server


@pytest.fixture(scope="module")
def servers(model: Path, tmp_path_factory: pytest.TempPathFactory, counts: Redis) -> Iterator[list[Service]]:
    settings = {
        "REDIS_URL": counts.url,
        "CHAT_SESSIONS_PER_MINUTE": str(SESSIONS),
        "CHAT_TRUSTED_PROXIES": "1",
        "DATABASE_URL": f"sqlite:///{tmp_path_factory.mktemp('base')}/conversations.db",
    }
    one, other = (Service(model, tmp_path_factory.mktemp("server"), **settings) for _ in range(2))
    with running(one), running(other):
        yield [one, other]


@pytest.fixture(autouse=True)
def nothing_counted(counts: Redis) -> None:
    stored(counts).flushall()


def stored(counts: Redis) -> redis_client.Redis:
    return redis_client.Redis.from_url(counts.url, decode_responses=True)


def statuses(servers: list[Service], path: str, addresses: list[str], body: Any = None) -> Counter[int]:
    """Post once from each address, to either server in turn, four at once."""

    def post(number: int) -> int:
        return requests.post(
            f"{servers[number % 2].base}/{path}",
            json=body,
            headers={"X-Forwarded-For": addresses[number]},
            timeout=PATIENCE_SECONDS,
        ).status_code

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        return Counter(pool.map(post, range(len(addresses))))


def test_of_two_hundred_tries_on_two_servers_exactly_thirty_pass(servers: list[Service]) -> None:
    address = next(_addresses)
    assert statuses(servers, "sessions", [address] * TRIES) == {201: SESSIONS, 429: TRIES - SESSIONS}


def test_redis_holds_no_address_in_clear(servers: list[Service], counts: Redis) -> None:
    address = next(_addresses)
    statuses(servers, "sessions", [address])
    kept = stored(counts).keys()
    assert kept and not [key for key in kept if address in key]


def test_an_address_tries_five_codes_an_hour_on_two_servers(servers: list[Service]) -> None:
    address = next(_addresses)
    assert statuses(servers, "resume/open", [address] * 20, WRONG_CODE) == {401: 5, 429: 15}


def test_a_hundred_codes_are_tried_a_day_in_all_on_two_servers(servers: list[Service]) -> None:
    addresses = [address for address in itertools.islice(_addresses, 24) for _ in range(5)]
    assert statuses(servers, "resume/open", addresses, WRONG_CODE) == {401: 100, 429: 20}


@pytest.mark.parametrize(
    "leave, come_back",
    [
        (Redis.stop, Redis.start),
        (
            lambda counts: counts.process.send_signal(signal.SIGSTOP),
            lambda counts: counts.process.send_signal(signal.SIGCONT),
        ),
    ],
    ids=["stopped", "frozen"],
)
def test_while_redis_is_away_each_server_holds_the_limit_alone_and_says_so_once(
    servers: list[Service], counts: Redis, leave: Callable[[Redis], None], come_back: Callable[[Redis], None]
) -> None:
    address = next(_addresses)
    told = [server.logs.count("limits not shared") for server in servers]
    leave(counts)
    try:
        passed = statuses(servers, "sessions", [address] * TRIES)
        assert passed == {201: 2 * SESSIONS, 429: TRIES - 2 * SESSIONS}
        assert [server.logs.count("limits not shared") for server in servers] == [once + 1 for once in told]
    finally:
        come_back(counts)
    address = next(_addresses)

    def shared_again() -> bool:
        statuses(servers, "sessions", [address] * 2)
        return len(stored(counts).keys()) > 0 and all(
            server.logs.count("limits shared again") == once + 1
            for server, once in zip(servers, told, strict=True)
        )

    wait_until(shared_again, AGAIN_WITHIN_SECONDS, "limits shared again")
    address = next(_addresses)
    assert statuses(servers, "sessions", [address] * TRIES)[201] == SESSIONS
