"""A verdict is said for the one who reads it: the person, a parent, an adviser, the host."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

import law
from dialogue import verdict
from dialogue.law_words import told, words_for_others
from dialogue.next_steps import next_steps, signatories
from dialogue.speech import SPEAKERS

from .plans import COMMON

TODAY = date(2026, 11, 23)
OTHERS = [speaker for speaker in SPEAKERS if speaker != "person"]
ADDRESS = re.compile(r"\b(vous|votre|vos|vôtre)\b", re.IGNORECASE)
PLANS = {
    "lawful": COMMON,
    "minor": {**COMMON, "age_at_start": 17, "legal_rep_agreement": False, "dangerous_work": True},
    "employee": {**COMMON, "status": "employee", "work_time": "working_time", "employer_agreement": False},
    "used as a worker": {**COMMON, "host_needs": ["replacement"], "paid_by_host": "wage"},
    "alone": {**COMMON, "prescriber": "none", "prior_same_host": None},
}


def texts(entry: Any) -> list[str]:
    if isinstance(entry, str):
        return [entry]
    held = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, list) else []
    return [text for item in held for text in texts(item)]


LAW_TEXTS = sorted(
    {
        text
        for path in [*Path("law/rules").glob("*.yml"), Path("law/information.yml")]
        for text in texts(yaml.safe_load(path.read_text(encoding="utf-8")))
        if ADDRESS.search(text)
    }
)


@pytest.mark.parametrize("text", LAW_TEXTS)
def test_a_sentence_of_the_law_never_takes_an_adviser_for_the_person(text: str) -> None:
    assert not ADDRESS.search(told(text, "adviser"))
    assert told(text, "person") == told(text) == text


@pytest.mark.parametrize("entry", words_for_others(), ids=lambda entry: entry["said"])
def test_words_for_others_stand_in_a_sentence_of_the_law(entry: dict[str, str]) -> None:
    assert any(entry["said"] in text for text in LAW_TEXTS)


@pytest.mark.parametrize("speaker", OTHERS)
@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
def test_the_points_of_a_verdict_are_said_of_the_person_to_others(plan: dict, speaker: str) -> None:
    said = verdict.tell(law.check(plan, TODAY), plan, TODAY, speaker)
    kept = re.sub(r"votre enfant|(par vous, le|votre accord et)", "", said)
    assert not ADDRESS.search(kept)


@pytest.mark.parametrize("plan", PLANS.values(), ids=list(PLANS))
def test_the_steps_name_the_speaker_only_by_their_own_part(plan: dict) -> None:
    result = law.check(plan, TODAY)
    assert "vous" in signatories(plan, TODAY, "person")
    assert "vous (la structure d'accueil)" in signatories(plan, TODAY, "host")
    assert "la personne" in signatories(plan, TODAY, "adviser")
    assert "votre enfant" in signatories(plan, TODAY, "parent")
    assert not [step for step in next_steps(result, plan, TODAY, "host") if "votre conseiller" in step]


def test_a_parent_signs_for_a_minor() -> None:
    assert "vous, son représentant légal" in signatories(PLANS["minor"], TODAY, "parent")


def test_programs_are_given_the_words_for_the_speaker_too() -> None:
    plan = PLANS["used as a worker"]
    custom = verdict.as_custom(law.check(plan, TODAY), plan, TODAY, speaker="parent")
    reasons = " ".join(point["reason"] for point in custom["points"])
    assert "La présence de votre enfant servirait à remplacer" in reasons
