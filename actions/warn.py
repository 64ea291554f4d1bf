"""What already blocks, told in the turn in which it became known, each point once."""

from __future__ import annotations

from dialogue import verdict
from dialogue.blocking import new_points
from dialogue.turn import Turn

from .small import SmallAction


class Warn(SmallAction):
    named = "warn"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        result, new = new_points(state, turn.today)
        state.told = [finding.id for finding in result.violations]
        if new:
            custom = verdict.as_custom(
                result, dict(state.plan), turn.today, provisional=True, speaker=turn.speaker
            )
            turn.say(verdict.provisional(new, turn.speaker), custom=custom)
