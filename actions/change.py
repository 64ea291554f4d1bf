"""« Changer les dates » : the question of a point is put again; without a point, the points are offered."""

from __future__ import annotations

from dialogue import describe, questions
from dialogue.turn import Turn

from .small import SmallAction


class Change(SmallAction):
    named = "change"

    def respond(self, turn: Turn) -> None:
        named = (turn.said.control("change") or {}).get("group")
        if named:
            reopen(turn, named)
        elif turn.state.plan:
            turn.say(
                "Que faut-il changer ? Dites-le avec vos mots, ou choisissez :",
                buttons=describe.change_buttons(turn.state.plan, turn.speaker),
            )
        else:
            turn.say(
                "Je n'ai encore rien noté de votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )


def reopen(turn: Turn, field_name: str) -> None:
    """Put the question of a point again, as the person asked for it."""
    state = turn.state
    question = questions.question_of(field_name)
    if question is None:
        turn.say("Dites-moi simplement la bonne information, par exemple : « en fait, c'est 35 heures ».")
        return
    state.puts = {key: n for key, n in state.puts.items() if key.split(":")[0] != question.id}
    state.left_open = [name for name in state.left_open if name not in question.fields]
    put = questions.put_part(state, question, question.part(field_name), turn.today)
    state.active = True
    turn.say(put.text, buttons=put.buttons, custom=put.custom)
