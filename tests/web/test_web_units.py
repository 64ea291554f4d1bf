"""Settings, stores and purge, without a server."""

from __future__ import annotations

import asyncio
import json
import logging
import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from types import SimpleNamespace

import pytest
import sqlalchemy as sa
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from service import ROOT, Postgres

from channels import limits
from channels.limits import Limit, client_address
from serving.conversations import open_conversation, turns
from serving.database import EVENTS, Database
from serving.faults import TurnFailed
from serving.logs import JsonLines
from serving.purge import purge
from serving.settings import Settings, SettingsError, load_settings
from serving.stores import StrictTrackerStore

STRONG_KEY = "fBz3T0uL2wq9pX7vR1nK8sYdH4jG6mCaE5"

# Settings


def test_development_makes_a_key_and_keeps_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    key = load_settings({}).signing_key
    assert len(key) >= 32
    assert load_settings({}).signing_key == key
    (file,) = (tmp_path / ".secrets").iterdir()
    assert file.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize(
    "key", ["", "court", "a" * 64, "abcabcabc" * 8, "changeme-changeme-changeme-changeme"]
)
def test_production_refuses_a_missing_or_weak_key(key: str) -> None:
    with pytest.raises(SettingsError, match="CHAT_SIGNING_KEY"):
        load_settings({"APP_ENV": "production", "CHAT_SIGNING_KEY": key})


def test_production_accepts_a_strong_key_and_hides_the_demonstration() -> None:
    settings = load_settings({"APP_ENV": "production", "CHAT_SIGNING_KEY": STRONG_KEY})
    assert settings.production and not settings.demo
    assert STRONG_KEY not in repr(settings)


@pytest.mark.parametrize(
    "name, value",
    [
        ("APP_ENV", "prod"),
        ("DATABASE_URL", "mysql://host/base"),
        ("REDIS_URL", "http://host"),
        ("CHAT_ALLOWED_ORIGINS", "*"),
        ("CHAT_ALLOWED_ORIGINS", "https://coach.example/page"),
        ("CHAT_ALLOWED_ORIGINS", "coach.example"),
        ("CHAT_MESSAGES_PER_MINUTE", "beaucoup"),
        ("CHAT_MESSAGES_PER_MINUTE", "-1"),
        ("CHAT_SESSION_HOURS", "nan"),
        ("ACTION_TIMEOUT", "20"),
        ("LOCK_LIFETIME", "5"),
        ("CHAT_DEMO", "peut-être"),
    ],
)
def test_a_wrong_setting_is_named_in_a_sentence(name: str, value: str) -> None:
    with pytest.raises(SettingsError) as refusal:
        load_settings({"CHAT_SIGNING_KEY": STRONG_KEY, name: value})
    assert name in str(refusal.value)


