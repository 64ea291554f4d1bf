"""What a bad day does to the messaging channels: ``python -m bench.messaging``.

The real server, with the tests' little bot, behind a strict fake of Telegram that sends an update again until
it is accepted, and refuses or loses 30 % of the answers, while the server is killed. Prints what was lost,
doubled or out of order.
"""

from __future__ import annotations

import argparse
import random
import tempfile
import threading
import time
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path

import requests

from tests.messaging.fakes.telegram import SECRET, FakeTelegram, Phone, shown, webhook_of
from tests.messaging.process import Process

PATIENCE_SECONDS = 180.0
BETWEEN_KILLS_SECONDS = 1.5
FAULTS = ("429", "500", "down", "lost")
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@dataclass(frozen=True)
class Figures:
    """What came of the updates. ``lost_answers``: sends that were accepted and whose answer never came."""

    updates: int
    answered: int
    lost: int
    doubled: int
    out_of_order: int
    lost_answers: int
    refused_sends: int
    pushed_twice: int
    kills: int
    seconds: float

    def lines(self) -> str:
        """Return the figures, one a line."""
        return "\n".join(f"{name.replace('_', ' '):15} {value:g}" for name, value in vars(self).items())


def run(
    server: Process, telegram: FakeTelegram, updates: int, chats: int, kills: int, failures: float, seed: int
) -> Figures:
    """Send ``updates`` from ``chats`` people and return the figures.

    Args:
        server: with a webhook for ``telegram``, started.
        telegram: the fake, started.
        updates: how many in all.
        chats: from how many people.
        kills: how many times the server is killed meanwhile.
        failures: share of the sends that the fake refuses, hangs up on, or accepts without an answer.
        seed: of the faults.
    """
    chance = random.Random(seed)
    counted: dict[str, int] = defaultdict(int)

    def fault() -> str | None:
        if chance.random() >= failures:
            return None
        kind = chance.choice(FAULTS)
        counted[kind] += 1
        return kind

    telegram.chance = fault
    began = time.monotonic()
    phones = [Phone() for _ in range(chats)]
    pushers = [
        threading.Thread(target=_push, args=(server, phone, updates // chats, counted, seed + number))
        for number, phone in enumerate(phones)
    ]
    for pusher in pushers:
        pusher.start()
    for _ in range(kills):
        time.sleep(BETWEEN_KILLS_SECONDS)
        server.kill()
        server.start()
    for pusher in pushers:
        pusher.join()
    _wait_until_empty(server)
    seconds = time.monotonic() - began
    telegram.chance = lambda: None
    return _figures(telegram, phones, updates // chats, counted, kills, seconds)


def _push(server: Process, phone: Phone, count: int, counted: dict[str, int], seed: int) -> None:
    """One person's updates, as Telegram pushes them: the next one only once this one was accepted."""
    chance = random.Random(seed)
    for number in range(count):
        update = phone.text(f"message {number}")
        times = 2 if chance.random() < 0.15 else 1
        counted["pushed twice"] += times - 1
        while times:
            try:
                answer = requests.post(
                    f"{server.url}/messaging/telegram", json=update, headers=HEADERS, timeout=10
                )
            except requests.RequestException:
                time.sleep(0.1)
                continue
            if answer.status_code == 200:
                times -= 1
            else:
                time.sleep(0.1)


def _wait_until_empty(server: Process) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < deadline:
        if server.health()["telegram"]["waiting"] == 0:
            return
        time.sleep(0.2)


def _figures(
    telegram: FakeTelegram,
    phones: list[Phone],
    count: int,
    counted: dict[str, int],
    kills: int,
    seconds: float,
) -> Figures:
    lost = doubled = disordered = answered = 0
    for phone in phones:
        texts = [shown(sent) for sent in telegram.accepted if sent["chat_id"] == phone.chat]
        numbers = [int(text.rsplit("message ", 1)[1].split(" ")[0]) for text in texts]
        firsts = list(dict.fromkeys(numbers))
        answered += len(firsts)
        lost += count - len(firsts)
        doubled += len(numbers) - len(firsts)
        disordered += firsts != sorted(firsts)
    return Figures(
        updates=count * len(phones),
        answered=answered,
        lost=lost,
        doubled=doubled,
        out_of_order=disordered,
        lost_answers=counted["lost"],
        refused_sends=counted["429"] + counted["500"] + counted["down"],
        pushed_twice=counted["pushed twice"],
        kills=kills,
        seconds=round(seconds, 1),
    )


def main() -> None:
    """Print the figures of one run."""
    from tests.messaging.conftest import BOT
    from tests.web.service import train_bot

    parser = argparse.ArgumentParser(description="Messaging channels on a bad day")
    parser.add_argument("--updates", type=int, default=180)
    parser.add_argument("--chats", type=int, default=12)
    parser.add_argument("--kills", type=int, default=4)
    parser.add_argument("--failures", type=float, default=0.3)
    parser.add_argument("--seed", type=int, default=1)
    wanted = vars(parser.parse_args())
    telegram = FakeTelegram()
    telegram.start()
    with tempfile.TemporaryDirectory() as folder:
        server = Process(train_bot(BOT), Path(folder), webhook_of(telegram))
        server.start()
        try:
            print(run(server, telegram, **wanted).lines())
        finally:
            server.kill()
            telegram.stop()


if __name__ == "__main__":
    main()
