"""The endpoints of /chat, as a browser uses them."""

from __future__ import annotations

import concurrent.futures
import json
import time
import uuid

import pytest
import requests
from faults import assert_error
from service import PATIENCE_SECONDS, Service, Talk, new_id


def test_a_conversation_reaches_its_result(talk: Talk) -> None:
    greeting = talk.say("bonjour")
    assert greeting[0]["buttons"][0]["payload"] == "/begin"
    assert talk.say(payload="/begin")[0]["text"] == "Dans quelle ville ?"
    assert talk.say("Lyon")[0]["text"] == "Quel métier ?"
    assert talk.say("menuisier")[0]["custom"]["plan"] == {"city": "Lyon", "trade": "menuisier"}


def test_text_buttons_and_custom_object_of_one_utterance_are_one_message(talk: Talk) -> None:
    talk.say("bonjour")
    assert talk.say(payload="/begin") == [
        {
            "text": "Dans quelle ville ?",
            "buttons": [{"title": "Lyon", "payload": "Lyon"}],
            "custom": {"asked": "city", "progress": {"done": 0, "total": 2}},
        }
    ]


def test_a_turn_without_a_word_gets_a_sentence(talk: Talk) -> None:
    (message,) = talk.say("silence")
    assert message["text"].startswith("Je n'ai pas de réponse")


def test_history_gives_the_conversation_back_with_the_words_of_the_buttons(talk: Talk) -> None:
    talk.begin()
    talk.say("Lyon")
    history = talk.history()
    assert [(message["from"], message["text"]) for message in history] == [
        ("user", "bonjour"),
        ("bot", "Bonjour, voici ce que je sais faire."),
        ("user", "Commencer"),
        ("bot", "Dans quelle ville ?"),
        ("user", "Lyon"),
        ("bot", "Quel métier ?"),
    ]
    assert history[3]["custom"]["asked"] == "city"
    assert history[1]["buttons"][0] == {"title": "Commencer", "payload": "/begin"}


def test_a_new_session_has_an_empty_history(talk: Talk) -> None:
    assert talk.history() == []


def test_two_sessions_see_nothing_of_each_other(service: Service) -> None:
    one, other = Talk(service.base), Talk(service.base)
    one.say("secret de Pauline")
    assert other.history() == []
    assert one.token != other.token


def test_an_erased_session_is_gone_and_its_bytes_with_it(service: Service, talk: Talk) -> None:
    word = f"confidence{uuid.uuid4().hex}"
    talk.say(word)
    database = service.folder / "conversations.db"
    assert word.encode() in database.read_bytes()
    answer = requests.delete(f"{talk.base}/session", headers=talk.headers, timeout=PATIENCE_SECONDS)
    assert (answer.status_code, answer.json()) == (200, {"erased": True})
    assert word.encode() not in database.read_bytes()
    assert talk.send("encore").status_code == 401
    again = requests.delete(f"{talk.base}/session", headers=talk.headers, timeout=PATIENCE_SECONDS)
    assert again.json() == {"erased": True}


def test_the_database_holds_neither_token_nor_session_id(service: Service, talk: Talk) -> None:
    talk.say("bonjour")
    stored = (service.folder / "conversations.db").read_bytes()
    for part in (talk.token, talk.token.split(".")[1]):
        assert part.encode() not in stored


# Once and in order


def test_the_same_id_twice_is_one_turn_with_the_same_reply(talk: Talk) -> None:
    talk.begin()
    message_id = new_id()
    first = talk.say("Lyon", id=message_id)
    assert talk.say("Lyon", id=message_id) == first
    assert talk.say("Lyon", id=message_id.upper()) == first
    assert talk.say("soudeur")[0]["custom"]["plan"] == {"city": "Lyon", "trade": "soudeur"}


def test_the_same_id_at_the_same_time_is_one_turn(service: Service, talk: Talk) -> None:
    talk.begin()
    service.fault("sleep 0.5")
    message_id = new_id()
    with concurrent.futures.ThreadPoolExecutor(5) as pool:
        replies = list(pool.map(lambda _: talk.say("Lyon", id=message_id), range(5)))
    assert replies == [replies[0]] * 5
    assert [message["text"] for message in talk.history()].count("Lyon") == 1


