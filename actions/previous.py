"""« La question précédente » : put again, with what was answered."""

from __future__ import annotations

from dialogue.turn import Turn

from .change import reopen
from .small import SmallAction


class Previous(SmallAction):
    named = "previous"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not state.previous:
            turn.say("Il n'y a pas de question avant celle-ci.")
            state.active = bool(state.asked) or state.active
            return
        key, rest = state.previous[-1], state.previous[:-1]
        reopen(turn, key.partition(":")[2])
        state.previous = rest
