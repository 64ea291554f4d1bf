"""« Non » : leaves things as they were."""

from __future__ import annotations

from dialogue.turn import Turn

from .act import Act


class Deny(Act):
    act = "deny"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        pending, state.pending = state.pending or {}, None
        kind = pending.get("kind")
        if kind == "cancel":
            turn.say("D'accord, on continue.")
            turn.put_next()
        elif kind == "what_if":
            turn.say("D'accord, je garde votre projet comme il était.")
            turn.put_again()
        elif state.asked:
            turn.put_again()
        else:
            turn.say("D'accord. Je reste là si vous avez une question.")
