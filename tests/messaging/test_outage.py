"""The action server goes down: who waits a little sees nothing of it, who waits long is told."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import requests

from channels.messaging.delivery import TURN_PAUSES
from serving.faults import ACTIONS, sentence_for
from tests.web.service import PATIENCE_SECONDS, kill, wait_until

from .fakes.telegram import SECRET, FakeTelegram, Phone, shown, webhook_of
from .process import Process

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    fake = FakeTelegram()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def server(model: Path, tmp_path: Path, telegram: FakeTelegram) -> Iterator[Process]:
    process = Process(model, tmp_path, webhook_of(telegram), apart=True)
    process.start()
    yield process
    process.kill()
    kill(process.actions)


def test_25_an_outage_is_not_seen_when_short_and_told_once_when_long(server, telegram):
    early, late = Phone(), Phone()

    def write(phone: Phone, text: str) -> None:
        url = f"{server.url}/messaging/telegram"
        assert requests.post(url, json.dumps(phone.text(text)), headers=HEADERS, timeout=20).ok

    def read(phone: Phone) -> list[str]:
        texts = [shown(sent) for sent in telegram.accepted if sent["chat_id"] == phone.chat]
        return [text.rsplit("\n\n", 1)[-1] for text in texts]

    def waits_for_its_last_try() -> bool:
        return server.logs.count("turn tried again") == len(TURN_PAUSES)

    kill(server.actions)
    write(early, "il pleut")
    wait_until(waits_for_its_last_try, PATIENCE_SECONDS, "the first message is tried again")
    write(late, "il neige")
    wait_until(lambda: read(early), PATIENCE_SECONDS, "the outage is told")
    server.start_actions()
    wait_until(lambda: read(late), PATIENCE_SECONDS, "the outage is over")
    write(early, "il vente")
    wait_until(lambda: len(read(early)) > 1, PATIENCE_SECONDS, "the conversation goes on")
    wait_until(lambda: server.health()["telegram"]["waiting"] == 0, PATIENCE_SECONDS, "rows wait")
    assert read(late) == ["Vous avez dit : il neige (1)"]
    assert read(early) == [sentence_for(ACTIONS), "Vous avez dit : il vente (1)"]
