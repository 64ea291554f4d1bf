"""« Annule ça » : the last change is taken back, once; « remettez les premières dates » : one point."""

from __future__ import annotations

from typing import Any

from dialogue import describe, notes
from dialogue.turn import Turn

from .small import SmallAction


class Undo(SmallAction):
    named = "undo"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        named = [e for e in turn.said.of("control") if e["value"] == self.named and e.get("group")]
        if named:
            again = [e["group"] for e in named if notes.put_back(state, e["group"], e.get("role") == "first")]
            self._tell(turn, {name: state.plan[name] for name in again})
            return
        if not state.undo:
            turn.say("Il n'y a pas de changement à annuler.")
            return
        taken = notes.undo(state)
        back = {name: state.plan[name] for name in taken if name in state.plan}
        gone = {name: value for name, value in taken.items() if value is not None}
        if back or not gone:
            self._tell(turn, back)
            return
        state.active = True
        turn.say(
            f"C'est annulé. J'ai retiré : {describe.noted(gone, gone, turn.speaker)}.",
            custom={"changed": dict.fromkeys(gone)},
        )

    def _tell(self, turn: Turn, back: dict[str, Any]) -> None:
        """Read back what holds again its former value."""
        if not back:
            turn.say("Je n'ai pas d'autre valeur à remettre.")
            return
        turn.state.active = True
        turn.say(
            f"C'est annulé. J'ai remis : {describe.noted(back, turn.state.plan, turn.speaker)}.",
            custom={"changed": back},
        )