def test_two_messages_at_once_are_both_answered_in_order(service: Service, talk: Talk) -> None:
    talk.begin()
    service.fault("sleep 0.7")
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        first = pool.submit(talk.say, "Brest")
        time.sleep(0.3)
        second = pool.submit(talk.say, "cordiste")
        assert first.result()[0]["text"] == "Quel métier ?"
        assert second.result()[0]["custom"]["plan"] == {"city": "Brest", "trade": "cordiste"}


def test_a_hundred_messages_of_many_sessions_at_once(service: Service) -> None:
    def whole(number: int) -> dict:
        talk = Talk(service.base)
        talk.begin()
        talk.say(f"Ville {number}")
        return talk.say(f"métier {number}")[0]["custom"]["plan"]

    with concurrent.futures.ThreadPoolExecutor(10) as pool:
        plans = list(pool.map(whole, range(25)))
    assert plans == [{"city": f"Ville {number}", "trade": f"métier {number}"} for number in range(25)]


# What is text and what is a choice


@pytest.mark.parametrize(
    "text", ["/restart", " /restart", "//restart", "/ /restart", "\u2003/restart", "\u0000/restart"]
)
def test_a_leading_slash_in_free_text_is_text(talk: Talk, text: str) -> None:
    talk.begin()
    talk.say("Lyon")
    # Obeyed, it would have cleared the form; as text it is the answer to the question.
    assert talk.say(text)[0]["custom"]["plan"] == {"city": "Lyon", "trade": "restart"}


@pytest.mark.parametrize(
    "payload", ["/restart", "/session_start", "/back", '/choose_status{"status":"x"}', "/begin ", "Paris"]
)
def test_a_payload_that_was_not_offered_is_refused(talk: Talk, payload: str) -> None:
    talk.begin()
    answer = talk.send(payload=payload)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "payload_not_offered")
    assert talk.say("Lyon")[0]["text"] == "Quel métier ?"


def test_a_payload_offered_to_another_session_is_refused(service: Service, talk: Talk) -> None:
    Talk(service.base).begin()
    assert talk.send(payload="/begin").status_code == 422


def test_a_payload_of_a_recap_row_is_offered(talk: Talk) -> None:
    talk.begin()
    talk.say("Lyon")
    (message,) = talk.say("maçon")
    assert talk.say(payload=message["custom"]["recap"][0]["payload"])[0]["text"] == "Dans quelle ville ?"


# Errors


def post(service: Service, body: bytes, token: str, **headers: str) -> requests.Response:
    return requests.post(
        f"{service.base}/messages",
        data=body,
        headers={"Authorization": f"Bearer {token}", **headers},
        timeout=PATIENCE_SECONDS,
    )


BAD_BODIES = [
    b"",
    b"[]",
    b"null",
    b"12",
    b'"texte"',
    b"{",
    b"\xff\xfe\x00",
    b'{"id": "\xc3\x28"}',
    b"[" * 60000,
    b'{"a":' * 10000,
    b'{"id":' + b"9" * 60000 + b"}",
    b'{"id": 1e999, "text": NaN}',
    b'{"id":"a","id":"b"}',
    b"\x00" * 100,
]


@pytest.mark.parametrize("body", BAD_BODIES, ids=lambda body: repr(body[:20]))
def test_bytes_that_are_not_a_message_object(service: Service, talk: Talk, body: bytes) -> None:
    answer = post(service, body, talk.token)
    assert_error(answer, 400)


BAD_FIELDS = [
    {},
    {"id": None, "text": "a"},
    {"id": 12, "text": "a"},
    {"id": "pas-un-uuid", "text": "a"},
    {"id": ["a"], "text": "a"},
    {"text": "a"},
    {"text": "a", "payload": "/begin"},
    {"text": None},
    {"text": 12},
    {"text": ["a"]},
    {"text": {"a": 1}},
    {"text": ""},
    {"text": "  \n\t "},
    {"text": "\u0000"},
    {"text": "\ud83d"},
    {"text": "/"},
    {"text": "a" * 1001},
    {"payload": None},
    {"payload": ""},
    {"payload": "/" * 3000},
    {"payload": {"a": 1}},
    {"payload": "\ud83d"},
]


