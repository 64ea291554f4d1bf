"""Faults of Redis, and what Redis is for: several servers, and a server that is killed."""

from __future__ import annotations

import concurrent.futures
import signal
import time
from pathlib import Path

import pytest
import requests
from faults import TOLD_WITHIN_SECONDS, assert_told, break_and_mend
from service import PATIENCE_SECONDS, Redis, Service, Talk, kill, new_id, wait_until

RECOVERED_WITHIN_SECONDS = 35.0


@pytest.fixture
def service(cluster: Service) -> Service:
    cluster.fault()
    return cluster


@pytest.fixture
def talk(service: Service) -> Talk:
    return Talk(service.base)


def test_redis_is_stopped(talk: Talk, redis: Redis) -> None:
    break_and_mend(talk, redis.stop, redis.start, "lock_unavailable")


def test_redis_is_frozen(talk: Talk, redis: Redis) -> None:
    break_and_mend(
        talk,
        lambda: redis.process.send_signal(signal.SIGSTOP),
        lambda: redis.process.send_signal(signal.SIGCONT),
        "lock_unavailable",
    )


def test_a_frozen_redis_does_not_block_the_server(service: Service, talk: Talk, redis: Redis) -> None:
    talk.say("bonjour")
    redis.process.send_signal(signal.SIGSTOP)
    try:
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            waiting = pool.submit(talk.send, "Nice")
            time.sleep(0.3)
            history = requests.get(f"{talk.base}/history", headers=talk.headers, timeout=PATIENCE_SECONDS)
            assert history.elapsed.total_seconds() < 1.5
            assert_told(waiting.result(), "lock_unavailable")
    finally:
        redis.process.send_signal(signal.SIGCONT)


def test_redis_restarted_while_idle_is_not_noticed(talk: Talk, redis: Redis) -> None:
    talk.begin()
    redis.stop()
    redis.start()
    assert talk.say("Nice")[0]["text"] == "Quel métier ?"


def test_redis_lost_in_the_middle_of_a_turn_loses_nothing(service: Service, talk: Talk, redis: Redis) -> None:
    talk.begin()
    service.fault("sleep 1.5")
    message_id = new_id()
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sent = pool.submit(talk.send, "Nice", id=message_id)
        time.sleep(0.7)
        redis.stop()
        answer = sent.result()
    redis.start()
    service.fault()
    # Saved or not, the person who sends again gets the reply of one turn.
    assert answer.status_code in (200, 503)
    assert talk.say("Nice", id=message_id)[0]["text"] == "Quel métier ?"
    assert talk.say("potier")[0]["custom"]["plan"] == {"city": "Nice", "trade": "potier"}


def test_health_names_the_lock(service: Service, redis: Redis) -> None:
    redis.stop()
    try:
        time.sleep(1.2)
        answer = requests.get(f"{service.base}/health", timeout=PATIENCE_SECONDS)
        assert (answer.status_code, answer.json()["down"]) == (503, ["lock"])
    finally:
        redis.start()


def test_two_servers_share_conversations_and_one_is_killed(service: Service, model: Path) -> None:
    """One turn per id, whichever server a message reaches. Last test: it kills the shared server."""
    second = Service(model, service.folder, **service.settings)
    second.action_port = service.action_port
    second.log_file = service.folder / "second.log"
    try:
        second.start_server()
        talk = Talk(service.base)
        talk.begin()
        through = {0: service.base, 1: second.base}
        service.fault("sleep 0.4")
        message_id = new_id()

        def send(number: int) -> requests.Response:
            body = {"id": message_id, "text": "Nice"}
            return requests.post(
                f"{through[number % 2]}/messages", json=body, headers=talk.headers, timeout=PATIENCE_SECONDS
            )

        with concurrent.futures.ThreadPoolExecutor(6) as pool:
            answers = list(pool.map(send, range(6)))
        assert [answer.status_code for answer in answers] == [200] * 6
        assert len({answer.text for answer in answers}) == 1
        assert [message["text"] for message in talk.history()].count("Nice") == 1

        service.fault("sleep 4")
        message_id = new_id()
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            sent = pool.submit(talk.send, "potier", id=message_id)
            time.sleep(1)
            kill(service.server, signal.SIGKILL)
            with pytest.raises(requests.RequestException):
                sent.result()
        service.fault()
        talk.base = second.base
        # The dead server still holds the conversation: told in time, then served when its lease ends.
        first = talk.send("potier", id=message_id)
        assert first.elapsed.total_seconds() < TOLD_WITHIN_SECONDS
        wait_until(
            lambda: talk.send("potier", id=message_id).status_code == 200,
            RECOVERED_WITHIN_SECONDS,
            "the same message by the other server",
        )
        assert talk.say("potier", id=message_id)[0]["custom"]["plan"] == {"city": "Nice", "trade": "potier"}
        assert [message["text"] for message in talk.history()].count("potier") == 1
    finally:
        kill(second.server, signal.SIGTERM)
