"""The fields of a planned immersion: names, types and labels (plan.yml), and the reading of a plan.

`parse_plan` is the only door: whatever comes from a form, a conversation or a file is either a plan made of
known fields and right types, or a `PlanError` that names the field and says what it should be.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

from law.yaml_files import load_package_yaml

# Outside these years no holiday is known and no immersion is planned; a birth may be old.
FIRST_YEAR, LAST_YEAR = 1850, 2099
MINUTES_IN_A_DAY = 24 * 60
# A hundred years: far beyond any real period, and small enough for every date to be computed.
MOST_DAYS = 36_500

_TIME = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]", re.ASCII)
_MOST_CHARACTERS_QUOTED = 40


class PlanError(ValueError):
    """A plan that cannot be read. `field` names what is wrong; the message is one French sentence."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Field:
    """A field of plan.yml.

    Attributes:
        name: its key in a plan.
        type: "enum", "list of enum", "date", "time", "integer", "number", "boolean" or "list of record".
        values: the allowed keys of an enumeration, with their French labels; empty for other types.
        label: French words that name the field for a person.
        required: "always", "never" or "when: <condition>".
        unit: unit of a number, or None.
        satisfied_by: other fields that make this one unnecessary.
        note: how to understand what people say, or None.
    """

    name: str
    type: str
    values: Mapping[str, str]
    label: str
    required: str
    unit: str | None = None
    satisfied_by: tuple[str, ...] = ()
    note: str | None = None


def _labels(raw_values: Any) -> dict[str, str]:
    if isinstance(raw_values, list):
        return {value: value for value in raw_values}
    return {key: entry["fr"] for key, entry in (raw_values or {}).items()}


def _field(entry: Mapping[str, Any]) -> Field:
    return Field(
        name=entry["name"],
        type=entry["type"],
        values=_labels(entry.get("values")),
        label=entry["label"],
        required=entry["required"],
        unit=entry.get("unit"),
        satisfied_by=tuple(entry.get("satisfied_by", ())),
        note=entry.get("note"),
    )


_PLAN_FILE = load_package_yaml("plan.yml")
FIELDS: dict[str, Field] = {entry["name"]: _field(entry) for entry in _PLAN_FILE["fields"]}
RECORD_KINDS = ("initial", "renewal")


def quoted(value: Any) -> str:
    """Return a rejected value between French quotes, on one short printable line, whatever it holds."""
    if value is None:
        return "rien"
    if isinstance(value, str | int | float | date | time):
        try:
            shown = str(value).lower() if isinstance(value, bool) else str(value)
        except ValueError:  # integers of thousands of digits refuse to be written
            return "un nombre démesuré"
        shown = " ".join(shown.split())
        shown = "".join(character if character.isprintable() else "?" for character in shown)
        if len(shown) > _MOST_CHARACTERS_QUOTED:
            shown = shown[: _MOST_CHARACTERS_QUOTED - 1] + "…"
        return f"« {shown} »"
    if isinstance(value, Mapping):
        return "un groupe de champs"
    if isinstance(value, list | tuple | set | frozenset):
        return "une liste"
    return f"une valeur de type {type(value).__name__}"


def _wrong(name: str, expected: str, value: Any) -> PlanError:
    return PlanError(name, f"{name} doit être {expected}, pas {quoted(value)}")


