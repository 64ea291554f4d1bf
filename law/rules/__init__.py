"""The rules: texts and sources in <family>.yml, the condition of each in <family>.py, under the same id."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType

from law.facts import Facts
from law.rules import (
    age,
    breaks,
    convention,
    duration,
    host,
    hours,
    night,
    prescriber,
    purpose,
    rest,
    situation,
)
from law.sources import Reference, article
from law.yaml_files import load_package_yaml

# The order of the families is the order of every list of rules given to people and programs.
FAMILIES: dict[str, ModuleType] = {
    "purpose": purpose,
    "prescriber": prescriber,
    "age": age,
    "situation": situation,
    "host": host,
    "convention": convention,
    "duration": duration,
    "hours": hours,
    "rest": rest,
    "night": night,
    "breaks": breaks,
}


@dataclass(frozen=True)
class Rule:
    """A rule of conformity.

    Attributes:
        id: its name, which is also the name of its Python condition.
        family: name of its YAML and Python files.
        kind: "violation" or "warning".
        severity: "blocking", "serious" or "caution".
        level: where it comes from: "law", "decree", "circular" or "practice".
        nature: "hard", "derogable", "silent" or "advice".
        needs: fields that decide it.
        reason, remedy: French texts; braces hold computed values.
        remedy_otherwise: remedies to try, in order, when a value between braces cannot be computed.
        each_day: whether it is judged at the age of each day, rather than once for the whole period.
        computes: names of the computed values that belong to its remedy.
        references: the texts it rests on.
        condition: tells whether facts meet the rule; unknown facts never do.
    """

    id: str
    family: str
    title: str
    kind: str
    severity: str
    level: str
    nature: str
    checks: str
    needs: tuple[str, ...]
    reason: str
    remedy: str
    remedy_otherwise: tuple[str, ...]
    each_day: bool
    computes: tuple[str, ...]
    boundary: str | None
    note: str | None
    sources: tuple[str, ...]
    references: tuple[Reference, ...]
    condition: Callable[[Facts], bool]


def _read_family(family: str, module: ModuleType) -> list[Rule]:
    return [
        Rule(
            id=entry["id"],
            family=family,
            title=entry["title"],
            kind=entry["kind"],
            severity=entry["severity"],
            level=entry["level"],
            nature=entry["nature"],
            checks=entry["checks"],
            needs=tuple(entry["needs"]),
            reason=entry["reason"],
            remedy=entry["remedy"],
            remedy_otherwise=tuple(entry.get("remedy_otherwise", ())),
            each_day=entry.get("each_day", False),
            computes=tuple(entry.get("computes", ())),
            boundary=entry.get("boundary"),
            note=entry.get("note"),
            sources=tuple(entry["sources"]),
            references=tuple(article(key) for key in entry["sources"]),
            condition=getattr(module, entry["id"]),
        )
        for entry in load_package_yaml(f"rules/{family}.yml")
    ]


RULES: dict[str, Rule] = {
    rule.id: rule for family, module in FAMILIES.items() for rule in _read_family(family, module)
}
