"""« Oui » : accepts what was just offered."""

from __future__ import annotations

from dialogue import notes
from dialogue.turn import Turn

from .act import Act
from .cancel import stop
from .inform import after_changes


class Affirm(Act):
    act = "affirm"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        pending, state.pending = state.pending or {}, None
        kind = pending.get("kind")
        if kind == "cancel":
            stop(turn)
        elif kind == "what_if":
            keep(turn, pending["plan"])
        elif state.asked:
            turn.put_again()
        elif state.plan and not state.concluded:
            turn.put_next()
        else:
            turn.say(
                "Très bien. Que voulez-vous faire ?",
                buttons=[
                    {"title": "Vérifier mon projet", "payload": "/check_plan"},
                    {"title": "Voir les thèmes", "payload": "/capabilities"},
                ],
            )


def keep(turn: Turn, plan: dict) -> None:
    """Make the plan that was offered the plan of the conversation."""
    changes = notes.Changes()
    for name in [name for name in turn.state.plan if name not in plan]:
        del turn.state.plan[name]
    notes.write(turn.state, dict(plan), changes, turn.today)
    after_changes(turn, changes)
