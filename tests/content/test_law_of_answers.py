"""What a jurist found wrong, missing or misleading in the answers stays mended, with its source."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
import yaml

from dialogue import faq

SAID = yaml.safe_load(Path(__file__).with_name("law_of_answers.yml").read_text(encoding="utf-8"))


def answer(row: dict[str, str]) -> tuple[str, Sequence[str]]:
    """The text of a row, and its sources."""
    entry = faq.topics()[row["topic"]]
    if "angle" in row:
        angle = faq.angle(f"{row['topic']}/{row['angle']}")
        assert angle
        return angle.text, angle.sources
    return entry.situations[row["situation"]] if "situation" in row else entry.text, entry.sources


@pytest.mark.parametrize("row", SAID, ids=lambda row: f"{row['topic']}: {row['said']}")
def test_an_answer_says_what_its_source_says(row: dict[str, str]) -> None:
    text, sources = answer(row)
    assert row["said"] in text.replace("**", "")
    assert "not_said" not in row or row["not_said"] not in text
    assert row["source"] in sources


def test_somebody_who_is_hit_reads_the_number_to_call() -> None:
    domain = yaml.safe_load(Path("domain.yml").read_text(encoding="utf-8"))
    text = domain["responses"]["utter_distress"][0]["text"].replace("**", "")
    assert "Si quelqu'un vous menace ou vous frappe : 17 ou 112, ou le 114 par SMS." in text
    assert "Si vous avez peur pour quelqu'un" in text
