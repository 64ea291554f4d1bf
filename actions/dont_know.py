"""« Je ne sais pas », « passe » : the field stays unknown and the check goes on."""

from __future__ import annotations

from dialogue import questions, records
from dialogue.turn import Turn

from .note import take_back
from .small import SmallAction


class DontKnow(SmallAction):
    named = "dont_know"

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
        named = next((e.get("group") for e in turn.said.of("answer") if e.get("group")), None)
        known = records.questions()
        if named in known and named != state.asked:
            fields = questions.fills(named)
        else:
            fields = set(known[state.asked].part(state.asked_field).covers)
            # Asked again of what is held: « je ne sais pas » takes it back.
            take_back(turn, [name for name in sorted(fields) if name in state.plan])
        questions.leave_open(state, sorted(fields))
        turn.say("Pas de souci, je laisse ce point ouvert. Vous pourrez y revenir.")
