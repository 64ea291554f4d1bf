"""Faults of the action server: the person is told, the turn is undone, the same answer then completes."""

from __future__ import annotations

import concurrent.futures
import signal
import time

import requests
from faults import TOLD_WITHIN_SECONDS, assert_told, break_and_mend
from service import PATIENCE_SECONDS, Service, Talk, kill


def test_an_action_that_raises(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("raise"), service.fault, "actions_unavailable")


def test_an_action_that_hangs(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("sleep 30"), service.fault, "actions_unavailable")


def test_an_action_that_fails_in_an_unusual_way(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("garbage"), service.fault, "actions_unavailable")


def test_the_action_server_dies_during_the_action(service: Service, talk: Talk) -> None:
    def mend() -> None:
        service.fault()
        kill(service.actions)
        service.start_actions()

    break_and_mend(talk, lambda: service.fault("die"), mend, "actions_unavailable")


def test_the_action_server_is_down(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: kill(service.actions), service.start_actions, "actions_unavailable")


def test_the_action_server_is_frozen(service: Service, talk: Talk) -> None:
    break_and_mend(
        talk,
        lambda: service.actions.send_signal(signal.SIGSTOP),
        lambda: service.actions.send_signal(signal.SIGCONT),
        "actions_unavailable",
        broken=("tonnelier",),
    )


def test_health_names_the_action_server_when_it_is_down(service: Service) -> None:
    kill(service.actions)
    try:
        time.sleep(1.2)
        answer = requests.get(f"{service.base}/health", timeout=PATIENCE_SECONDS)
        assert answer.status_code == 503
        assert answer.json()["down"] == ["actions"]
        assert "actions" in answer.json()["error"]["message"]
    finally:
        service.start_actions()


def test_other_conversations_go_on_while_one_waits(service: Service) -> None:
    waiting, other = Talk(service.base), Talk(service.base)
    waiting.begin()
    other.say("bonjour")
    service.fault("sleep 30")
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        slow = pool.submit(waiting.send, "Metz")
        time.sleep(0.5)
        # The greeting needs no action.
        answer = other.send("bonjour")
        assert answer.status_code == 200
        assert answer.elapsed.total_seconds() < 3
        assert_told(slow.result(), "actions_unavailable")
    service.fault()


def test_messages_that_queue_behind_a_hanging_turn_are_told_in_time(service: Service, talk: Talk) -> None:
    talk.begin()
    service.fault("sleep 30")
    with concurrent.futures.ThreadPoolExecutor(3) as pool:
        answers = [answer.result() for answer in [pool.submit(talk.send, "Metz") for _ in range(3)]]
    service.fault()
    for answer in answers:
        assert answer.status_code == 503
        assert answer.elapsed.total_seconds() < TOLD_WITHIN_SECONDS
    assert talk.say("Metz")[0]["text"] == "Quel métier ?"
