"""What already blocks a plan that is not complete."""

from __future__ import annotations

from datetime import date

import law

from .state import State


def new_points(state: State, today: date) -> tuple[law.Result, list[law.Finding]]:
    """The result of the plan as it stands, and the violations that were not told yet."""
    result = law.check(state.plan, today)
    return result, [finding for finding in result.violations if finding.id not in state.told]


def is_complete(state: State, today: date) -> bool:
    """Whether nothing more can be asked: the verdict is due."""
    return not set(law.check(state.plan, today).missing) - set(state.left_open)
