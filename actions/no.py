"""« Non » when nothing was offered."""

from __future__ import annotations

from dialogue.turn import Turn

from .small import SmallAction


class No(SmallAction):
    named = "no"

    def respond(self, turn: Turn) -> None:
        if not turn.state.asked:
            turn.say("D'accord. Je reste là si vous avez une question.")
