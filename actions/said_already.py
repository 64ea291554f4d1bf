"""« Je l'ai déjà dit » : what is known of it, or an apology and the question."""

from __future__ import annotations

from dialogue import describe
from dialogue.turn import Turn

from .small import SmallAction


class SaidAlready(SmallAction):
    named = "said_already"

    def respond(self, turn: Turn) -> None:
        plan, aged = turn.state.plan, turn.state.approximate.get("age_at_start")
        if known := list(filter(None, [describe.noted(plan, plan, turn.speaker), aged])):
            turn.say(f"Pardon. Voici ce que j'ai noté : {', '.join(known)}.")
        else:
            turn.say("Pardon, je ne l'ai pas noté. Redites-le-moi autrement, s'il vous plaît.")