@lru_cache(maxsize=8192)
def _date_of_text(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _read_date(name: str, value: Any) -> date:
    parsed = value if isinstance(value, date) and not isinstance(value, datetime) else None
    if type(value) is str:
        parsed = _date_of_text(value)
    if parsed is None:
        raise _wrong(name, 'une date qui existe, écrite "AAAA-MM-JJ"', value)
    if not FIRST_YEAR <= parsed.year <= LAST_YEAR:
        raise _wrong(name, f"une date entre {FIRST_YEAR} et {LAST_YEAR}", value)
    return parsed


@lru_cache(maxsize=2048)
def _time_of_text(text: str) -> time | None:
    return time.fromisoformat(text) if _TIME.fullmatch(text) else None


def _read_time(name: str, value: Any) -> time:
    parsed = value if isinstance(value, time) and value.tzinfo is None else None
    if type(value) is str:
        parsed = _time_of_text(value)
    if parsed is None:
        raise _wrong(name, 'une heure de "00:00" à "23:59"', value)
    return parsed


def _read_boolean(name: str, value: Any) -> bool:
    if value is True or value is False:
        return value
    raise _wrong(name, "true ou false", value)


def _read_integer(name: str, value: Any) -> int:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    if type(value) is not int:
        raise _wrong(name, "un nombre entier", value)
    bounds = _INTEGER_BOUNDS.get(name)
    if bounds and not bounds[0] <= value <= bounds[1]:
        raise _wrong(name, f"un nombre entier de {bounds[0]} à {bounds[1]}", value)
    return value


# The age has no bound here: an impossible age is a question to ask again (missing), not a broken plan.
_INTEGER_BOUNDS = {
    "duration_days": (1, MOST_DAYS),
    "contract_immersion_days": (0, MOST_DAYS),
    "break_minutes": (0, MINUTES_IN_A_DAY),
}
_HOURS_CEILING = {"daily_hours": 24, "weekly_hours": 168}


def _read_number(name: str, value: Any) -> int | float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise _wrong(name, "un nombre", value)
    ceiling = _HOURS_CEILING[name]
    if not 0 < value <= ceiling:
        raise _wrong(name, f"un nombre d'heures au-dessus de 0, jusqu'à {ceiling}", value)
    return value


def _read_enum(name: str, value: Any) -> str:
    values = FIELDS[name].values
    if type(value) is str and value in values:
        return value
    raise _wrong(name, "une valeur parmi " + ", ".join(values), value)


def _read_enum_list(name: str, value: Any) -> list[str]:
    if not isinstance(value, list | tuple):
        raise _wrong(name, "une liste de valeurs parmi " + ", ".join(FIELDS[name].values), value)
    return [_read_enum(name, item) for item in value]


def _read_record_kind(name: str, value: Any) -> str:
    if type(value) is str and value in RECORD_KINDS:
        return value
    raise _wrong(name, "une valeur parmi " + ", ".join(RECORD_KINDS), value)


_RECORD_READERS: dict[str, Callable[[str, Any], Any]] = {
    "start_date": _read_date,
    "end_date": _read_date,
    "kind": _read_record_kind,
    "same_goals": _read_boolean,
}


def _read_record(name: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, Mapping):
        raise _wrong(name, "une convention (" + ", ".join(_RECORD_READERS) + ")", value)
    record = {}
    for key, item in value.items():
        reader = _RECORD_READERS.get(key) if type(key) is str else None
        if reader is None:
            known = ", ".join(_RECORD_READERS)
            raise PlanError(name, f"{name} : champ inconnu {quoted(key)} (champs connus : {known})")
        if item is not None:
            record[key] = reader(f"{name}.{key}", item)
    return record


def _read_records(name: str, value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list | tuple):
        raise _wrong(name, "une liste de conventions", value)
    return [_read_record(f"{name}[{rank}]", item) for rank, item in enumerate(value)]


_READERS_BY_TYPE: dict[str, Callable[[str, Any], Any]] = {
    "date": _read_date,
    "time": _read_time,
    "boolean": _read_boolean,
    "integer": _read_integer,
    "number": _read_number,
    "enum": _read_enum,
    "list of enum": _read_enum_list,
    "list of record": _read_records,
}
_READERS = {name: _READERS_BY_TYPE[field.type] for name, field in FIELDS.items()}


def _unknown_field(name: Any) -> PlanError:
    field = name if type(name) is str else "plan"
    close = get_close_matches(field, FIELDS, n=1)
    hint = f" (vouliez-vous dire {close[0]} ?)" if close else ""
    return PlanError(field, f"champ inconnu {quoted(name)}{hint}")


def parse_plan(raw: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plan with typed values: dates, times, numbers, lists; unknown fields left out.

    Args:
        raw: field names of plan.yml with their values, as text ("2027-01-11", "08:30") or already typed.
            A null, an absent field and an empty list mean the same: not known.

    Raises:
        PlanError: the plan is not a mapping, names a field that does not exist, or holds a value that the
            field cannot take. The message is one line in French that names the field.
    """
    if not isinstance(raw, Mapping):
        raise PlanError("plan", f"un plan doit être un groupe de champs, pas {quoted(raw)}")
    plan = {}
    for name, value in raw.items():
        reader = _READERS.get(name) if type(name) is str else None
        if reader is None:
            raise _unknown_field(name)
        if value is None:
            continue
        known = reader(name, value)
        if known != []:
            plan[name] = known
    return plan
