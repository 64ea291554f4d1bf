"""Coming back on a detail: by telling the new value, or by choosing the point to change."""

from __future__ import annotations

from dialogue import describe, questions
from dialogue.route import names_point
from dialogue.turn import Turn

from .act import Act
from .inform import after_changes, take_details


class Correct(Act):
    act = "correct"

    def respond(self, turn: Turn) -> None:
        if field_name := turn.understanding.choice or names_point(turn.text):
            self._reopen(turn, field_name)
        elif turn.says_details:
            after_changes(turn, take_details(turn))
        elif turn.state.plan:
            self._offer_points(turn)
        else:
            turn.say("Je n'ai encore rien noté de votre projet.")
            turn.put_next()

    def _reopen(self, turn: Turn, field_name: str) -> None:
        """Put the question of a point again, as the person asked for it."""
        state = turn.state
        question = questions.question_of(field_name)
        if question is None:
            turn.say("Dites-moi simplement la bonne information, par exemple : « en fait, c'est 35 heures ».")
            return
        part = question.part(field_name)
        state.puts = {key: n for key, n in state.puts.items() if key.split(":")[0] != question.id}
        state.left_open = [name for name in state.left_open if name not in question.fields]
        put = questions.put_part(state, question, part, turn.today)
        turn.say(put.text, buttons=put.buttons, custom=put.custom)

    def _offer_points(self, turn: Turn) -> None:
        turn.say(
            "Que faut-il changer ? Dites-le avec vos mots, ou choisissez :",
            buttons=describe.change_buttons(turn.state.plan),
        )
