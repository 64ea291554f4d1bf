"""Faults of the actions, wherever they run: the person is told, the turn is undone, the same answer then
completes.
"""

from __future__ import annotations

import concurrent.futures
import signal
import time

import pytest
import requests
from faults import TOLD_WITHIN_SECONDS, assert_told, break_and_mend
from service import PATIENCE_SECONDS, Service, Talk, kill


@pytest.fixture(params=["shared", "apart"], ids=["inside", "apart"])
def service(request: pytest.FixtureRequest) -> Service:
    """A service with the actions inside, then one with the actions in a server of their own."""
    service: Service = request.getfixturevalue(request.param)
    service.fault()
    return service


@pytest.fixture
def apart(apart: Service) -> Service:
    """The service with an action server, without any fault left by another test."""
    apart.fault()
    return apart


def test_an_action_that_raises(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("raise"), service.fault, "actions_unavailable")
    assert "secret of" not in service.logs


def test_an_action_that_waits_too_long(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("sleep 30"), service.fault, "actions_unavailable")


def test_an_action_that_blocks(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("block 4"), service.fault, "actions_unavailable")
    time.sleep(4 if service.apart else 0)


def test_an_action_that_never_stops_computing(shared: Service) -> None:
    shared.fault()
    talk = Talk(shared.base)
    break_and_mend(talk, lambda: shared.fault("spin"), shared.fault, "actions_unavailable", ("tonnelier",))
    # It was interrupted: the process is idle again.
    before = shared.seconds_of_cpu()
    time.sleep(1)
    assert shared.seconds_of_cpu() - before < 0.5


def test_an_action_that_fails_in_an_unusual_way(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("garbage"), service.fault, "actions_unavailable")


@pytest.mark.parametrize("order", ["unserialisable", "unknown_event", "no_list"])
def test_an_action_that_answers_what_cannot_be_read(service: Service, talk: Talk, order: str) -> None:
    break_and_mend(talk, lambda: service.fault(order), service.fault, "actions_unavailable", ("tonnelier",))


def test_an_action_cannot_change_the_conversation_it_was_shown(service: Service, talk: Talk) -> None:
    break_and_mend(talk, lambda: service.fault("meddle"), service.fault, "actions_unavailable")


def test_many_actions_that_block_do_not_stop_the_others(shared: Service) -> None:
    shared.fault("block 5")
    blocked = [Talk(shared.base) for _ in range(20)]
    with concurrent.futures.ThreadPoolExecutor(20) as pool:
        answers = list(pool.map(lambda talk: talk.send("n'importe quoi"), blocked))
    assert {answer.status_code for answer in answers} == {503}
    shared.fault()
    Talk(shared.base).begin()


def test_the_action_server_dies_during_the_action(apart: Service) -> None:
    def mend() -> None:
        apart.fault()
        kill(apart.actions)
        apart.start_actions()

    break_and_mend(Talk(apart.base), lambda: apart.fault("die"), mend, "actions_unavailable")


def test_the_action_server_is_down(apart: Service) -> None:
    talk = Talk(apart.base)
    break_and_mend(talk, lambda: kill(apart.actions), apart.start_actions, "actions_unavailable")


def test_the_action_server_is_frozen(apart: Service) -> None:
    break_and_mend(
        Talk(apart.base),
        lambda: apart.actions.send_signal(signal.SIGSTOP),
        lambda: apart.actions.send_signal(signal.SIGCONT),
        "actions_unavailable",
        broken=("tonnelier",),
    )


def test_health_names_the_action_server_when_it_is_down(apart: Service) -> None:
    kill(apart.actions)
    try:
        time.sleep(1.2)
        answer = requests.get(f"{apart.base}/health", timeout=PATIENCE_SECONDS)
        assert answer.status_code == 503
        assert answer.json()["down"] == ["actions"]
        assert "actions" in answer.json()["error"]["message"]
    finally:
        apart.start_actions()


@pytest.mark.parametrize("order", ["sleep 30", "block 3"])
def test_other_conversations_go_on_while_one_waits(shared: Service, order: str) -> None:
    shared.fault()
    waiting, other = Talk(shared.base), Talk(shared.base)
    waiting.begin()
    other.say("bonjour")
    shared.fault(order)
    with concurrent.futures.ThreadPoolExecutor(1) as pool:
        slow = pool.submit(waiting.send, "Metz")
        time.sleep(0.5)
        # The greeting needs no action.
        answer = other.send("bonjour")
        assert answer.status_code == 200
        assert answer.elapsed.total_seconds() < 3
        assert_told(slow.result(), "actions_unavailable")
    shared.fault()


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
