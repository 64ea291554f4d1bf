"""The value of a field, sent by a form instead of words."""

from __future__ import annotations

import json

import pytest
import requests
from faults import assert_error
from service import PATIENCE_SECONDS, Service, Talk, new_id
from test_web_channel import post

DATES = {"field": "start_date", "value": {"start_date": "2027-01-04", "end_date": "2027-01-15"}}
WORDS = "Dates : du 4 au 15 janvier 2027"


def test_a_value_is_a_turn_of_the_person_in_words(talk: Talk) -> None:
    assert talk.say(**DATES)[0]["text"] == f"Vous avez dit : {WORDS}"
    first = talk.history()[0]
    assert (first["from"], first["text"]) == ("user", WORDS)


def test_the_answer_tells_the_words_of_the_turn_each_time(talk: Talk) -> None:
    message_id = new_id()
    for _ in range(2):
        assert talk.send(id=message_id, **DATES).json()["said"] == WORDS
    assert "said" not in talk.send("bonjour").json()


def test_the_project_is_given_as_a_form(service: Service, talk: Talk) -> None:
    answer = requests.get(f"{service.base}/project", headers=talk.headers, timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert answer.json()["rows"] == answer.json()["files"] == []
    assert [line["form"]["field"] for line in answer.json()["missing"]][:2] == ["objectives", "status"]
    assert_error(requests.get(f"{service.base}/project", timeout=PATIENCE_SECONDS), 401)


def test_the_same_value_sent_twice_counts_once(talk: Talk) -> None:
    message_id = new_id()
    assert talk.say(id=message_id, **DATES) == talk.say(id=message_id, **DATES)
    assert len(talk.history()) == 2


def test_a_value_is_answered_where_the_actions_have_a_server_of_their_own(apart: Service) -> None:
    assert Talk(apart.base).say(**DATES)[0]["text"] == f"Vous avez dit : {WORDS}"


NOT_FIELDS = [
    {"field": "start_date"},
    {"value": "2027-01-04"},
    {"field": None, "value": 1},
    {"field": ["start_date"], "value": 1},
    {"field": {"a": 1}, "value": 1},
    {"field": 12, "value": 1},
    {**DATES, "text": "du 4 au 15"},
    {**DATES, "payload": "/begin"},
    {"field": "\ud83d", "value": 1},
    {"field": "x" * 50_000, "value": 1},
    {"field": "city", "value": "Lyon"},
    {"field": "phase", "value": "trade"},
    {"field": "dialogue", "value": {}},
    {"field": "start_date", "value": ["2027-01-04"] * 4000},
    {"field": "start_date", "value": "2" * 60_000},
    {"field": "start_date", "value": {"start_date": {"start_date": "2027-01-04"}}},
    {"field": "age_at_start", "value": 10**300},
    {"field": "age_at_start", "value": "\ud83d"},
    {"field": "objectives", "value": [["discover"]]},
    {"field": "objectives", "value": [{}]},
    {"field": "worked_weekdays", "value": {"worked_weekdays": [None], "daily_hours": [7]}},
]


@pytest.mark.parametrize("fields", NOT_FIELDS, ids=lambda fields: json.dumps(fields)[:60])
def test_what_is_no_value_of_a_field_is_refused_and_changes_nothing(
    service: Service, talk: Talk, fields: dict
) -> None:
    assert_error(post(service, json.dumps({"id": new_id(), **fields}).encode(), talk.token), 422)
    assert talk.history() == []
