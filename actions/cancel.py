"""« J'arrête » : asked once, then the check stops; what was noted is kept until then."""

from __future__ import annotations

from dialogue.turn import Turn

from .small import SmallAction


class Cancel(SmallAction):
    named = "cancel"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not state.active and not state.plan:
            turn.say("Rien n'est en cours. Je reste là si vous avez une question.")
        else:
            state.offer_now("stop")
            turn.say(
                "Voulez-vous arrêter la vérification et effacer ce que j'ai noté du projet ?",
                buttons=[
                    {"title": "Oui, arrêter", "payload": "/affirm"},
                    {"title": "Non, continuer", "payload": "/deny"},
                ],
            )


def forget_and_tell(turn: Turn) -> None:
    """Forget the plan, and say that it can come back once."""
    turn.state.forget_plan()
    turn.say(
        "C'est arrêté, et le projet est effacé. Posez une question ou recommencez quand vous voulez.",
        buttons=[
            {"title": "Vérifier un projet", "payload": "/check_plan"},
            {"title": "Annuler l'effacement", "payload": '/cancel{"choice": "undo"}'},
        ],
    )
