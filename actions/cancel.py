"""« Annule » : asked once, then the check stops; what was noted is kept until then."""

from __future__ import annotations

from dialogue.turn import Turn

from .act import Act


class Cancel(Act):
    act = "cancel"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if (state.pending or {}).get("kind") == "cancel":
            stop(turn)
            return
        if not state.active and not state.plan:
            turn.say("Rien n'est en cours. Je reste là si vous avez une question.")
            return
        state.pending = {"kind": "cancel"}
        turn.say(
            "Voulez-vous arrêter la vérification et effacer ce que j'ai noté du projet ?",
            buttons=[
                {"title": "Oui, arrêter", "payload": "/affirm"},
                {"title": "Non, continuer", "payload": "/deny"},
            ],
        )


def stop(turn: Turn) -> None:
    """Forget the plan; what was told of it is gone."""
    forget(turn)
    turn.say(
        "C'est arrêté, et le projet est effacé. Posez une question ou recommencez quand vous voulez.",
        buttons=[{"title": "Vérifier un projet", "payload": "/check_plan"}],
    )


def forget(turn: Turn) -> None:
    """Empty the state in place, so that the turn keeps working on it."""
    fresh = type(turn.state)()
    turn.state.__dict__.update(fresh.__dict__)
