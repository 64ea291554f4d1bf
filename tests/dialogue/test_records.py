"""Each field of the plan is described completely, once, for each speaker."""

from __future__ import annotations

import json
import re

import pytest

import law
from dialogue import describe
from dialogue.records import INPUTS, questions, records
from dialogue.speech import SPEAKERS
from law.yaml_files import load_package_yaml

# Half of a record that comes in two answers; it is no field of the plan.
HALF = "same_goals"
NAMES = sorted([*law.FIELDS, HALF])
SHORTEST, LONGEST_TITLE = 3, 20
INPUT_OF_TYPE = {
    "enum": {"choice"},
    "list of enum": {"choices", "weekdays"},
    "date": {"date"},
    "time": {"time"},
    "boolean": {"yes_no"},
    "number": {"hours"},
    "integer": {"age", "days", "minutes"},
    "list of record": {"periods"},
}
EXAMPLE = {
    "date": "2026-12-07",
    "time": "09:00",
    "weekdays": ["mon", "tue"],
    "hours": 7,
    "days": 10,
    "minutes": 45,
    "age": 34,
    "periods": [{"start_date": "2026-03-02", "end_date": "2026-03-13", "same_goals": True}],
}
ADDRESS = re.compile(r"\b(vous|votre|vos|mon|mes|je|j')\b", re.IGNORECASE)


def texts(entry: object) -> list[str]:
    """Every text below an entry, but for the payloads of buttons."""
    if isinstance(entry, str):
        return [] if "=" in entry else [entry]
    held = entry.values() if isinstance(entry, dict) else entry if isinstance(entry, (list, tuple)) else []
    return [text for item in held for text in texts(item)]


def values_of(name: str) -> list[object]:
    """Values that the field takes."""
    record = records()[name]
    if record.input == "yes_no":
        return [True, False]
    if record.input == "choices":
        return [[value] for value in record.values]
    return list(record.values) or [EXAMPLE[record.input]]


def test_there_is_one_record_for_each_field_and_no_other() -> None:
    assert sorted(records()) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_a_record_has_a_label_and_the_kind_of_input_of_its_type(name: str) -> None:
    record = records()[name]
    assert len(record.label) >= SHORTEST
    assert record.input in INPUTS
    if name != HALF:
        assert record.input in INPUT_OF_TYPE[law.FIELDS[name].type]


@pytest.mark.parametrize("name", NAMES)
def test_every_value_has_a_short_title_and_words(name: str) -> None:
    record = records()[name]
    field = law.FIELDS.get(name)
    if record.input == "yes_no":
        assert set(record.values) == {"true", "false"}
        assert all(value.read_back for value in record.values.values())
    elif field and field.values and record.input != "weekdays":
        assert set(record.values) == set(field.values)
        assert all(value.words for value in record.values.values())


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_no_title_is_longer_than_a_phone_shows(name: str, speaker: str) -> None:
    record = records(speaker)[name]
    titles = [value.title for value in record.values.values()]
    titles += [quick["title"] for quick in record.wording.get("choices", ())]
    assert all(SHORTEST <= len(title) <= LONGEST_TITLE for title in titles)
    assert len(set(titles)) == len(titles)


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("name", NAMES)
def test_every_value_is_read_back_to_each_speaker(name: str, speaker: str) -> None:
    for value in values_of(name):
        said = describe.phrase(name, value, speaker)
        assert len(said) >= SHORTEST and not re.search(r"[{}|]|None|_", said)
        if speaker == "adviser":
            assert not ADDRESS.search(said), said


@pytest.mark.parametrize("speaker", SPEAKERS)
@pytest.mark.parametrize("question_id", list(questions()))
def test_a_question_has_all_its_words_for_each_speaker(question_id: str, speaker: str) -> None:
    question = questions(speaker)[question_id]
    assert question.name and question.why.endswith(".")
    assert law.article(question.article).url
    assert len(question.parts) == 1 or question.together
    for part in question.parts:
        for key in ("ask", "short", "simpler"):
            assert "?" in part.wording[key], (part.name, key)
        assert len(part.wording["examples"]) >= 2
        assert not re.search(r"\||\{(?!value|said|holidays)", " ".join(texts(dict(part.wording))))


@pytest.mark.parametrize("question_id", list(questions()))
def test_an_adviser_is_never_spoken_to_as_the_trainee(question_id: str) -> None:
    question = questions("adviser")[question_id]
    said = [question.name, question.why, *(t for part in question.parts for t in texts(dict(part.wording)))]
    titles = [value.button for part in question.parts for value in part.values.values()]
    for text in [*said, *titles]:
        kept = re.sub(r"Vous (m'avez dit|pouvez aussi dire)", "", text)
        assert not ADDRESS.search(kept), text


@pytest.mark.parametrize("question_id", list(questions()))
def test_the_person_is_never_spoken_of_as_somebody_else(question_id: str) -> None:
    question = questions()[question_id]
    said = [question.name, question.why, *(t for part in question.parts for t in texts(dict(part.wording)))]
    assert not [text for text in said if re.search(r"la personne|votre enfant", text, re.IGNORECASE)]


def test_what_is_required_can_be_asked() -> None:
    asked = {name for question in questions().values() for name in question.fields}
    assert {name for name, field in law.FIELDS.items() if field.required != "never"} <= asked


def test_what_a_record_names_exists() -> None:
    reminders = {line["id"] for line in load_package_yaml("information.yml")}
    for record in records().values():
        assert set(record.covers) <= set(NAMES)
        assert set(record.dependants) <= set(law.FIELDS)
        assert record.reminder is None or record.reminder in reminders
    assert sum(record.reminder is not None for record in records().values()) == 3


def test_the_file_of_a_record_holds_no_unknown_key() -> None:
    known = {
        *("label", "input", "read_back", "values", "choices", "ask", "ask_many", "short", "simpler", "vague"),
        *("examples", "with", "dependants", "reminder"),
    }
    for record in records().values():
        assert set(record.wording) <= known, (record.name, json.dumps(sorted(record.wording)))
