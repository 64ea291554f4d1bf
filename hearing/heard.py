"""What hearing is told of the conversation, and what it hears: the one vocabulary of entities.

Every entity is a dict the Rasa way: `entity`, `value`, `start`, `end` (characters of the message),
`confidence_entity` (0 to 1), `extractor` ("hearing"), `role` and `group`.

    entity             value                         role                                        group
    a field of a plan  JSON (ISO dates, "HH:MM")     stated, corrected, supposed, emptied,       person,
                                                     doubtful, vague (a French phrase),          other, before
                                                     rejected (a French sentence)
    conflict           {"kind", "text", "fields"}    stated
    end_from           "duration" or "date": how the last day was said
    topic              name of a topic               asked, likely
    angle              "<topic>/<angle>"             asked, likely
    answer             yes, no, unsure                                           question id
    control            one of CONTROLS               first (the oldest value);   field, label, kind
                                                     for another file of a name:
                                                     said, likely
    speaker            one of SPEAKERS               said, likely
    distress           true                          said, doubt
    department         code of a department, "62" or "2A", after the question that asks for it
    first_name         that of the person whose plan an adviser tells
    trade              the trade that she would like to see, in her own words
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

EXTRACTOR = "hearing"
CONTROLS = (
    "recap", "result", "changes", "undo", "as_before", "other_one", "previous", "repeat", "simpler", "wait",
    "stop", "restart", "erase", "new_file", "list_files", "take_file", "nearest", "change", "continue",
    "said_already", "document", "human", "capabilities", "more", "what_if", "check", "why", "greet",
    "goodbye", "thank", "complaint", "bot", "off_topic", "unreadable",
)  # fmt: skip
# What is told before the words that turn to another file: of the one in hand.
BEFORE = "before"
SPEAKERS = ("person", "parent", "adviser", "host")
# Entities that are not fields of a plan.
OTHERS = (
    "conflict", "end_from", "topic", "angle", "answer", "control", "speaker", "distress", "department",
    "first_name", "trade",
)  # fmt: skip


@dataclass(frozen=True)
class Context:
    """What the conversation knows when a message comes; all of it can be missing.

    today: day of the conversation. question: the open question, "q6_dates" or "q6_dates:end_date".
    answered: the question that was answered last. changed: the fields that the last message changed.
    plan: JSON values. offer: what a yes or a no would answer ("proposal", "what_if", "erase", "cancel"…).
    proposal: the details proposed. topic: the last topic answered. told: the topics, or "topic/angle", that
    the last reply answered. speaker: one of SPEAKERS. concluded: whether the verdict has been given. files:
    numbers of an adviser's plans, empty when there is one; file: that of the plan in hand. names: the first
    names by which an adviser calls the people, by number of a file; name: that of the plan in hand.
    """

    today: date
    question: str | None = None
    answered: str | None = None
    changed: tuple[str, ...] = ()
    plan: dict[str, Any] = field(default_factory=dict)
    offer: str | None = None
    proposal: dict[str, Any] | None = None
    topic: str | None = None
    told: tuple[str, ...] = ()
    speaker: str | None = None
    concluded: bool = False
    files: tuple[str, ...] = ()
    file: str | None = None
    names: Mapping[str, str] = field(default_factory=dict)
    name: str | None = None


@dataclass(frozen=True)
class Entity:
    """One thing heard; see the table of this module."""

    entity: str
    value: Any
    start: int
    end: int
    role: str | None = None
    group: str | None = None
    confidence: float = 1.0

    def as_dict(self) -> dict[str, Any]:
        """The entity as Rasa writes it."""
        result = {
            "entity": self.entity,
            "value": self.value,
            "start": self.start,
            "end": self.end,
            "confidence_entity": round(float(self.confidence), 4),
            "extractor": EXTRACTOR,
        }
        if self.role:
            result["role"] = self.role
        if self.group:
            result["group"] = self.group
        return result

    @property
    def is_detail(self) -> bool:
        return self.entity not in OTHERS


@dataclass
class Heard:
    """A message heard.

    intent: the act that leads the message, "faq/<topic>" for a question; confidence: its probability.
    ranking: (label, probability) of acts and topics, best first, for the whole message.
    entities: in the order of the message.
    """

    intent: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    entities: list[Entity] = field(default_factory=list)

    def of(self, entity: str, role: str | None = None) -> Iterator[Entity]:
        """The entities of that name (and role)."""
        return (e for e in self.entities if e.entity == entity and role in (None, e.role))

    @property
    def moves(self) -> list[dict[str, Any]]:
        """The entities for programs, in order: {"move", …} with only what is told."""
        angles = {(str(e.value).partition("/")[0], e.role): e.value for e in self.of("angle")}
        return [_move(entity, angles) for entity in self.entities if entity.entity != "angle"]


def _move(entity: Entity, angles: Mapping[tuple[str, str | None], Any]) -> dict[str, Any]:
    """The move of an entity; a question names its angle when one was heard with the same role."""
    if entity.is_detail:
        move = {"move": "detail", "field": entity.entity, "value": entity.value}
    elif entity.entity == "topic":
        move = {"move": "question", "topic": entity.value}
        if angle := angles.get((str(entity.value), entity.role)):
            move["angle"] = angle
    else:
        move = {"move": entity.entity, "value": entity.value}
    if entity.role:
        move["role"] = entity.role
    if entity.group:
        move["group"] = entity.group
    return move
