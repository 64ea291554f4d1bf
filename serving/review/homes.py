"""Where a sentence is learnt: a file, and in it the block of an angle, of a kind or of an open question."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dialogue import elsewhere, faq

_OUTSIDE = "out_of_scope"
TOPICS, DETAILS = Path("data/faq"), Path("data/details")


@dataclass(frozen=True)
class Home:
    """A block of examples.

    Attributes:
        file: its file, from the root of the project.
        key: what tells the blocks of this file apart: "angle", "kind" or "asked".
        block: the one it is; None is the first, of no angle, of no kind, or under no open question.
    """

    file: Path
    key: str
    block: str | None = None

    @property
    def is_of_details(self) -> bool:
        """Whether its sentences are about details of a plan, and hold marks."""
        return self.key == "asked"

    @property
    def section(self) -> str:
        """The part of the file that holds the blocks."""
        return "told" if self.is_of_details else "nlu"

    def holds(self, block: Mapping[str, Any]) -> bool:
        """Whether this block of the file is the one."""
        return (block.get("metadata") or block).get(self.key) == self.block

    def __str__(self) -> str:
        names = {"angle": "angle", "kind": "genre", "asked": "question"}
        return f"{self.file}, {names[self.key]} {self.block}" if self.block else str(self.file)


OUTSIDE = Home(Path("data/acts/out_of_scope.yml"), "kind")


def of_details(asked: str | None) -> Home:
    """The home of what says a detail of a plan, or wrongly seems to; asked: the question that was open."""
    return Home(DETAILS / "relecture.yml", "asked", asked)


def named(name: str) -> Home | None:
    """The home that a person or a button names: "salarie", "salarie/dismissal", "out_of_scope/cpf"."""
    first, _, inside = name.partition("/")
    if first == _OUTSIDE:
        known: Mapping[str, Any] | list[str] = elsewhere.kinds()
        home = OUTSIDE
    elif first in faq.topics():
        known = [angle.id for angle in faq.topics()[first].angles]
        home = Home(TOPICS / f"{first}.yml", "angle")
    else:
        return None
    if not inside:
        return home
    return Home(home.file, home.key, inside) if inside in known else None


def names() -> list[str]:
    """Every name that a person may give."""
    outside = [_OUTSIDE, *(f"{_OUTSIDE}/{kind}" for kind in elsewhere.kinds())]
    topics = faq.topics().values()
    return [
        *(topic.name for topic in topics),
        *(one.name for topic in topics for one in topic.angles),
        *outside,
    ]


def names_under(prefix: str) -> list[str]:
    """The names one step under this one: topics under "", angles under "salarie/"."""
    return [name for name in names() if name.startswith(prefix) and "/" not in name[len(prefix) :]]


def first_named(*candidates: str | None) -> Home:
    """The home of the first name that still exists, by its topic alone when its angle is gone."""
    for name in candidates:
        if name and (home := named(name) or named(name.partition("/")[0])):
            return home
    return OUTSIDE
