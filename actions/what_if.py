"""« Et si je faisais plutôt… » : judged on a copy, then kept or not."""

from __future__ import annotations

from dialogue import verdict, what_if
from dialogue.turn import Turn

from .small import SmallAction

KEEP = [
    {"title": "Oui, je garde ce changement", "payload": "/affirm"},
    {"title": "Non, comme avant", "payload": "/deny"},
]


class WhatIf(SmallAction):
    named = "what_if"

    def respond(self, turn: Turn) -> None:
        if turn.said.details("supposed") and turn.state.plan:
            compare(turn)
        elif vague := turn.said.details("vague").get("end_date"):
            turn.say(
                f"Pour essayer « {vague} », il me faut d'abord le premier jour. Quand commenceriez-vous ?"
            )
        else:
            turn.say(
                "Dites-moi ce que vous voulez essayer, par exemple : « et si je faisais deux semaines ? »."
            )


def compare(turn: Turn) -> None:
    """Answer on a copy of the plan, and offer to keep it."""
    comparison = what_if.compare(turn.state, turn.said, turn.today)
    if comparison.changes.said:
        turn.say("\n".join(comparison.changes.said))
    if not comparison.changes:
        present = verdict.headline(comparison.after, turn.speaker)
        turn.say(f"Cela ne change rien à ce que j'ai noté. {present}")
        return
    turn.state.offer_now("what_if", plan=comparison.plan)
    turn.say(
        what_if.tell(comparison, turn.speaker),
        buttons=KEEP,
        custom={"what_if": {**comparison.after.as_dict(), "plan": comparison.plan}},
    )
