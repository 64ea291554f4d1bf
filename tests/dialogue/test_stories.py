"""The stories of tests/stories, held against the decision itself: Rasa plays each once, and those that only
differ by what does not count as a feature are one story to it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogue.buttons import said_in
from dialogue.decide import LISTEN, next_action
from dialogue.state import State

TODAY = date(2026, 11, 23)
FILES = sorted([*Path("tests/stories").glob("*.yml"), *Path("data/stories").glob("*.yml")])
STORIES = [story for path in FILES for story in yaml.safe_load(path.read_text(encoding="utf-8"))["stories"]]
ENTITY_KEYS = ("role", "group")


def predicted(story: dict[str, Any]) -> list[tuple[str, str]]:
    """(expected, predicted) for each action of a story, and for the end of its last turn."""
    slots: dict[str, Any] = {}
    message: dict[str, Any] = {}
    done: list[str] = []
    pairs = []

    def decided() -> str:
        return next_action(said_in(message), State.from_slots(slots.get), done, TODAY, 0.0)

    for step in story["steps"]:
        if "slot_was_set" in step:
            for slot in step["slot_was_set"]:
                slots |= slot
        elif "intent" in step:
            if message:
                pairs.append((LISTEN, decided()))
            entities = [entity(written) for written in step.get("entities", [])]
            message, done = {"intent": {"name": step["intent"], "confidence": 1.0}, "entities": entities}, []
        else:
            pairs.append((step["action"], decided()))
            done.append(step["action"])
    return [*pairs, (LISTEN, decided())]


def entity(written: dict[str, Any]) -> dict[str, Any]:
    name = next(key for key in written if key not in ENTITY_KEYS)
    return {
        "entity": name,
        "value": written[name],
        **{key: written[key] for key in ENTITY_KEYS if key in written},
    }


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story["story"])
def test_a_story_is_decided_as_it_is_written(story: dict[str, Any]) -> None:
    pairs = predicted(story)
    assert [found for _, found in pairs] == [expected for expected, _ in pairs]


def test_there_are_stories_enough_for_a_newcomer() -> None:
    assert len({story["story"] for story in STORIES}) >= 40


@pytest.mark.parametrize(
    ("title", "instead", "actions"),
    [
        ("a detail opens the check", {"topic": "remuneration", "role": "asked"}, ["action_answer"]),
        ("a question alone is answered, and nothing is pushed", {"control": "recap"}, ["action_recap"]),
        ("what has changed is told, and erases nothing", {"control": "erase"}, ["action_erase"]),
        (
            "danger gets the answer and nothing is pushed",
            {"distress": True, "role": "doubt"},
            ["action_care"],
        ),
    ],
)
def test_another_entity_in_a_story_has_other_actions(
    title: str, instead: dict[str, Any], actions: list[str]
) -> None:
    story = next(story for story in STORIES if story["story"] == title)
    steps = [{**step, "entities": [instead]} if "intent" in step else step for step in story["steps"]]
    assert next(found for _, found in predicted({"steps": steps})) == actions[0]
    assert predicted({"steps": steps}) != predicted(story)
