"""A sentence that says nothing of the plan takes nothing from the detail beside it, written or dictated."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from hearing.details import find
from hearing.reading import as_json

from .scoring import TODAY

_TABLE = yaml.safe_load((Path(__file__).parent / "beside.yml").read_text(encoding="utf-8"))
_JOINTS = (", ", ". ", " ", " mais ")


def said(text: str) -> dict[str, Any]:
    return {name: as_json(value) for name, value in find(text, TODAY).fields.items()}


def joined(first: str, joint: str, then: str) -> str:
    return first + joint + (then[0].upper() + then[1:] if joint == ". " else then)


@pytest.mark.parametrize("detail", _TABLE["details"], ids=lambda detail: detail["t"])
def test_a_detail_is_heard_by_itself(detail: dict[str, Any]) -> None:
    assert said(detail["t"]) == as_json(detail["e"])


@pytest.mark.parametrize("neutral", _TABLE["neutral"])
def test_a_sentence_that_says_nothing_leaves_a_detail_beside_it(neutral: str) -> None:
    assert said(neutral) == {}
    lost = {
        text: heard
        for detail in _TABLE["details"]
        for joint in _JOINTS
        for text in (joined(neutral, joint, detail["t"]), joined(detail["t"], joint, neutral))
        if (heard := said(text)) != as_json(detail["e"])
    }
    assert lost == {}
