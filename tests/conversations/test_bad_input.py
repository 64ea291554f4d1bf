"""Whatever is sent, a French sentence comes back and nothing that was said is lost."""

from __future__ import annotations

import signal
import time
import uuid

import pytest

from .conftest import Assistant

BAD = {
    "empty": "",
    "blank": "   \n ",
    "emojis alone": "😀🤷‍♀️👍",
    "five thousand characters": "blabla " * 715,
    "NUL": "\x00",
    "NUL inside words": "je\x00ne\x00sais",
    "a lone surrogate": "x\ud83d",
    "right-to-left marks": "\u202e\u200f",
    "punctuation": "?!… ;;",
    "markup": "<script>alert(1)</script>",
    "braces": '/inform{"choice": ',
    "an unknown intent": "/nothing_like_this",
    "an impossible date": "31 février",
    "a negative duration": "-3 jours",
    "an impossible age": "j'ai 200 ans",
}


@pytest.fixture
def sender(assistant: Assistant) -> str:
    """A conversation that has begun."""
    return begun(assistant)


def begun(assistant: Assistant) -> str:
    """Begin a conversation: it knows a purpose and a situation, and the prescriber is asked."""
    name = uuid.uuid4().hex
    for text in ("vérifier mon projet", "découvrir un métier", "je suis au chômage"):
        assistant.send(name, text)
    return name


@pytest.mark.parametrize("text", BAD.values(), ids=BAD.keys())
def test_bad_input_gets_a_sentence_and_loses_nothing(assistant: Assistant, sender: str, text: str) -> None:
    answer = assistant.send(sender, text)
    said = " ".join(message.get("text", "") for message in answer)
    assert len(said) > 20
    assert "Traceback" not in said
    plan = assistant.plan(sender)
    assert plan["objectives"] == ["discover"]
    assert plan["status"] == "jobseeker"
    goes_on = assistant.send(sender, "la mission locale")
    assert assistant.plan(sender)["prescriber"] == "mission_locale", goes_on


def test_the_action_server_freezes_and_comes_back(apart: Assistant) -> None:
    name = begun(apart)
    apart.actions.send_signal(signal.SIGSTOP)
    started = time.monotonic()
    answer = apart.send(name, "la mission locale")
    waited = time.monotonic() - started
    apart.actions.send_signal(signal.SIGCONT)
    assert "n'a pas été traité" in answer[0]["text"]
    assert waited < 10
    apart.send(name, "la mission locale")
    plan = apart.plan(name)
    assert plan == {"objectives": ["discover"], "status": "jobseeker", "prescriber": "mission_locale"}
