"""One record for each field of the plan, one file for each question: `fields/*.yml`.

A file holds a question (id, name, why, article, the words that ask for all it misses) and the records of its
fields. The files stand in the order in which the questions are put. Texts hold the grammar of `speech`.

A record:
  label      names the field in tables and buttons
  input      the kind of answer: yes_no, choice, choices, date, time, weekdays, hours, days, minutes, age,
             periods
  read_back  the value in a sentence, `{value}` being its words ("{value} par jour"); one of `values` may have
             its own
  values     of an enumeration or of yes and no, in the order of their buttons: title (20 characters at most),
             button (a longer title where there is room), words (in a table), read_back, hidden (no button)
  choices    buttons of a field without values: title, button, choice (field=value;field=value)
  ask, short, simpler, examples   the question: first, again, more simply, and answers it understands; a
             field without `ask` is never put by itself. `vague` repeats `{said}`, too vague to be a date
  with       fields that the same question asks for
  dependants fields that have no sense any more when this one changes
  reminder   line of law/information.yml that recalls the field in the result
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from law.yaml_files import load_yaml

from .speech import PERSON, say

_FOLDER = Path(__file__).parent / "fields"
INPUTS = frozenset(
    ("yes_no", "choice", "choices", "date", "time", "weekdays", "hours", "days", "minutes", "age", "periods")
)


@dataclass(frozen=True)
class Value:
    """One value of a field: its short title, its longer button, its words."""

    title: str
    button: str
    words: str | None = None
    read_back: str | None = None
    hidden: bool = False


@dataclass(frozen=True)
class Record:
    """All that the dialogue knows of a field, said to one speaker."""

    name: str
    label: str
    input: str
    read_back: str = "{value}"
    values: Mapping[str, Value] = field(default_factory=dict)
    wording: Mapping[str, Any] = field(default_factory=dict)
    covers: tuple[str, ...] = ()
    dependants: tuple[str, ...] = ()
    reminder: str | None = None

    @property
    def is_asked(self) -> bool:
        return "ask" in self.wording


@dataclass(frozen=True)
class Question:
    """A question of the check. `parts` are the fields it can ask apart, in the order in which it does."""

    id: str
    name: str
    why: str
    article: str
    parts: tuple[Record, ...]
    also: tuple[str, ...] = ()
    together: str | None = None

    @property
    def fields(self) -> tuple[str, ...]:
        """The fields that it asks for."""
        return tuple(dict.fromkeys(name for part in self.parts for name in part.covers))

    @property
    def fills(self) -> tuple[str, ...]:
        """The fields that an answer may give."""
        return tuple(dict.fromkeys((*self.fields, *self.also)))

    def part(self, name: str | None) -> Record:
        return next((part for part in self.parts if part.name == name), self.parts[0])


_OF_A_RECORD = ("label", "input", "read_back", "values", "with", "dependants", "reminder")


@lru_cache(maxsize=1)
def _files() -> list[dict[str, Any]]:
    return [load_yaml(path) for path in sorted(_FOLDER.glob("*.yml"))]


@cache
def _said(speaker: str) -> list[dict[str, Any]]:
    return [_in_words_for(speaker, held) for held in _files()]


def _in_words_for(speaker: str, entry: Any) -> Any:
    if isinstance(entry, str):
        return say(entry, speaker)
    if isinstance(entry, list):
        return [_in_words_for(speaker, item) for item in entry]
    if isinstance(entry, dict):
        return {key: _in_words_for(speaker, item) for key, item in entry.items()}
    return entry


def records(speaker: str | None = None) -> dict[str, Record]:
    """All records by the name of their field, as they are said to this speaker (None: the person)."""
    return _records(speaker or PERSON)


def questions(speaker: str | None = None) -> dict[str, Question]:
    """All questions by id, in the order in which they are put, as they are said to this speaker."""
    return _questions(speaker or PERSON)


def dependants(name: str) -> tuple[str, ...]:
    """The fields that have no sense any more when this one changes."""
    return records()[name].dependants


@cache
def _records(speaker: str) -> dict[str, Record]:
    return {name: _record(name, entry) for held in _said(speaker) for name, entry in held["fields"].items()}


@cache
def _questions(speaker: str) -> dict[str, Question]:
    known = _records(speaker)
    return {held["question"]: _question(held, known) for held in _said(speaker) if "question" in held}


def _record(name: str, entry: dict[str, Any]) -> Record:
    return Record(
        name=name,
        label=entry["label"],
        input=entry["input"],
        read_back=entry.get("read_back", "{value}"),
        values={key: _value(value) for key, value in entry.get("values", {}).items()},
        wording={key: text for key, text in entry.items() if key not in _OF_A_RECORD},
        covers=(name, *entry.get("with", ())),
        dependants=tuple(entry.get("dependants", ())),
        reminder=entry.get("reminder"),
    )


def _value(entry: dict[str, Any]) -> Value:
    return Value(**{"button": entry["title"], **entry})


def _question(held: dict[str, Any], known: Mapping[str, Record]) -> Question:
    parts = tuple(record for name in held["fields"] if (record := known[name]).is_asked)
    return Question(
        id=held["question"],
        name=held["name"],
        why=held["why"],
        article=held["article"],
        parts=parts,
        also=tuple(held.get("also", ())),
        together=held.get("together"),
    )
