"""What a form needs to ask for fields; kinds and values come from their records."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from .describe import WEEKDAYS
from .records import Record, records

# Buttons answer these in one tap.
_BY_BUTTONS = ("yes_no", "choice")
_BOOLEANS = {"true": True, "false": False}


def form(name: str, plan: Mapping[str, Any], speaker: str | None = None) -> dict[str, Any]:
    """The form of a field and of those that its question asks with it.

    {"field", "parts": [{"field", "label", "kind", "values": [{"value", "title"}], "value"}]}: `values` of an
    enumeration, `value` when it is known.
    """
    known = records(speaker)
    return {"field": name, "parts": [_part(known[covered], plan) for covered in known[name].covers]}


def beside_buttons(
    record: Record, plan: Mapping[str, Any], speaker: str | None = None
) -> dict[str, Any] | None:
    """The form that a question shows beside its buttons, None when they say all."""
    return None if record.input in _BY_BUTTONS else form(record.name, plan, speaker)


def _part(record: Record, plan: Mapping[str, Any]) -> dict[str, Any]:
    part: dict[str, Any] = {"field": record.name, "label": record.label, "kind": record.input}
    if values := _values(record):
        part["values"] = values
    if plan.get(record.name) is not None:
        part["value"] = plan[record.name]
    return part


def _values(record: Record) -> list[dict[str, Any]]:
    if record.input == "weekdays":
        return [{"value": key, "title": name} for key, name in WEEKDAYS.items()]
    return [
        {"value": _BOOLEANS.get(key, key), "title": value.button}
        for key, value in record.values.items()
        if not value.hidden
    ]
