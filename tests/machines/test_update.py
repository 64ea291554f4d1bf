"""A new version takes the place of the one that answers, one server after the other, while people talk."""

from __future__ import annotations

import json
import threading
import time
import warnings
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
import requests
import sqlalchemy as sa

from bench.turn import CONVERSATION
from dialogue.state import DIALOGUE, VERSION
from serving.database import CONVERSATIONS, EVENTS, Database
from tests.web.service import LOCAL, Balancer, Postgres, Redis, Service, Talk, new_id, wait_until

from .conftest import MODEL, assistant, start_together
from .models import SLOT, variant
from .proxy import caddy, program

PEOPLE = 2
PATIENCE_SECONDS = 60
Messages = list[dict[str, Any]]
Pair = tuple[Service, Service]


def insist(call: Callable[[], Any]) -> Any:
    """Do as the widget: call again when the answer was lost on the way or a server said that it could not."""

    def answered() -> Any:
        with suppress(requests.RequestException, KeyError):
            return call()

    return wait_until(answered, PATIENCE_SECONDS, "an answer")


def say(talk: Talk, text: str) -> Messages:
    message_id = new_id()
    return insist(lambda: talk.send(text, id=message_id).json()["messages"])


def hold(bases: list[str], answers: list[Messages]) -> Talk:
    """Hold the whole conversation, each turn at the next address; adds each answer to ``answers``."""
    talk = insist(lambda: Talk(bases[0]))
    for turn, text in enumerate(CONVERSATION):
        talk.base = bases[turn % len(bases)]
        answers.append(say(talk, text))
    return talk


def said(talk: Talk) -> list[str]:
    return [message["text"] for message in insist(talk.history) if message["from"] == "user"]


@pytest.fixture(scope="module")
def successors(tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, redis: Redis) -> Iterator[Pair]:
    """Two servers of the next version."""

    def more(domain: dict[str, Any]) -> None:
        domain["slots"][SLOT] = domain["slots"]["files"]

    model = variant(MODEL, tmp_path_factory.mktemp("model") / "assistant.tar.gz", more)
    first, second = (
        assistant(tmp_path_factory.mktemp(name), postgres, redis, model, "tests.machines.later")
        for name in ("third", "fourth")
    )
    start_together([first, second])
    yield first, second
    first.stop()
    second.stop()


def test_both_versions_answer_the_same_conversation_in_turn(
    pair: Pair, successors: Pair, postgres: Postgres
) -> None:
    alone: list[Messages] = []
    together: list[Messages] = []
    hold([pair[0].base], alone)
    talk = hold([successors[0].base, pair[0].base], together)
    assert together == alone
    assert said(talk) == list(CONVERSATION)
    unknown = sa.select(EVENTS.c.data).where(EVENTS.c.action_name == SLOT).order_by(EVENTS.c.id.desc())
    newest = Database(postgres.url(), 4).run_now(
        lambda connection: connection.execute(unknown.limit(1)).scalar()
    )
    assert json.loads(newest)["value"] == ["kept", len(CONVERSATION) - 1]


def test_a_conversation_that_a_later_version_remembers_otherwise_is_told_to_wait(
    pair: Pair, postgres: Postgres
) -> None:
    database, talk = Database(postgres.url(), 4), Talk(pair[0].base)
    talk.say("Vérifier mon projet")
    plan = talk.say("34 ans")[-1]["custom"]["plan"]
    assert plan["age_at_start"] == 34
    sender = sa.select(EVENTS.c.sender_id).order_by(EVENTS.c.id.desc()).limit(1).scalar_subquery()

    def remember(connection: sa.engine.Connection, version: int) -> None:
        """Store the memory again, as a server of that version would."""
        kept = sa.select(EVENTS).where(EVENTS.c.sender_id == sender, EVENTS.c.action_name == DIALOGUE)
        row = dict(connection.execute(kept.order_by(EVENTS.c.id.desc()).limit(1)).mappings().one())
        event = json.loads(row["data"])
        event["value"]["version"] = version
        del row["id"]
        connection.execute(sa.insert(EVENTS).values(**{**row, "data": json.dumps(event)}))
        connection.execute(
            sa.update(CONVERSATIONS)
            .where(CONVERSATIONS.c.sender_id == row["sender_id"])
            .values(version=CONVERSATIONS.c.version + 1, last_used=time.time())
        )

    database.run_now(lambda connection: remember(connection, VERSION + 1))
    refused = talk.send("une entreprise")
    assert refused.status_code == 503
    assert "Vos réponses précédentes sont gardées" in refused.json()["error"]["message"]
    database.run_now(lambda connection: remember(connection, VERSION))
    assert talk.say("une entreprise")[-1]["custom"]["plan"].items() >= plan.items()


@pytest.fixture
def balancer(pair: Pair) -> Iterator[Balancer]:
    """What knows the servers that are ready, as a Service of Kubernetes does."""
    balancer = Balancer([service.port for service in pair])
    yield balancer
    balancer.cut()


@pytest.fixture
def proxy(pair: Pair, successors: Pair, tmp_path: Path) -> Iterator[str | None]:
    """The proxy of deploy/, which finds out by itself; gives its address."""
    if program() is None:
        warnings.warn("THE PROXY IS NOT TESTED, Caddy is not installed", stacklevel=1)
        yield None
        return
    with caddy([service.port for service in (*pair, *successors)], tmp_path) as base:
        yield base


def test_an_update_loses_no_turn_and_empties_no_conversation(
    balancer: Balancer, proxy: str | None, pair: Pair, successors: Pair
) -> None:
    undisturbed: list[Messages] = []
    hold([pair[0].base], undisturbed)
    over = threading.Event()
    held: list[tuple[Talk, list[Messages]]] = []
    under_way: dict[int, list[Messages]] = {}

    def talk_on(number: int, base: str) -> None:
        while not over.is_set():
            answers = under_way[number] = []
            held.append((hold([base], answers), answers))

    def everybody_is_answered() -> None:
        """Wait until each person got an answer to a message that was not sent yet."""
        seen = {number: (answers, len(answers)) for number, answers in under_way.items()}
        for number, (answers, count) in seen.items():
            wait_until(
                lambda number=number, answers=answers, count=count: (
                    people[number].done() or under_way[number] is not answers or len(answers) > count + 1
                ),
                PATIENCE_SECONDS,
                "an answer",
            )

    entrances = [f"http://{LOCAL}:{balancer.port}/chat", *([proxy] if proxy else [])] * PEOPLE
    with ThreadPoolExecutor(len(entrances)) as threads:
        people = [threads.submit(talk_on, number, base) for number, base in enumerate(entrances)]
        wait_until(lambda: len(under_way) == len(people), PATIENCE_SECONDS, "everybody")
        for old, new in zip(pair, successors, strict=True):
            balancer.ports.append(new.port)
            everybody_is_answered()
            balancer.ports.remove(old.port)
            # So that what was on its way to it arrives: the pause of the chart before the stop.
            time.sleep(1)
            old.stop()
            everybody_is_answered()
        over.set()
    for person in people:
        person.result()
    assert [old.server.returncode for old in pair if old.server] == [0, 0]
    assert len(held) >= len(people)
    for talk, answers in held:
        assert answers == undisturbed
        assert said(talk) == list(CONVERSATION)
