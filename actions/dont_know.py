"""« Je ne sais pas », « passe » : the field stays unknown and the check goes on."""

from __future__ import annotations

from dialogue import questions
from dialogue.turn import Turn

from .act import Act


class DontKnow(Act):
    act = "dont_know"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not state.asked:
            turn.say(
                "Ce n'est pas grave. Je peux répondre à vos questions, ou vérifier un projet pas à pas.",
                buttons=[
                    {"title": "Vérifier mon projet", "payload": "/check_plan"},
                    {"title": "Voir les thèmes", "payload": "/capabilities"},
                ],
            )
            return
        question = questions.questions()[state.asked]
        questions.leave_open(state, list(question.part(state.asked_field).covers))
        turn.say("Pas de souci, je laisse ce point ouvert. Vous pourrez y revenir.")
        turn.put_next()
