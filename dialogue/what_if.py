"""« Et si… » : the verdict on a copy of the plan, beside the present one."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from datetime import date
from typing import Any

import law

from . import describe, notes, verdict
from .law_words import told
from .said import Said
from .state import State


@dataclass
class Comparison:
    """A changed copy of the plan and its verdict, beside the present verdict."""

    plan: dict[str, Any]
    changes: notes.Changes
    before: law.Result
    after: law.Result


def compare(state: State, said: Said, today: date) -> Comparison:
    """Judge the plan as it would be with the details just said; `state` is left as it is."""
    copy = deepcopy(state)
    changes = notes.note(copy, said, today, "supposed")
    return Comparison(copy.plan, changes, law.check(state.plan, today), law.check(copy.plan, today))


def tell(comparison: Comparison, speaker: str | None = None) -> str:
    """The difference in a few lines, ending with the question whether to keep it."""
    shown = {name: after for name, (_, after) in comparison.changes.changed.items()}
    shown |= comparison.changes.added
    before = {finding.id: finding for finding in comparison.before.violations}
    after = {finding.id: finding for finding in comparison.after.violations}
    lines = [f"Avec ce changement ({describe.noted(shown, comparison.plan, speaker)}) :"]
    known = {finding.id for finding in comparison.before.warnings}
    lines += [_point("nouveau point à changer", f, speaker) for i, f in after.items() if i not in before]
    lines += [f"- réglé : **{told(f.title, speaker)}**" for i, f in before.items() if i not in after]
    lines += [f"- toujours à changer : **{told(f.title, speaker)}**" for i, f in after.items() if i in before]
    lines += [_point("à surveiller", f, speaker) for f in comparison.after.warnings if f.id not in known]
    missing = [name for name in comparison.after.missing if name not in comparison.before.missing]
    if missing:
        lines.append(
            f"- il faudrait savoir : {describe.enumeration(verdict.missing_labels(missing, speaker))}"
        )
    if len(lines) == 1:
        lines.append(f"- rien ne change : {verdict.headline(comparison.after, speaker)}")
    return "\n".join([*lines, "Je garde ce changement ?"])


def _point(kind: str, finding: law.Finding, speaker: str | None) -> str:
    return f"- {kind} : **{told(finding.title, speaker)}**. {told(finding.remedy, speaker)}"
