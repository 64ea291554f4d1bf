"""Whole conversations, one YAML file each, held with the real server; then once more with the actions in a
server of their own, which must reply the same.

A step is what the person does, and what must then be true of the answer:
    user      a sentence, or `button`: the title of a button on offer
    asked     id of the question put by the answer (null: none was put)
    says      texts that the answer holds (case-insensitive); `says_not`: texts that it does not hold
    buttons   titles on offer
    topic     the FAQ topic answered
    plan      values that the plan now holds; null: the field is absent
    verdict, violations, warnings, missing   of the verdict given; `provisional`: given before the end
    wait      hours that pass before the step
"""

from __future__ import annotations

import uuid
from pathlib import Path
from typing import Any

import pytest
import yaml

from .conftest import Assistant

FOLDER = Path(__file__).parent
FILES = sorted(FOLDER.rglob("*.yml"))
KNOWN = {
    "user",
    "button",
    "wait",
    "asked",
    "says",
    "says_not",
    "buttons",
    "topic",
    "plan",
    "verdict",
    "violations",
    "warnings",
    "missing",
    "provisional",
}


EACH = pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.stem}")
Reply = list[dict[str, Any]]


@pytest.fixture(scope="module")
def replies() -> dict[Path, list[Reply]]:
    """The replies of each conversation held so far."""
    return {}


@EACH
def test_conversation(assistant: Assistant, replies: dict[Path, list[Reply]], path: Path) -> None:
    replies[path] = hold(assistant, path)


@EACH
def test_an_action_server_replies_the_same(
    assistant: Assistant, apart: Assistant, replies: dict[Path, list[Reply]], path: Path
) -> None:
    expected = replies[path] if path in replies else hold(assistant, path)
    assert hold(apart, path) == expected


def hold(assistant: Assistant, path: Path) -> list[Reply]:
    """Hold a conversation, check each step, and give the replies."""
    talk = Talk(assistant)
    replies = []
    for number, step in enumerate(yaml.safe_load(path.read_text(encoding="utf-8")), 1):
        assert set(step) <= KNOWN, f"step {number}: unknown keys {set(step) - KNOWN}"
        replies.append(talk.take(number, step))
    return replies


class Talk:
    """One conversation in progress."""

    def __init__(self, assistant: Assistant) -> None:
        self.assistant = assistant
        self.sender = uuid.uuid4().hex
        self.buttons: dict[str, str] = {}

    def take(self, number: int, step: dict[str, Any]) -> Reply:
        """Do one step, hold the answer to it and give it."""
        if "wait" in step:
            self.assistant.age(self.sender, step["wait"])
        sent = step["user"] if "user" in step else self._payload(number, step["button"])
        messages = self.assistant.send(self.sender, sent)
        text = "\n".join(m["text"] for m in messages if m.get("text"))
        assert text, f"step {number}: silence after {sent!r}"
        self.buttons = {b["title"]: b["payload"] for m in messages for b in m.get("buttons") or []}
        customs = [m["custom"] for m in messages if m.get("custom")]
        seen = f"step {number}, after {sent!r}, the assistant said:\n{text}\n{customs}"
        self._hold_words(step, text, seen)
        self._hold_customs(step, customs, seen)
        for name, value in step.get("plan", {}).items():
            actual = self.assistant.slots(self.sender).get(name)
            assert actual == value, f"{name} is {actual!r}, not {value!r}; {seen}"
        return [{key: part for key, part in m.items() if key != "recipient_id"} for m in messages]

    def _payload(self, number: int, title: str) -> str:
        assert title in self.buttons, f"step {number}: no button {title!r} among {list(self.buttons)}"
        return self.buttons[title]

    def _hold_words(self, step: dict[str, Any], text: str, seen: str) -> None:
        for words in _listed(step.get("says", [])):
            assert words.lower() in text.lower(), f"{words!r} is missing; {seen}"
        for words in _listed(step.get("says_not", [])):
            assert words.lower() not in text.lower(), f"{words!r} is there; {seen}"
        for title in _listed(step.get("buttons", [])):
            assert title in self.buttons, f"no button {title!r}; {seen}"

    def _hold_customs(self, step: dict[str, Any], customs: list[dict[str, Any]], seen: str) -> None:
        if "asked" in step:
            asked = next((c["asked"] for c in customs if "asked" in c), None)
            assert asked == step["asked"], f"asked {asked!r}; {seen}"
        if "topic" in step:
            assert step["topic"] in [c["topic"] for c in customs if "topic" in c], seen
        verdict = next((c for c in reversed(customs) if "verdict" in c), {})
        for name in ("verdict", "provisional"):
            if name in step:
                assert verdict.get(name) == step[name], f"{name} is {verdict.get(name)!r}; {seen}"
        for name in ("violations", "warnings", "missing"):
            if name in step:
                assert sorted(verdict.get(name, [])) == sorted(step[name]), f"{name}; {seen}"


def _listed(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]
