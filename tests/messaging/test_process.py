"""The real server over HTTP: headers as they arrive, sizes, kill -9, logs."""

from __future__ import annotations

import http.client
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from bench.messaging import run
from tests.web.service import LOCAL, PATIENCE_SECONDS, wait_until

from .fakes.meta import APP_SECRET, VERIFY_TOKEN
from .fakes.meta import TOKEN as META_TOKEN
from .fakes.telegram import SECRET, TOKEN, FakeTelegram, Phone, shown, webhook_of
from .process import Process

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"


@pytest.fixture(scope="module")
def server(model: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Process, FakeTelegram]]:
    telegram = FakeTelegram()
    telegram.start()
    variables = {
        **webhook_of(telegram),
        "WHATSAPP_TOKEN": META_TOKEN,
        "WHATSAPP_NUMBER_ID": "1",
        "META_APP_SECRET": APP_SECRET,
        "META_VERIFY_TOKEN": VERIFY_TOKEN,
        "META_API": "http://127.0.0.1:9",
    }
    process = Process(model, tmp_path_factory.mktemp("process"), variables).start()
    yield process, telegram
    process.kill()
    telegram.stop()


def send(
    process: Process, body: bytes, *headers: tuple[str, bytes], method: str = "POST", path: str = "telegram"
):
    connection = http.client.HTTPConnection(LOCAL, process.port, timeout=20)
    connection.putrequest(method, f"/messaging/{path}")
    for name, value in (*headers, ("Content-Length", str(len(body)).encode())):
        connection.putheader(name, value)
    connection.endheaders(body)
    answer = connection.getresponse()
    return answer.status, answer.read(), dict(answer.getheaders())


def test_02_03_headers_that_are_wrong_repeated_or_strange_are_refused(server):
    process, telegram = server
    body = json.dumps(Phone().text("bonjour")).encode()
    good = (SECRET_HEADER, SECRET.encode())
    for headers in (
        [],
        [(SECRET_HEADER, b"wrong")],
        [(SECRET_HEADER, b"wrong"), good],
        [good, (SECRET_HEADER, b"wrong")],
        [(SECRET_HEADER, "sé".encode())],
        [(SECRET_HEADER, b"s\xe9")],
    ):
        assert send(process, body, *headers)[0] == 403
    assert process.health()["telegram"]["refused"] >= 6
    assert telegram.accepted == []


def test_07_the_challenge_is_plain_text_over_http(server):
    process, _ = server
    path = f"whatsapp?hub.mode=subscribe&hub.challenge=%3Cb%3E1&hub.verify_token={VERIFY_TOKEN}"
    status, answer, headers = send(process, b"", method="GET", path=path)
    assert (status, answer) == (200, b"<b>1")
    assert headers["content-type"].startswith("text/plain") and headers["X-Content-Type-Options"] == "nosniff"
    assert send(process, b"", method="GET", path=path[:-1])[0] == 403


def test_13_a_body_of_65_kilobytes_is_refused_by_its_size(server):
    process, _ = server
    assert send(process, b"x" * 70_000, (SECRET_HEADER, SECRET.encode()))[0] == 413


def test_19_47_48_what_was_accepted_is_answered_after_a_kill_and_leaves_no_trace(server):
    process, telegram = server
    phone, words = Phone(900_700_500_300), "je suis menuisier"
    update = json.dumps(phone.text(words)).encode()
    assert send(process, update, (SECRET_HEADER, SECRET.encode()))[0] == 200
    process.kill()
    process.start()
    count = len(telegram.accepted) or 1
    assert shown(telegram.wait_for(count)[-1]).endswith("Vous avez dit : je suis menuisier (1)")
    logs = process.logs
    for trace in (words, "menuisier", str(phone.chat), phone.name, TOKEN, SECRET, APP_SECRET):
        assert trace not in logs


def test_20_a_server_killed_between_two_parts_sends_each_part_once(server):
    process, telegram = server
    telegram.accepted.clear()

    def kill_once():
        """At the arrival of the second part, before it is accepted."""
        if len(telegram.accepted) == 1 and kills:
            process.kill()
            return kills.pop()
        return None

    kills = ["down"]
    telegram.chance = kill_once
    try:
        body = json.dumps(Phone().text("dossier")).encode()
        assert send(process, body, (SECRET_HEADER, SECRET.encode()))[0] == 200
        wait_until(lambda: not kills, PATIENCE_SECONDS, "the server is killed")
        assert len(telegram.accepted) == 1
        process.start()
        telegram.wait_for(4)
        wait_until(lambda: process.health()["telegram"]["waiting"] == 0, PATIENCE_SECONDS, "rows wait")
    finally:
        telegram.chance = lambda: None
    names = [sent["document"][0] for sent in telegram.accepted[1:]]
    assert len(names) == len(set(names)) == 3


def test_21_nothing_is_lost_nor_out_of_order_with_a_third_of_failures_and_four_kills(server):
    process, telegram = server
    telegram.accepted.clear()
    figures = run(process, telegram, updates=180, chats=12, kills=4, failures=0.3, seed=3)
    assert (figures.answered, figures.lost, figures.out_of_order) == (180, 0, 0)
    # At a kill each person may have one part that was accepted and not noted.
    assert figures.doubled <= figures.lost_answers + figures.kills * 12
