"""What one conversation remembers between two turns."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field, fields
from typing import Any

MAX_PUTS = 3


@dataclass
class State:
    """Memory of a conversation; every value is JSON, so that a tracker store can keep it.

    plan: fields of law/plan.yml with ISO dates.
    approximate: what was said too vaguely to be a field ("début février"), by field name.
    said: durations as they were said, to compute the end again when the start changes.
    asked, asked_field: the open question, and the one of its fields that is asked.
    answered: the question that was answered last, which « en fait 35 » takes back.
    puts: how many times each question was put.
    left_open: fields the person could not or would not give.
    told: ids of the violations already announced before the verdict.
    pending: a yes-or-no offer that waits for an answer, {"kind": ..., ...}.
    misses: messages in a row that were not understood.
    department: code of the department, said for the State's form alone.
    audience: "host" or "adviser" once the words of the person showed it.
    verdict: the last verdict given, [state, violations, warnings, missing].
    last_turn: time of the last message, seconds since the epoch.
    """

    plan: dict[str, Any] = field(default_factory=dict)
    approximate: dict[str, str] = field(default_factory=dict)
    said: dict[str, str] = field(default_factory=dict)
    active: bool = False
    concluded: bool = False
    asked: str | None = None
    asked_field: str | None = None
    answered: str | None = None
    puts: dict[str, int] = field(default_factory=dict)
    left_open: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    pending: dict[str, Any] | None = None
    misses: int = 0
    topic: str | None = None
    audience: str | None = None
    department: str | None = None
    verdict: list[Any] = field(default_factory=list)
    last_turn: float | None = None

    @classmethod
    def load(cls, slot: Any) -> State:
        """Read the state back from a slot; an unknown or missing key takes its default."""
        known = {item.name for item in fields(cls)}
        return cls(**{k: v for k, v in slot.items() if k in known}) if isinstance(slot, dict) else cls()

    def dump(self) -> dict[str, Any]:
        """The state as a slot value."""
        return asdict(self)

    def close_question(self) -> None:
        self.asked = self.asked_field = None
