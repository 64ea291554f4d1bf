"""« Répétez », « plus simplement » : the open question once more, with examples when they help."""

from __future__ import annotations

from dialogue import answering, questions
from dialogue.turn import Turn

from .small import SmallAction


class Repeat(SmallAction):
    named = "repeat"

    def respond(self, turn: Turn) -> None:
        put = questions.again(turn.state, turn.today)
        if put is None and (told := answering.again(turn.state)):
            turn.say(told.text, buttons=[*told.more, *told.offers], custom=told.custom)
            return
        if put is None:
            turn.say("Je n'ai pas de question en attente. Posez la vôtre, ou dites-moi votre projet.")
            return
        text = put.text
        if turn.said.control("simpler"):
            text = f"Autrement dit : {questions.simpler(put.part)}"
        turn.say(text, buttons=put.buttons, custom=put.custom)
