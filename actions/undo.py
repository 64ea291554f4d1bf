"""« Annule ça » : the last change is taken back, once."""

from __future__ import annotations

from dialogue import describe, notes
from dialogue.turn import Turn

from .small import SmallAction


class Undo(SmallAction):
    named = "undo"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not state.undo:
            turn.say("Il n'y a pas de changement à annuler.")
            return
        taken = notes.undo(state)
        state.active = True
        back = {name: state.plan[name] for name in taken if name in state.plan}
        if back:
            turn.say(
                f"C'est annulé. J'ai remis : {describe.noted(back, state.plan, turn.speaker)}.",
                custom={"changed": back},
            )
        else:
            gone = {name: value for name, value in taken.items() if value is not None}
            turn.say(
                f"C'est annulé. J'ai retiré : {describe.noted(gone, gone, turn.speaker)}.",
                custom={"changed": dict.fromkeys(gone)},
            )
