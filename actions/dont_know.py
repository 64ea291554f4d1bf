"""« Je ne sais pas », « passe » : the field stays unknown and the check goes on."""

from __future__ import annotations

import re

from dialogue import questions
from dialogue.turn import Turn

from .act import Act

_WORDS = {
    "q7_schedule": re.compile(r"\b(heures?|horaires?|planning)\b", re.IGNORECASE),
    "q6_dates": re.compile(r"\b(dates?|quand|quel jour)\b", re.IGNORECASE),
    "q5_host": re.compile(r"\b(chez qui|quelle (entreprise|structure))\b", re.IGNORECASE),
    "q3_prescriber": re.compile(r"\b(organisme|qui me suit|prescri\w+)\b", re.IGNORECASE),
}


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
        named = _named(turn.text, state.asked)
        fields = questions.fills(named) if named else question.part(state.asked_field).covers
        questions.leave_open(state, sorted(fields))
        turn.say("Pas de souci, je laisse ce point ouvert. Vous pourrez y revenir.")
        turn.put_next()


def _named(text: str, asked: str) -> str | None:
    """Another question than the open one, when the person names what she does not know."""
    others = (name for name, words in _WORDS.items() if name != asked and words.search(text))
    return None if _WORDS.get(asked) and _WORDS[asked].search(text) else next(others, None)
