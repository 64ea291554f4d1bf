"""What one conversation remembers between two turns, and how it is kept in slots."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy
from dataclasses import asdict, dataclass, field, fields
from typing import Any

import law

MAX_PUTS = 3
# What stays when a plan is forgotten.
_OF_THE_PERSON = ("speaker", "speaker_asked", "turn", "last_turn", "file", "files", "topics", "doubted")
VERSION = 2
"""One more when a stored value changes its sense: during an update the version before then asks to wait."""
DIALOGUE, FILES, LEGACY = "dialogue", "files", "conversation"
# Keys of the first version whose sense has changed.
_RENAMED = {"pending": "offer", "audience": "speaker"}
_RENAMED_OFFERS = {"cancel": "stop"}


class LaterVersion(Exception):
    """A later version of the assistant remembers this conversation otherwise; this one would empty it."""


@dataclass
class State:
    """Memory of a conversation; every value is JSON, so that a tracker store can keep it.

    plan: fields of law/plan.yml with ISO dates; each has a slot of its own.
    approximate: what was said too vaguely to be a field ("début février"), by field name.
    said: durations as they were said, to compute the end again when the start changes.
    asked, asked_field: the open question, and the one of its fields that is asked.
    answered: the question that was answered last, which « en fait 35 » takes back.
    previous: the questions put before the open one, the last one last.
    puts: how many times each question was put; digressions do not count.
    left_open: fields the person could not or would not give.
    told: ids of the violations already announced before the verdict.
    offer: what a yes or a no would answer, {"kind", "turn", …}; only the next message can answer it.
    refused: details proposed and refused, [field, value].
    undo: what the last turn that changed something had changed, [field, value before, turn].
    history: every change since the beginning, [field, before, after].
    misses: messages in a row that were not understood.
    speaker: "person", "parent", "adviser" or "host", once known. speaker_asked: whether it was asked.
    topics: the answers given, [topic or "topic/angle", turn]: a topic alone was told whole.
    verdict: the last verdict given, [state, violations, warnings, missing].
    turn: number of the present turn. last_turn: time of the last message, seconds since the epoch.
    doubted: whether the person was once asked how she feels.
    department: number of the department, for the State's form.
    name: the first name by which an adviser calls the person.
    trade: the trade that the person would like to see, in her own words; no rule asks for it.
    file, files: the number of the plan in hand, and the other plans (dialogue/files.py).
    """

    plan: dict[str, Any] = field(default_factory=dict)
    approximate: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    active: bool = False
    concluded: bool = False
    asked: str | None = None
    asked_field: str | None = None
    answered: str | None = None
    previous: list[str] = field(default_factory=list)
    puts: dict[str, int] = field(default_factory=dict)
    left_open: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    offer: dict[str, Any] | None = None
    refused: list[list[Any]] = field(default_factory=list)
    undo: list[list[Any]] = field(default_factory=list)
    history: list[list[Any]] = field(default_factory=list)
    misses: int = 0
    speaker: str | None = None
    speaker_asked: bool = False
    topic: str | None = None
    topics: list[list[Any]] = field(default_factory=list)
    verdict: list[Any] = field(default_factory=list)
    turn: int = 0
    last_turn: float | None = None
    doubted: bool = False
    department: str | None = None
    name: str | None = None
    trade: str | None = None
    file: int | None = None
    files: list[dict[str, Any]] = field(default_factory=list)

    @classmethod
    def from_slots(cls, slot: Callable[[str], Any]) -> State:
        """The state of a conversation; one stored by the first version is read from its only slot.

        slot: gives the value of a slot by its name, None when it is not set.

        Raises:
            LaterVersion: it must be left to a server of that version.
        """
        legacy = slot(LEGACY)
        if isinstance(legacy, dict):
            return cls._of_first_version(legacy)
        memory = slot(DIALOGUE)
        if isinstance(memory, dict) and memory.get("version", VERSION) > VERSION:
            raise LaterVersion
        state = cls._known(memory) if isinstance(memory, dict) else cls()
        state.plan = {name: value for name in law.FIELDS if (value := slot(name)) is not None}
        state.files = slot(FILES) or []
        return deepcopy(state)

    @classmethod
    def _of_first_version(cls, memory: dict[str, Any]) -> State:
        state = cls._known(deepcopy({_RENAMED.get(name, name): value for name, value in memory.items()}))
        if state.offer and state.offer.get("kind") in _RENAMED_OFFERS:
            state.offer["kind"] = _RENAMED_OFFERS[state.offer["kind"]]
        return state

    @classmethod
    def _known(cls, memory: dict[str, Any]) -> State:
        """A state out of stored values; an unknown or missing key takes its default."""
        known = {item.name for item in fields(cls)}
        return cls(**{name: value for name, value in memory.items() if name in known})

    def slots(self) -> dict[str, Any]:
        """The value of each slot: one a field of the plan, one for the dialogue, one for the other files."""
        memory = asdict(self)
        plan, files = memory.pop("plan"), memory.pop("files")
        kept = {name: value for name, value in memory.items() if value not in (None, [], {}, False, 0)}
        values = {name: plan.get(name) for name in law.FIELDS}
        return {**values, DIALOGUE: {"version": VERSION, **kept}, FILES: files or None, LEGACY: None}

    def close_question(self) -> None:
        self.asked = self.asked_field = None

    def begin_turn(self, now: float) -> None:
        """Count a new message of the person; `now` in seconds since the epoch."""
        self.turn += 1
        self.last_turn = now

    def offer_now(self, kind: str, **details: Any) -> None:
        """Remember what a yes or a no to the present reply would answer."""
        self.offer = {"kind": kind, "turn": self.turn, **details}

    def open_offer(self) -> dict[str, Any] | None:
        """The offer that the next message can answer, None when there is none or it is too old."""
        return self.offer if self.offer and self.offer.get("turn", self.turn) == self.turn else None

    def unanswered_offer(self, kind: str) -> dict[str, Any] | None:
        """The offer of that kind that the last reply made, once this turn has been counted."""
        offer = self.offer or {}
        return offer if offer.get("kind") == kind and offer.get("turn") == self.turn - 1 else None

    def keep_offer(self) -> None:
        """A digression does not use the offer up."""
        if self.offer and self.offer.get("turn", self.turn) >= self.turn - 1:
            self.offer["turn"] = self.turn

    def forget_plan(self) -> None:
        """Empty all that is about the plan; the person, the turn count and the other files stay."""
        kept = {name: getattr(self, name) for name in _OF_THE_PERSON}
        self.__dict__.update(type(self)(**kept).__dict__)
