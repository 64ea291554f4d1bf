"""Starting, or going on with, the check of a plan."""

from __future__ import annotations

from dialogue import describe
from dialogue.route import asks_for_another_plan
from dialogue.turn import Turn

from .act import Act
from .cancel import forget
from .inform import after_changes, take_details


class CheckPlan(Act):
    act = "check_plan"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not turn.understanding.is_button and asks_for_another_plan(turn):
            turn.say("D'accord, je commence un nouveau projet. J'ai effacé le précédent.")
            forget(turn)
        if turn.says_details:
            after_changes(turn, take_details(turn))
            return
        if state.concluded and not state.active:
            turn.conclude()
            return
        if not state.active and not state.plan:
            turn.say(
                "Vérifions votre projet ensemble : neuf questions au plus dans le cas courant. "
                "Vous pouvez répondre avec vos mots, en donner plusieurs à la fois, changer d'avis ou passer."
            )
        elif not state.active:
            turn.say(f"Je reprends ce que vous m'avez dit : {describe.noted(state.plan, state.plan)}.")
        turn.put_next()
