"""« Utile ? » : kept apart from the conversation, for the answers of this conversation alone."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest
import requests
from faults import assert_error
from service import PATIENCE_SECONDS, Service, Talk, new_id


def judge(talk: Talk, **opinion: Any) -> requests.Response:
    return requests.post(
        f"{talk.base}/opinions", json=opinion, headers=talk.headers, timeout=PATIENCE_SECONDS
    )


def kept(service: Service) -> list[tuple]:
    with sqlite3.connect(service.folder / "conversations.db") as base:
        return base.execute("SELECT message_id, topic, useful FROM opinions ORDER BY at").fetchall()


@pytest.fixture
def answered(talk: Talk) -> str:
    """The id of a message that was answered on a topic."""
    message_id = new_id()
    assert talk.say("topic", id=message_id)[0]["custom"] == {"topic": "length"}
    return message_id


def test_an_opinion_is_kept_once_and_the_last_one_counts(service: Service, talk: Talk, answered: str) -> None:
    for useful in (True, False):
        answer = judge(talk, id=answered, topic="length", useful=useful)
        assert (answer.status_code, answer.json()) == (200, {"kept": True})
    assert [row for row in kept(service) if row[0] == answered] == [(answered, "length", 0)]


def test_an_opinion_says_nothing_in_the_conversation(talk: Talk, answered: str) -> None:
    before = talk.history()
    judge(talk, id=answered, topic="length", useful=False)
    assert talk.history() == before


def test_erasing_a_conversation_erases_its_opinions(service: Service, talk: Talk, answered: str) -> None:
    judge(talk, id=answered, topic="length", useful=False)
    requests.delete(f"{talk.base}/session", headers=talk.headers, timeout=PATIENCE_SECONDS)
    assert answered not in [row[0] for row in kept(service)]
    assert_error(judge(talk, id=answered, topic="length", useful=False), 401)


@pytest.mark.parametrize(
    "opinion",
    [
        {"topic": "length", "useful": True},
        {"id": "x", "topic": "length", "useful": True},
        {"id": new_id(), "topic": "length", "useful": True},
        {"topic": "other"},
        {"topic": None},
        {"topic": ["length"]},
        {"topic": "x" * 60_000},
        {"useful": "non"},
        {"useful": None},
        {"useful": 0},
    ],
    ids=lambda opinion: str(opinion)[:40],
)
def test_what_is_no_opinion_on_an_answer_is_refused(
    service: Service, talk: Talk, answered: str, opinion: dict
) -> None:
    whole = opinion if len(opinion) > 1 else {"id": answered, "topic": "length", "useful": True, **opinion}
    assert_error(judge(talk, **whole), 422)
    assert answered not in [row[0] for row in kept(service)]


def test_nobody_judges_the_answers_of_others(service: Service, answered: str) -> None:
    assert_error(judge(Talk(service.base), id=answered, topic="length", useful=False), 422)


def test_opinions_are_limited_to_what_a_person_can_give(talk: Talk, answered: str) -> None:
    answers = [judge(talk, id=answered, topic="length", useful=True) for _ in range(25)]
    assert_error(answers[-1], 429)
    assert int(answers[-1].headers["Retry-After"]) >= 1
