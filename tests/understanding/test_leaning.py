"""A question that says nothing of itself is answered on what was just told."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogue import faq
from hearing.ears import Ears, trained
from hearing.hear import hear
from hearing.heard import Context
from hearing.leaning import about, part
from hearing.lexicon import lists
from hearing.message import Message

CASES = yaml.safe_load(Path("tests/hearing/leaning.yml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def ears() -> Ears:
    return trained()


def context(case: dict[str, Any]) -> Context:
    return Context(
        today=date(2026, 11, 26),
        question="q6_dates",
        plan=case.get("plan", {}),
        changed=tuple(case.get("changed", ())),
    )


@pytest.mark.parametrize("case", [case for case in CASES if case["about"]], ids=lambda case: case["t"][:50])
def test_it_is_answered_on_what_was_just_told(ears: Ears, case: dict[str, Any]) -> None:
    assert [e.value for e in hear(case["t"], context(case), ears).of("topic", "asked")] == [case["about"]]


@pytest.mark.parametrize(
    "case", [case for case in CASES if not case["about"]], ids=lambda case: case["t"][:50]
)
def test_another_question_is_not(ears: Ears, case: dict[str, Any]) -> None:
    found, clause = hear(case["t"], context(case), ears), Message(case["t"]).clauses[-1]
    question, details = part(clause), [e for e in found.entities if e.is_detail]
    told = about(question, details, case["t"], context(case)) if question else []
    asked = [e.value for e in found.of("topic", "asked")]
    assert asked not in [[name.partition("/")[0]] for name in told]


def test_each_topic_and_angle_exists() -> None:
    for name in lists("about").values():
        topic = faq.topics()[name.partition("/")[0]]
        assert "/" not in name or name in {angle.name for angle in topic.angles}
