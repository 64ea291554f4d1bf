"""`make chat` at a real terminal."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from rasa_sdk.executor import CollectingDispatcher

from actions import small
from dialogue.buttons import said_in
from dialogue.state import State
from dialogue.turn import Turn
from tests.law.plans import TODAY

from .screen import LINES, Screen, children, listens_on, terminal

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


def test_what_scrolls_away_is_reminded_under_the_answer(chat: Screen) -> None:
    for part in ("vérifier mon projet : découvrir, au chômage, 30 ans", "France Travail, chez un boulanger"):
        chat.say(part)
    chat.say("du 4 au 29 janvier, du lundi au vendredi, 7h par jour")
    answer = chat.say("j'observe, première fois")
    headline = next(line for line in answer.split("\n") if "Votre projet" in line)
    assert answer.count("\n") > LINES
    assert f"↑ Plus haut\u00a0: {headline}" in answer.rstrip().split("\n")[-LINES:]


def test_the_lines_before_buttons_are_a_message_of_their_own() -> None:
    said = CollectingDispatcher()
    turn = Turn(said_in({}), State(), TODAY, 0.0, in_terminal=True)
    turn.say("Une longue réponse.", buttons=[{"title": "Oui", "payload": "/affirm"}])
    small.send(said, turn.messages[0], turn)
    texts = [message["text"] for message in said.messages]
    assert texts == ["Une longue réponse.", "Au choix, ou écrivez votre réponse :"]
    assert [bool(message["buttons"]) for message in said.messages] == [False, True]


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
