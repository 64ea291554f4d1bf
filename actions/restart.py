"""« Recommence » : a new plan from the first question, after a yes when there is something to lose.

The intent `restart` belongs to Rasa's default rule, whose action is `action_restart`: this one takes its
place, so that the conversation keeps its history.
"""

from __future__ import annotations

from dialogue.turn import Turn

from .ask import put_next
from .small import SmallAction


class Restart(SmallAction):
    named = "restart"

    def respond(self, turn: Turn) -> None:
        if not turn.state.plan:
            start_again(turn)
            put_next(turn)
            return
        turn.state.offer_now("restart")
        turn.say(
            "Voulez-vous recommencer à zéro ? J'effacerai ce que j'ai noté de ce projet.",
            buttons=[
                {"title": "Oui, recommencer", "payload": "/affirm"},
                {"title": "Non, continuer", "payload": "/deny"},
            ],
        )


def start_again(turn: Turn) -> None:
    """Empty the plan and open the check."""
    had_plan = bool(turn.state.plan)
    turn.state.forget_plan()
    turn.state.active = True
    turn.say("On repart de zéro." + (" J'ai effacé le projet précédent." if had_plan else ""))
