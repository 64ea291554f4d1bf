"""« Oui » when nothing was offered."""

from __future__ import annotations

from dialogue.turn import Turn

from .small import SmallAction


class Yes(SmallAction):
    named = "yes"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if state.plan and not state.concluded:
            state.active = True
        elif not state.asked:
            turn.say(
                "Très bien. Que voulez-vous faire ?",
                buttons=[
                    {"title": "Vérifier mon projet", "payload": "/check_plan"},
                    {"title": "Voir les thèmes", "payload": "/capabilities"},
                ],
            )
