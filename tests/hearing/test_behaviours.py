"""Behaviours of the reader of plan details: each is a sentence with its examples and counter-examples."""

from pathlib import Path

import pytest
import yaml

from hearing.details import find

from .scoring import TODAY

FOLDER = Path(__file__).parent / "behaviours"
CASES = [
    (behaviour, case)
    for path in sorted(FOLDER.glob("*.yml"))
    for behaviour, cases in yaml.safe_load(path.read_text(encoding="utf-8")).items()
    for case in cases
]


@pytest.mark.parametrize(("behaviour", "case"), CASES, ids=[f"{b}: {c['t'][:50]}" for b, c in CASES])
def test_behaviour(behaviour: str, case: dict):
    known = {name: case.get(name) for name in ("asked", "plan", "speaker")}
    found = find(case["t"], TODAY, **known, changed=case.get("changed", ()))
    assert found.fields == case["e"]
    if "a" in case:
        assert sorted(found.approximate) == case["a"]
    if "p" in case:
        assert found.proposals == case["p"]
    if "r" in case:
        assert [name for name, _ in found.rejected] == case["r"]
    if "c" in case:
        assert [conflict.kind for conflict in found.conflicts] == case["c"]
