"""An answer that could not be read: said so, and asked otherwise."""

from __future__ import annotations

from dialogue import questions, records
from dialogue.state import MAX_PUTS
from dialogue.turn import Turn

from .small import SmallAction


class Repair(SmallAction):
    named = "repair"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        state.misses += 1
        if not state.asked:
            return
        question = records.questions(state.speaker)[state.asked]
        if state.puts.get(question.id, 0) >= MAX_PUTS:
            questions.leave_open(state, list(question.fields))
            text = f"Je n'ai pas su lire {question.name} : je laisse ce point ouvert. Vous pourrez y revenir."
        else:
            text = f"Je n'ai pas su lire votre réponse sur {question.name}."
        turn.say(text, custom={"unread": question.id})