@pytest.mark.parametrize("fields", BAD_FIELDS, ids=lambda fields: json.dumps(fields)[:30])
def test_objects_that_are_not_a_message(service: Service, talk: Talk, fields: dict) -> None:
    with_id = fields if "id" in fields or fields in ({}, {"text": "a"}) else {"id": new_id(), **fields}
    assert_error(post(service, json.dumps(with_id).encode(), talk.token), 422)
    assert talk.history() == []


@pytest.mark.parametrize(
    "text", ["a" * 1000, "😀" * 20, "a\ud83db", "a\u0000b", "é\u0301\u202e", "'; DROP TABLE events;--"]
)
def test_strange_texts_are_answered(talk: Talk, text: str) -> None:
    assert talk.say(text)[0]["text"].startswith("Vous avez dit : ")


def test_a_body_over_64_kb(service: Service, talk: Talk) -> None:
    assert_error(post(service, b" " * (64 * 1024 + 1), talk.token), 413)
    assert talk.say("bonjour")


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Bearer x",
        "Basic eDp5",
        "Bearer v1.a.b.c",
        "Bearer " + "x" * 5000,
        "Bearer v1...",
        "Bearer é.é.é.é",
    ],
)
def test_tokens_that_are_not_ours(service: Service, header: str) -> None:
    headers = {"Authorization": header.encode()} if header else {}
    for method, path in (("POST", "messages"), ("GET", "history"), ("DELETE", "session")):
        answer = requests.request(
            method, f"{service.base}/{path}", headers=headers, json={}, timeout=PATIENCE_SECONDS
        )
        assert_error(answer, 401)


def test_a_changed_token_is_refused(service: Service, talk: Talk) -> None:
    version, session, expiry, signature = talk.token.split(".")
    other = Talk(service.base).token.split(".")
    for forged in (
        (version, other[1], expiry, signature),
        (version, session, str(int(expiry) + 1), signature),
        (version, session, expiry, ("A" if signature[0] != "A" else "B") + signature[1:]),
        ("v2", session, expiry, signature),
    ):
        answer = requests.get(
            f"{service.base}/history",
            headers={"Authorization": f"Bearer {'.'.join(forged)}"},
            timeout=PATIENCE_SECONDS,
        )
        assert_error(answer, 401)


@pytest.mark.parametrize(
    "method, path, status", [("GET", "nothing", 404), ("GET", "messages", 405), ("PUT", "session", 405)]
)
def test_other_addresses(service: Service, method: str, path: str, status: int) -> None:
    assert_error(requests.request(method, f"{service.base}/{path}", timeout=PATIENCE_SECONDS), status)


# Health and logs


def test_health_names_every_part(service: Service) -> None:
    answer = requests.get(f"{service.base}/health", timeout=PATIENCE_SECONDS)
    assert answer.status_code == 200
    assert answer.json()["checks"] == {"model": "ok", "actions": "ok", "store": "ok", "lock": "ok"}


def test_every_log_line_is_json_with_a_request_id_and_nothing_personal(service: Service, talk: Talk) -> None:
    word = f"personnel{uuid.uuid4().hex}"
    answer = talk.send(word)
    post(service, json.dumps({"id": word, "text": word}).encode(), talk.token)
    requests.get(f"{service.base}/{word}", timeout=PATIENCE_SECONDS)
    service.fault("raise")
    assert talk.send(word).status_code == 503
    service.fault()
    logs = service.logs
    assert word not in logs
    assert talk.token not in logs and talk.token.split(".")[1] not in logs
    lines = [json.loads(line) if line.startswith("{") else {"not JSON": line} for line in logs.splitlines()]
    assert [line for line in lines if "not JSON" in line] == []
    assert all({"time", "level", "logger", "request_id", "event"} <= set(line) for line in lines)
    request_id = answer.headers["X-Request-Id"]
    mine = [line for line in lines if line["request_id"] == request_id and line["event"] == "request"]
    assert [line["status"] for line in mine] == [200]


def test_the_same_request_id_is_in_the_logs_of_both_servers(apart: Service) -> None:
    apart.fault("raise")
    request_id = Talk(apart.base).send("bonsoir").headers["X-Request-Id"]
    apart.fault()
    for file in (apart.log_file, apart.action_log_file):
        assert request_id in file.read_text()
