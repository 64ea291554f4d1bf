"""The little bot in this process, the fakes, and asynchronous tests."""

from __future__ import annotations

import asyncio
import contextlib
import inspect
import json
import logging
import os
import re
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from channels.messaging.event import Event
from channels.messaging.sending import pause
from serving.logs import JsonLines, configure_logs
from serving.spared import components_of_model, spare_tensorflow
from tests.law.plans import TODAY
from tests.web.service import train_bot

from .desk import KEY, Desk
from .fakes.telegram import FakeTelegram, Phone, webhook_of
from .synapse import Synapse

ROOT = Path(__file__).parents[2]
BOT = Path(__file__).parent / "bot"
ACTIONS = "tests.messaging.bot.actions"
TEST_SECONDS = 120.0


def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run an ``async def`` test on an event loop of its own; what it waits for must come."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    names = pyfuncitem._fixtureinfo.argnames
    test = pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in names})
    asyncio.run(asyncio.wait_for(test, TEST_SECONDS))
    return True


@pytest.fixture(scope="session")
def model() -> Path:
    """The trained bot."""
    return train_bot(BOT)


class Lines(logging.Handler):
    """Keeps what is written."""

    def __init__(self) -> None:
        super().__init__()
        self.written: list[str] = []
        self.setFormatter(JsonLines())

    def emit(self, record: logging.LogRecord) -> None:
        self.written.append(self.format(record))


@contextlib.contextmanager
def nothing_personal_in_the_logs() -> Iterator[None]:
    """Case 48: after the block, no log line holds a sentence, a number or an address of anybody who wrote."""
    lines, to_json, traces = Lines(), Event.to_json, {Phone().name}

    def noted(event: Event) -> str:
        traces.update([event.value, *event.who, *map(str, event.address.values())])
        return to_json(event)

    logging.getLogger().addHandler(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Event, "to_json", noted)
        yield
    logging.getLogger().removeHandler(lines)
    written = "\n".join(lines.written)
    # Shorter ones are words of everyday, found in any text.
    long = [json.dumps(trace)[1:-1] for trace in traces if len(trace) > 5]
    assert [trace for trace in long if re.search(rf"(?<!\w){re.escape(trace)}(?!\w)", written)] == []


@pytest.fixture(scope="session")
def patch() -> Iterator[pytest.MonkeyPatch]:
    """Changes that last as long as these tests."""
    with pytest.MonkeyPatch.context() as patch:
        yield patch


@pytest.fixture(scope="session")
def agent(model: Path, tmp_path_factory: pytest.TempPathFactory, patch: pytest.MonkeyPatch) -> Iterator[Any]:
    """The bot, loaded once; each desk gives it a database of its own."""
    folder = tmp_path_factory.mktemp("agent")
    variables = {
        "CHAT_SIGNING_KEY": KEY,
        "DATABASE_URL": f"sqlite:///{folder}/unused.db",
        "REDIS_URL": "",
        "BOT_FAULT_FILE": str(folder / "fault"),
        "ASSISTANT_TODAY": TODAY.isoformat(),
    }
    for name, value in variables.items():
        patch.setenv(name, value)
    spare_tensorflow(components_of_model(model))
    from rasa.core.agent import load_agent

    from serving import strict
    from serving.hosting import endpoints

    configure_logs()

    strict.install(ACTIONS)
    agent = asyncio.run(load_agent(str(model), endpoints=endpoints()))
    assert agent.is_ready()
    with nothing_personal_in_the_logs():
        yield agent


@pytest.fixture
def fault(agent: Any) -> Iterator[Callable[[str], None]]:
    """Tells the bot's actions how to fail from now on; nothing: not at all."""
    file = Path(os.environ["BOT_FAULT_FILE"])
    file.write_text("")
    yield file.write_text
    file.write_text("")


@pytest.fixture
def telegram() -> Iterator[FakeTelegram]:
    """Telegram's server."""
    server = FakeTelegram()
    server.start()
    yield server
    server.stop()


@pytest.fixture
def telegram_settings(telegram: FakeTelegram) -> dict[str, str]:
    """Settings of a webhook."""
    return webhook_of(telegram)


@pytest.fixture
def desk(agent: Any, tmp_path: Path, telegram_settings: dict[str, str]) -> Desk:
    """Telegram by webhook."""
    return Desk(agent, tmp_path / "conversations.db", telegram_settings)


@pytest.fixture
def hurried(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not accepted is tried again a hundred times sooner."""
    monkeypatch.setattr("channels.messaging.delivery.pause", lambda tries: pause(tries) / 100)


@pytest.fixture(scope="session")
def messengers() -> Path:
    """The interpreter that has the messengers' own servers and libraries."""
    made = subprocess.run([ROOT / "scripts" / "messengers.sh"], capture_output=True, text=True, timeout=600)
    if made.returncode:
        pytest.skip(f"MATRIX IS NOT TESTED, its server could not be installed: {made.stderr[-300:]}")
    return ROOT / ".build" / "messengers" / "bin" / "python"


@pytest.fixture(scope="session")
def synapse(messengers: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Synapse]:
    """A Matrix server."""
    server = Synapse(messengers, tmp_path_factory.mktemp("synapse")).start()
    yield server
    server.kill()
