"""The disk fills up, the server is killed, the model is replaced: SQLite and one process."""

from __future__ import annotations

import concurrent.futures
import os
import resource
import shutil
import signal
import sqlite3
import time
from pathlib import Path

import pytest
import requests
from faults import break_and_mend
from service import PATIENCE_SECONDS, Service, Talk, kill, new_id, wait_until

RECOVERED_WITHIN_SECONDS = 35.0


def limit_files(service: Service, size: int) -> None:
    """Forbid the server to write beyond ``size`` bytes of any file, as a full disk does."""
    resource.prlimit(service.server.pid, resource.RLIMIT_FSIZE, (size, resource.RLIM_INFINITY))


def test_the_disk_is_full(service: Service, talk: Talk) -> None:
    database = service.folder / "conversations.db"
    break_and_mend(
        talk,
        lambda: limit_files(service, 512),
        lambda: limit_files(service, resource.RLIM_INFINITY),
        "store_unavailable",
    )
    assert database.stat().st_size > 512


def test_health_names_the_store_when_the_disk_is_full(service: Service) -> None:
    time.sleep(1.2)
    limit_files(service, 512)
    try:
        answer = requests.get(f"{service.base}/health", timeout=PATIENCE_SECONDS)
    finally:
        limit_files(service, resource.RLIM_INFINITY)
    assert (answer.status_code, answer.json()["down"]) == (503, ["store"])


def test_another_program_holds_the_database(service: Service, talk: Talk) -> None:
    holder = sqlite3.connect(service.folder / "conversations.db", isolation_level=None)
    break_and_mend(
        talk,
        lambda: holder.execute("BEGIN EXCLUSIVE"),
        lambda: holder.execute("ROLLBACK"),
        "store_unavailable",
    )
    holder.close()


def test_a_server_that_stops_answers_the_turn_under_way_and_keeps_no_connection(
    service: Service, talk: Talk
) -> None:
    """A connection that is kept would be served until it is cut, fifteen seconds later, in whatever turn."""
    talk.begin()
    service.fault("sleep 1")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sent = pool.submit(talk.send, "Lens")
        time.sleep(0.5)
        kill(service.server, signal.SIGTERM)
        answer = sent.result()
    ended = service.server.returncode
    service.fault()
    service.start_server()
    assert (answer.status_code, answer.headers["Connection"], ended) == (200, "close", 0)


def test_killed_in_the_middle_of_a_turn(service: Service, talk: Talk) -> None:
    """What was answered is answered alike; what was not is answered once."""
    talk.begin()
    answered, unanswered = new_id(), new_id()
    reply = talk.say("Lens", id=answered)
    service.fault("sleep 3")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        sent = pool.submit(talk.send, "vitrier", id=unanswered)
        time.sleep(1)
        kill(service.server, signal.SIGKILL)
        with pytest.raises(requests.RequestException):
            sent.result()
    service.fault()
    service.start_server()
    # The start itself takes as long as the machine is slow; what counts is what the fault left behind.
    started = time.monotonic()
    last = talk.say("vitrier", id=unanswered)
    assert time.monotonic() - started < RECOVERED_WITHIN_SECONDS
    assert last[0]["custom"]["plan"] == {"city": "Lens", "trade": "vitrier"}
    assert talk.say("Lens", id=answered) == reply
    assert [message["text"] for message in talk.history()].count("vitrier") == 1


def test_the_model_is_replaced_while_chatting(service: Service, talk: Talk, model: Path) -> None:
    talk.begin()
    newer = service.folder / "models" / "second.tar.gz"
    shutil.copy(model, newer)
    os.utime(newer, (time.time() + 60, time.time() + 60))
    before = service.log_file.read_text().count('"model replaced"')
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        service.fault("sleep 1.5")
        during = pool.submit(talk.say, "Lens")
        time.sleep(0.3)
        service.server.send_signal(signal.SIGHUP)
        assert during.result()[0]["text"] == "Quel métier ?"
    wait_until(
        lambda: service.log_file.read_text().count('"model replaced"') > before, 30, "the model is replaced"
    )
    # The new model came with lenient parts: a fault must still be told.
    service.fault("raise")
    message_id = new_id()
    assert talk.send("vitrier", id=message_id).status_code == 503
    service.fault()
    assert talk.say("vitrier", id=message_id)[0]["custom"]["plan"] == {"city": "Lens", "trade": "vitrier"}


def test_a_broken_new_model_leaves_the_present_one_in_place(service: Service, talk: Talk) -> None:
    broken = service.folder / "models" / "third.tar.gz"
    broken.write_bytes(b"not a model")
    os.utime(broken, (time.time() + 120, time.time() + 120))
    service.server.send_signal(signal.SIGHUP)
    wait_until(lambda: '"model not replaced"' in service.log_file.read_text(), 30, "the refusal is logged")
    broken.unlink()
    talk.begin()
    assert talk.say("Lens")[0]["text"] == "Quel métier ?"
