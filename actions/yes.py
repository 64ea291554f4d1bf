"""« Oui » when nothing was offered."""

from __future__ import annotations

import law
from dialogue.turn import Turn

from .judge import next_buttons
from .small import SmallAction

_WHAT_NEXT = "Très bien. Que voulez-vous faire ?"


class Yes(SmallAction):
    named = "yes"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if state.plan and not state.concluded:
            state.active = True
        elif state.concluded:
            result = law.check(state.plan, turn.today)
            turn.say(_WHAT_NEXT, buttons=next_buttons(turn, result))
        elif not state.asked:
            turn.say(
                _WHAT_NEXT,
                buttons=[
                    {"title": "Vérifier mon projet", "payload": "/check_plan"},
                    {"title": "Voir les thèmes", "payload": "/capabilities"},
                ],
            )
