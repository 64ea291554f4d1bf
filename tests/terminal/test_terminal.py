"""`make chat` at a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from .screen import Screen, children, listens_on, terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")

LOCAL = "0100007F"


@pytest.fixture(scope="module")
def chat() -> Iterator[Screen]:
    """A conversation that has begun."""
    with terminal("scripts.chat") as screen:
        screen.read_until_prompt()
        yield screen


def test_one_process_answers_and_listens_on_this_machine_only(chat: Screen) -> None:
    assert "Je peux" in chat.written
    assert children(chat.process_id) == []
    assert listens_on(chat.process_id) == {LOCAL}


def test_tensorflow_is_not_loaded(chat: Screen) -> None:
    assert "tensorflow" not in Path(f"/proc/{chat.process_id}/maps").read_text().lower()


def test_an_action_answers(chat: Screen) -> None:
    assert "J'ai noté" in chat.say("je suis au chômage et jveux découvrir le métier de fleuriste")


def test_a_typed_letter_chooses_and_stop_ends() -> None:
    with terminal("scripts.chat") as screen:
        screen.read_until_prompt()
        assert "découvrir" in screen.say("a")
        screen.type("/stop")
        assert screen.ended()
        assert screen.rest().rstrip().endswith("Au revoir.")


@pytest.mark.parametrize("hangup_ignored", [False, True], ids=["plain", "nohup"])
def test_closing_the_window_ends_everything(hangup_ignored: bool) -> None:
    with terminal("scripts.chat", hangup_ignored=hangup_ignored) as screen:
        screen.read_until_prompt()
        screen.close()
        assert screen.ended()


def test_an_action_server_is_called_when_it_is_named() -> None:
    with terminal("scripts.chat", ACTION_ENDPOINT_URL="http://127.0.0.1:9/webhook") as screen:
        assert "Votre message n'a pas été traité" in screen.read_until_prompt()
