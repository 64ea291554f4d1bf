"""The tables of sentences: every field stated is found, and nothing else."""

import pytest

from .scoring import Score, load, run, score, sentence_files

CASES = [(name, case) for name in sentence_files() for case in load(name)]


def test_there_are_enough_sentences():
    assert len(CASES) >= 250


@pytest.fixture(scope="module")
def whole() -> Score:
    return score([case for _, case in CASES])


def test_at_least_95_percent_of_stated_fields_are_right(whole: Score):
    assert whole.recall >= 0.95, "\n".join(whole.faults)


def test_fewer_than_2_percent_of_fields_are_wrong(whole: Score):
    assert whole.wrong_share < 0.02, "\n".join(whole.faults)


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=lambda case: case["t"][:60] or "empty")
def test_conflicts_and_impossible_values_are_told(case: dict):
    found = run(case)
    assert [conflict.kind for conflict in found.conflicts] == case.get("c", [])
    assert [name for name, _ in found.rejected] == case.get("r", [])
    for sentence in [c.text_fr for c in found.conflicts] + [text for _, text in found.rejected]:
        assert sentence[-1] in ".?"