def test_the_example_file_says_every_setting_with_its_default(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    example = (ROOT / ".env.example").read_text(encoding="utf-8").splitlines()
    values = dict(line.split("=", 1) for line in example if line and not line.startswith("#"))
    readers = ("settings.py", "handover/contact.py")
    source = "\n".join((ROOT / "serving" / name).read_text(encoding="utf-8") for name in readers)
    providers = [
        path.read_text(encoding="utf-8") for path in (ROOT / "channels/messaging/providers").glob("*.py")
    ]
    known = {name for name in values if f'"{name}"' in "\n".join([source, *providers])}
    assert known == set(values)
    for line in source.splitlines():
        for word in line.split('"')[1::2]:
            if word.isupper() and "_" in word and not word.startswith("_"):
                assert word in values
    defaults = load_settings({"CHAT_SIGNING_KEY": STRONG_KEY})
    assert load_settings({**values, "CHAT_SIGNING_KEY": STRONG_KEY}) == defaults


def test_a_file_of_settings_is_read_as_people_write_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LOCK_LIFETIME", "20")
    (tmp_path / ".env").write_text(
        "# the server\n"
        "export CHAT_DEMO=0 # no demonstration\n"
        "REDIS_URL='redis://:pa$$word#1@127.0.0.1:6379/0'\n"
        'CHAT_ALLOWED_ORIGINS = "https://a.example https://b.example"\n'
        "LOCK_LIFETIME=30\n"
        "DATABASE_URL=\n"
    )
    settings = load_settings()
    assert not settings.demo
    assert settings.redis_url == "redis://:pa$$word#1@127.0.0.1:6379/0"
    assert settings.allowed_origins == ("https://a.example", "https://b.example")
    assert settings.lock_lifetime == 20
    assert settings.database_url.startswith("sqlite:///")


def test_the_server_refuses_to_start_in_one_sentence(tmp_path: Path) -> None:
    environment = {**os.environ, "APP_ENV": "production", "CHAT_SIGNING_KEY": "", "PYTHONPATH": str(ROOT)}
    for module in ("serving.server", "serving.web"):
        ended = subprocess.run(
            [sys.executable, "-m", module],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert ended.returncode == 1
        assert len(ended.stderr.strip().splitlines()) == 1
        assert "en production, l'assistant ne démarre pas sans elle" in ended.stderr


# Limits and logs


def wait_for(limit: Limit, key: str) -> float:
    return asyncio.run(limit.wait_for(key))


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    moment = [1000.0]
    monkeypatch.setattr(limits, "time", SimpleNamespace(monotonic=lambda: moment[0]))
    return moment


def test_a_limit_holds_in_any_window_of_its_length(now: list[float]) -> None:
    limit = Limit("messages", "2/minute", Settings(signing_key=STRONG_KEY))
    assert wait_for(limit, "a") == 0
    now[0] += 40
    assert wait_for(limit, "a") == 0
    assert wait_for(limit, "a") == 20
    assert wait_for(limit, "b") == 0
    now[0] += 20
    assert wait_for(limit, "a") == 0
    assert wait_for(limit, "a") == 40


def test_a_flood_of_addresses_drops_the_counts_used_longest_ago(
    now: list[float], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "MAXIMUM_KEYS", 3)
    limit = Limit("requests", "1/minute", Settings(signing_key=STRONG_KEY))
    assert [wait_for(limit, key) for key in ("a", "b", "c", "d")] == [0, 0, 0, 0]
    assert wait_for(limit, "d") > 0
    assert wait_for(limit, "a") == 0


def test_an_address_that_is_no_text_is_counted() -> None:
    limit = Limit("requests", "1/minute", Settings(signing_key=STRONG_KEY))
    assert wait_for(limit, "\udc80") == 0
    assert wait_for(limit, "\udc80") > 0


@pytest.mark.parametrize(
    "forwarded, proxies, address",
    [
        ("", 0, "peer"),
        ("1.1.1.1", 0, "peer"),
        ("1.1.1.1", 1, "1.1.1.1"),
        ("6.6.6.6, 1.1.1.1", 1, "1.1.1.1"),
        ("6.6.6.6, 1.1.1.1, 2.2.2.2", 2, "1.1.1.1"),
        ("1.1.1.1", 2, "peer"),
    ],
)
def test_the_address_is_what_our_nearest_proxy_saw(forwarded: str, proxies: int, address: str) -> None:
    assert client_address("peer", forwarded, proxies) == address


def test_other_peoples_log_messages_are_dropped() -> None:
    try:
        raise ValueError("Pauline, 06 12 34 56 78")
    except ValueError:
        record = logging.getLogger("rasa.core").makeRecord(
            "rasa.core", logging.ERROR, "x.py", 1, "Pauline a dit : %s", ("oui",), sys.exc_info()
        )
    line = JsonLines().format(record)
    assert "Pauline" not in line and "06 12" not in line
    assert json.loads(line)["exception"] == "ValueError"


# The tracker store


def databases() -> list[str]:
    return ["sqlite", *(["postgresql"] if Postgres.binaries() else [])]


@pytest.fixture(scope="module")
def started_postgres() -> Iterator[Postgres]:
    server = Postgres()
    server.start()
    yield server
    server.remove()


@pytest.fixture(params=databases())
def store(
    request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> StrictTrackerStore:
    url = f"sqlite:///{tmp_path}/base.db"
    if request.param == "postgresql":
        server = request.getfixturevalue("started_postgres")
        name = f"base_{time.time_ns()}"
        with sa.create_engine(server.url(), isolation_level="AUTOCOMMIT").connect() as connection:
            connection.execute(sa.text(f"CREATE DATABASE {name}"))
        url = server.url(base=name)
    monkeypatch.chdir(tmp_path)
    return StrictTrackerStore(Domain.empty(), host=url)


def said(tracker: DialogueStateTracker, text: str) -> DialogueStateTracker:
    tracker.update(UserUttered(text, {"name": "inform"}, message_id=text))
    tracker.update(ActionExecuted("action_listen"))
    return tracker


def texts(tracker: DialogueStateTracker) -> list[str]:
    return [event.text for event in tracker.events if isinstance(event, UserUttered)]


def test_what_is_saved_is_read_again(store: StrictTrackerStore) -> None:
    async def scenario() -> None:
        tracker = await store.get_or_create_tracker("one", append_action_listen=False)
        await store.save(said(tracker, "é\ud83d\u0000😀"))
        await store.save(said(tracker, "deux"))
        again = await store.retrieve("one")
        assert texts(again) == ["é\ud83d\u0000😀", "deux"]
        await store.save(said(again, "trois"))
        assert texts(await store.retrieve("one")) == ["é\ud83d\u0000😀", "deux", "trois"]
        assert list(await store.keys()) == ["one"]

    asyncio.run(scenario())


def test_only_the_latest_session_is_read_but_nothing_is_lost(store: StrictTrackerStore) -> None:
    async def scenario() -> None:
        tracker = await store.get_or_create_tracker("one", append_action_listen=False)
        tracker.update_with_events(
            [SessionStarted(timestamp=1), SlotSet("a", 1, timestamp=2)], Domain.empty()
        )
        await store.save(said(tracker, "avant"))
        again = await store.retrieve("one")
        again.update(SessionStarted())
        await store.save(said(again, "après"))
        assert texts(await store.retrieve("one")) == ["après"]
        assert texts(await store.retrieve_full_tracker("one")) == ["avant", "après"]

    asyncio.run(scenario())


def test_two_turns_read_at_the_same_point_cannot_both_be_saved(store: StrictTrackerStore) -> None:
    async def scenario() -> None:
        await store.save(said(await store.get_or_create_tracker("one", append_action_listen=False), "début"))
        mine, theirs = await store.retrieve("one"), await store.retrieve("one")
        await store.save(said(theirs, "la leur"))
        with pytest.raises(TurnFailed) as failure:
            await store.save(said(mine, "la mienne"))
        assert failure.value.fault == "conflict"
        assert texts(await store.retrieve("one")) == ["début", "la leur"]

    asyncio.run(scenario())


def test_two_first_turns_cannot_both_be_saved(store: StrictTrackerStore) -> None:
    async def scenario() -> None:
        mine = await store.get_or_create_tracker("one", append_action_listen=False)
        theirs = await store.get_or_create_tracker("one", append_action_listen=False)
        await store.save(said(theirs, "la leur"))
        with pytest.raises(TurnFailed):
            await store.save(said(mine, "la mienne"))
        assert texts(await store.retrieve("one")) == ["la leur"]

    asyncio.run(scenario())


def test_a_conversation_that_was_opened_and_not_begun_can_be_read(store: StrictTrackerStore) -> None:
    async def scenario() -> None:
        await store.database.run(lambda connection: open_conversation(connection, "one"))
        tracker = await store.get_or_create_tracker("one", append_action_listen=False)
        await store.save(said(tracker, "bonjour"))
        (turn,) = await store.database.run(lambda connection: turns(connection, "one"))
        assert (turn.message_id, turn.text) == ("bonjour", "bonjour")

    asyncio.run(scenario())


@pytest.mark.parametrize("sender_id", ["x\ud83d", "x\u0000", "x" * 100_000, ""])
def test_no_conversation_id_ends_the_process(store: StrictTrackerStore, sender_id: str) -> None:
    """Rasa's own store calls ``sys.exit`` for the first two."""

    async def scenario() -> None:
        try:
            tracker = await store.get_or_create_tracker(sender_id, append_action_listen=False)
            await store.save(said(tracker, "bonjour"))
            assert texts(await store.retrieve(sender_id)) == ["bonjour"]
        except TurnFailed as failure:
            assert failure.fault == "store"

    asyncio.run(scenario())


# Purge


def test_the_purge_erases_old_conversations_only(store: StrictTrackerStore) -> None:
    def aged(connection: sa.engine.Connection) -> None:
        connection.execute(
            sa.text("UPDATE conversations SET last_used = last_used - 31 * 86400 WHERE sender_id <> 'new'")
        )
        connection.execute(
            sa.text("UPDATE events SET timestamp = timestamp - 31 * 86400 WHERE sender_id = 'old'")
        )

    def seen(connection: sa.engine.Connection) -> set[str]:
        return set(connection.execute(sa.select(EVENTS.c.sender_id).distinct()).scalars())

    async def scenario() -> None:
        for name in ("old", "new", "old but spoken to"):
            await store.save(said(await store.get_or_create_tracker(name, append_action_listen=False), name))
        await store.database.run(lambda connection: open_conversation(connection, "opened, silent"))
        await store.database.run(aged)
        assert purge(store.database, 32) == 0
        assert purge(store.database, 30) == 2
        assert await store.database.run(seen) == {"new", "old but spoken to"}
        assert set(await store.keys()) == {"new", "old but spoken to"}

    asyncio.run(scenario())


def test_the_purge_command_says_what_it_did(tmp_path: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "DATABASE_URL": f"sqlite:///{tmp_path}/base.db"}
    Database(environment["DATABASE_URL"], 4).run_now(lambda connection: open_conversation(connection, "one"))
    for days, said_so in (("30", "0 conversation"), ("0", "1 conversation")):
        command = [sys.executable, "-m", "serving.purge", "--days", days]
        ended = subprocess.run(
            command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=60
        )
        assert ended.returncode == 0, ended.stderr
        assert ended.stdout.startswith(said_so)
