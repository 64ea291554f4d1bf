"""« Recommence » : a new plan from the first question.

The intent `restart` belongs to Rasa's default rule, whose action is `action_restart`: this one
takes its place, so that the conversation keeps its history.
"""

from __future__ import annotations

from dialogue.turn import Turn

from .act import Act
from .cancel import forget


class Restart(Act):
    act = "restart"

    def respond(self, turn: Turn) -> None:
        had_plan = bool(turn.state.plan)
        forget(turn)
        turn.say("On repart de zéro." + (" J'ai effacé le projet précédent." if had_plan else ""))
        turn.put_next()
