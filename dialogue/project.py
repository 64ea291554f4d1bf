"""The plan as it stands, as a form: what changes each line in place, what is missing, the other plans."""

from __future__ import annotations

from datetime import date
from typing import Any

import law

from . import describe, files
from .inputs import form
from .questions import fills
from .records import questions
from .state import State


def project(state: State, today: date) -> dict[str, Any]:
    """{"rows": [{"label", "value", "form"}], "missing": [{"label", "form"}], "files"}.

    files: all of them when there are several.
    """
    rows = [
        {"label": row["label"], "value": row["value"], "form": form(row["field"], state.plan, state.speaker)}
        for row in describe.rows(state.plan, state.speaker)
    ]
    return {
        "rows": rows,
        "missing": _missing(state, today),
        "files": files.listed(state) if state.files else [],
    }


def _missing(state: State, today: date) -> list[dict[str, Any]]:
    """One line a question, on the first of its fields that is not known."""
    missing = law.check(state.plan, today).missing
    lines = []
    for question in questions(state.speaker).values():
        wanted = [part for part in question.parts if part.name in missing and part.name in fills(question.id)]
        if wanted:
            name = question.name[:1].upper() + question.name[1:]
            lines.append({"label": name, "form": form(wanted[0].name, state.plan, state.speaker)})
    return lines
