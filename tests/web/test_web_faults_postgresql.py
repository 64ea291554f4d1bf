"""Faults of PostgreSQL, injected into a PostgreSQL of our own and into the wire to it."""

from __future__ import annotations

import concurrent.futures
import time

import pytest
import requests
from faults import TOLD_WITHIN_SECONDS, assert_told, break_and_mend
from service import PATIENCE_SECONDS, Postgres, Service, Talk, Wire, new_id, wait_until


@pytest.fixture
def service(cluster: Service) -> Service:
    cluster.fault()
    return cluster


@pytest.fixture
def talk(service: Service) -> Talk:
    return Talk(service.base)


def test_down_at_the_start_with_an_empty_base_then_up(talk: Talk) -> None:
    talk.begin()
    talk.say("Dijon")
    assert talk.say("relieur")[0]["custom"]["plan"] == {"city": "Dijon", "trade": "relieur"}


def test_postgresql_is_down(talk: Talk, postgres: Postgres) -> None:
    break_and_mend(talk, postgres.stop, postgres.start, "store_unavailable")


def test_the_wire_is_cut(talk: Talk, wire: Wire) -> None:
    break_and_mend(talk, wire.cut, wire.mend, "store_unavailable")


def test_the_wire_is_frozen(talk: Talk, wire: Wire) -> None:
    break_and_mend(talk, wire.freeze, wire.mend, "store_unavailable")


def test_restarted_while_idle_is_not_noticed(talk: Talk, postgres: Postgres) -> None:
    talk.begin()
    postgres.stop()
    postgres.start()
    assert talk.say("Dijon")[0]["text"] == "Quel métier ?"
    postgres.stop()
    postgres.start()
    assert talk.say("relieur")[0]["custom"]["plan"] == {"city": "Dijon", "trade": "relieur"}


@pytest.mark.parametrize("how", ["cut", "freeze"])
def test_lost_between_reading_and_saving(service: Service, talk: Talk, wire: Wire, how: str) -> None:
    talk.begin()
    for answer in ("Dijon", "relieur"):
        message_id = new_id()
        before = talk.history()
        service.fault("sleep 2")
        with concurrent.futures.ThreadPoolExecutor(1) as pool:
            sent = pool.submit(talk.send, answer, id=message_id)
            # The conversation was read at once; the action still sleeps.
            time.sleep(1)
            getattr(wire, how)()
            assert_told(sent.result(), "store_unavailable")
        wire.mend()
        service.fault()
        assert talk.history() == before
        reply = talk.say(answer, id=message_id)
    assert reply[0]["custom"]["plan"] == {"city": "Dijon", "trade": "relieur"}


def test_the_first_question_while_down_is_not_answered_out_of_context(talk: Talk, postgres: Postgres) -> None:
    talk.begin()
    postgres.stop()
    try:
        answers = [talk.send("Dijon") for _ in range(2)]
    finally:
        postgres.start()
    assert [answer.status_code for answer in answers] == [503, 503]
    assert talk.say("Dijon")[0]["text"] == "Quel métier ?"


def test_history_and_erasure_are_told_too(talk: Talk, wire: Wire) -> None:
    talk.say("bonjour")
    wire.cut()
    try:
        for method, path in (("GET", "history"), ("DELETE", "session")):
            answer = requests.request(
                method, f"{talk.base}/{path}", headers=talk.headers, timeout=PATIENCE_SECONDS
            )
            assert answer.status_code == 503
            assert answer.json()["error"]["code"] == "store_unavailable"
            assert answer.elapsed.total_seconds() < TOLD_WITHIN_SECONDS
    finally:
        wire.mend()
    assert len(talk.history()) == 2


def test_many_messages_while_frozen_do_not_hold_the_service_afterwards(talk: Talk, wire: Wire) -> None:
    talk.begin()
    wire.freeze()
    with concurrent.futures.ThreadPoolExecutor(40) as pool:
        answers = [answer.result() for answer in [pool.submit(talk.send, "Dijon") for _ in range(40)]]
    wire.mend()
    assert {answer.status_code for answer in answers} == {503}
    assert max(answer.elapsed.total_seconds() for answer in answers) < TOLD_WITHIN_SECONDS
    wait_until(lambda: talk.send("Dijon").status_code == 200, 20, "service works again")
    assert talk.say("relieur")[0]["custom"]["plan"] == {"city": "Dijon", "trade": "relieur"}


def test_no_log_line_quotes_a_message_or_a_password(service: Service) -> None:
    assert "Dijon" not in service.logs
    assert "postgresql://" not in service.logs
