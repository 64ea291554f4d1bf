"""The State's form: a link that opens it at the right body, and what must still be typed, in its order.

Addresses, parameters and fields are in state_form.yml, with the date on which they were read.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from hearing.departments import departments
from law.yaml_files import load_yaml

from . import words
from .situation import Situation

MOST_DAYS_UNCHECKED = 183


@dataclass(frozen=True)
class Typed:
    """A line of the form to fill by hand.

    Attributes:
        section: part of the form, in French.
        label: field of the form, in French.
        value: what the plan says of it, in French, or None when it does not know.
        who: who gives it: "person", "parent", "host", "employer" or "adviser".
    """

    section: str
    label: str
    value: str | None
    who: str


@lru_cache
def description() -> dict[str, Any]:
    """Return state_form.yml."""
    return load_yaml(Path(__file__).parent / "state_form.yml")


def link(situation: Situation) -> str | None:
    """Return the address of the form, opened at what it still reads; None when no body can prescribe."""
    form = description()
    prescriber = situation.plan.get("prescriber")
    if prescriber in form["no_form"]:
        return None
    names = form["parameters"]
    known = {
        names["kind"]: form["kinds"].get(prescriber),
        names["department"]: situation.department,
    }
    query = {name: value for name, value in known.items() if value}
    # Without it, a page that announces the request stands before the form.
    return f"{form['form']}?{urlencode({**query, names['skip']: 'true'})}" if query else form["form"]


def sign_in(situation: Situation) -> str | None:
    """Return the address where signing in fills the name, for those who can; None for the others."""
    return description()["sign_in"].get(situation.plan.get("prescriber"))


def to_type(situation: Situation) -> list[Typed]:
    """Return every line of the form that concerns this plan, in its order, with what the plan knows."""
    return [
        Typed(section["title"], row["label"], _value(row.get("fields", ()), situation), row["who"])
        for section in description()["sections"]
        for row in section["rows"]
        if situation.holds(row.get("if"))
    ]


def as_custom(situation: Situation) -> dict[str, Any]:
    """Return the form for programs: {"url", "sign_in", "checked", "retype", "traps", "search"}."""
    form = description()
    return {
        "url": link(situation),
        "sign_in": sign_in(situation),
        "checked": form["checked"].isoformat(),
        "retype": [asdict(line) for line in to_type(situation)],
        "traps": form["traps"],
        "search": form["search"],
    }


def is_stale(today: date) -> bool:
    """Tell whether the form was last read more than six months ago."""
    return today - description()["checked"] > timedelta(days=MOST_DAYS_UNCHECKED)


def _value(fields: list[str], situation: Situation) -> str | None:
    return ", ".join(filter(None, (_field(name, situation) for name in fields))) or None


def _field(name: str, situation: Situation) -> str | None:
    plan = situation.plan
    if name == "department":
        code = situation.department
        return f"{departments()[code]} ({code})" if code else None
    if name == "minor":
        return "mineur" if situation.holds("minor") else None
    if name == "working_time":
        if situation.holds("no_employer") and "status" in plan:
            return "non"
        return {"working_time": "oui", "off_hours": "non"}.get(plan.get("work_time", ""))
    if name == "dates":
        return words.dates(situation)
    if name == "hours":
        return words.hours_of_a_day(situation)
    if name == "objectives" and len(plan.get("objectives", ())) != 1:
        return None  # the form takes one purpose of three
    return words.value(name, plan[name]) if name in plan else None
