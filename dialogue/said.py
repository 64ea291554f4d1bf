"""What a message said, as the dialogue reads it: entities that were heard, or the payload of a button."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import law
from hearing.heard import BEFORE

# Entities that a button carries.
CHOICE, THEME, TOPIC, ANGLE = "choice", "theme", "topic", "angle"
_WRITTEN = ("stated", "corrected")
# Groups of details that are not of the plan that the message speaks of: somebody else's, or the file left.
_ASIDE = ("other", BEFORE)


@dataclass(frozen=True)
class Said:
    """One message of the person.

    intent: the act that leads it. entities: as hearing/heard.py lists them.
    is_button: whether it is the payload of a button.
    """

    intent: str
    entities: tuple[Mapping[str, Any], ...] = ()
    is_button: bool = False
    confidence: float = 1.0

    def of(self, entity: str, role: str | None = None) -> Iterator[Mapping[str, Any]]:
        """The entities of that name (and role)."""
        return (e for e in self.entities if e["entity"] == entity and role in (None, e.get("role")))

    def value(self, entity: str, role: str | None = None) -> Any:
        """The first value of an entity, None when there is none."""
        return next((e["value"] for e in self.of(entity, role)), None)

    def details(self, *roles: str) -> dict[str, Any]:
        """Values of the plan said in these roles, by field; those of other people are left out."""
        return {
            e["entity"]: e["value"]
            for e in self.entities
            if e.get("role") in roles and e.get("group") not in _ASIDE and _is_field(e["entity"])
        }

    @property
    def before(self) -> dict[str, Any]:
        """What is told of the file in hand before the message turns to another one."""
        return {e["entity"]: e["value"] for e in self.entities if e.get("group") == BEFORE}

    @property
    def noted(self) -> dict[str, Any]:
        """What is to be written into the plan."""
        return self.details(*_WRITTEN)

    @property
    def corrects(self) -> bool:
        return bool(self.details("corrected"))

    @property
    def emptied(self) -> list[str]:
        return list(self.details("emptied"))

    @property
    def rejected(self) -> list[str]:
        """Sentences about values that cannot be."""
        return [e["value"] for e in self.entities if e.get("role") == "rejected"]

    @property
    def conflicts(self) -> list[Mapping[str, Any]]:
        return [e["value"] for e in self.of("conflict")]

    @property
    def says_details(self) -> bool:
        """Whether something is to be noted, refused or kept as vague."""
        return bool(self.noted or self.details("vague") or self.emptied or self.rejected or self.conflicts)

    @property
    def answer(self) -> str | None:
        """yes, no or unsure; None when the message is none of these."""
        return self.value("answer")

    @property
    def controls(self) -> list[str]:
        return [e["value"] for e in self.of("control")]

    def control(self, name: str) -> Mapping[str, Any] | None:
        """The entity of that control, None when it was not said."""
        return next((e for e in self.of("control") if e["value"] == name), None)

    @property
    def asked_topics(self) -> list[str]:
        return list(dict.fromkeys(e["value"] for e in self.of(TOPIC, "asked")))

    @property
    def likely_topics(self) -> list[str]:
        return list(dict.fromkeys(e["value"] for e in self.of(TOPIC, "likely")))

    @property
    def questions(self) -> list[tuple[str, str | None]]:
        """(topic, angle) of each question; the angle is None when the whole topic is asked about."""
        return [
            (topic, angle) for topic in self.asked_topics for angle in self.angles(topic, "asked") or (None,)
        ]

    def angles(self, topic: str, role: str) -> list[str]:
        """The angles of a topic, "<topic>/<angle>", that are asked or likely."""
        named = dict.fromkeys(str(e["value"]) for e in self.of(ANGLE, role))
        return [name for name in named if name.startswith(f"{topic}/")]

    def certainty(self, topic: str) -> float:
        """How sure hearing is that this topic was asked, 0 to 1."""
        return next((e.get("confidence_entity", 1.0) for e in self.of(TOPIC) if e["value"] == topic), 0.0)


def _is_field(name: str) -> bool:
    return name in law.FIELDS or name == "same_goals"


def said(intent: str, confidence: float, entities: Sequence[Mapping[str, Any]], is_button: bool) -> Said:
    """What a message said; the payload of a button comes as the same entities as words."""
    known = tuple(entity for entity in entities if isinstance(entity, Mapping) and "entity" in entity)
    return Said(intent, known, is_button, confidence)
