"""The numbers of the law, each with its history (parameters.yml)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

from law.numbers import exact
from law.yaml_files import load_package_yaml


@dataclass(frozen=True)
class DatedValue:
    """A value in force from `since` on, set by the version `legi` of its article, to be read at `url`."""

    since: date
    value: Any
    legi: str
    url: str


@dataclass(frozen=True)
class Parameter:
    """A number of the law: id, unit in words, article key, history of values from oldest to newest."""

    id: str
    unit: str
    article: str
    values: tuple[DatedValue, ...]
    note: str | None = None

    def on(self, day: date) -> Any:
        """Return the value in force on `day`, the oldest one for an earlier day."""
        in_force = [dated.value for dated in self.values if dated.since <= day]
        return in_force[-1] if in_force else self.values[0].value


def _comparable(value: Any) -> int | Fraction:
    """Return hours as exact numbers and times of day ("21:00") as minutes since midnight."""
    if isinstance(value, str):
        hours, minutes = value.split(":")
        return int(hours) * 60 + int(minutes)
    return exact(value)


class ParameterTable:
    """All parameters, and the set of values in force on a given day."""

    def __init__(self, entries: list[Mapping[str, Any]]) -> None:
        """Build the table from the entries of parameters.yml."""
        self.by_id = {
            entry["id"]: Parameter(
                id=entry["id"],
                unit=entry["unit"],
                article=entry["article"],
                values=tuple(sorted((DatedValue(**v) for v in entry["values"]), key=lambda v: v.since)),
                note=entry.get("note"),
            )
            for entry in entries
        }
        self._turns = sorted({dated.since for p in self.by_id.values() for dated in p.values})
        self._in_force = [self._values_on(day) for day in self._turns]

    def _values_on(self, day: date) -> SimpleNamespace:
        return SimpleNamespace(**{name: _comparable(p.on(day)) for name, p in self.by_id.items()})

    def on(self, day: date) -> SimpleNamespace:
        """Return the values in force on `day`, as attributes named by parameter id.

        Hours are exact numbers, times of day are minutes since midnight.
        """
        return self._in_force[max(0, bisect_right(self._turns, day) - 1)]


PARAMETERS = ParameterTable(load_package_yaml("parameters.yml"))
