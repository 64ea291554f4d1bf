"""A detail of which hearing was not sure: asked back in one tap, in place of its question."""

from __future__ import annotations

from dialogue import proposals, questions
from dialogue.turn import Turn

from .small import SmallAction

YES_NO = [{"title": "Oui", "payload": "/affirm"}, {"title": "Non", "payload": "/deny"}]


class Propose(SmallAction):
    named = "propose"

    def respond(self, turn: Turn) -> None:
        offer = turn.state.open_offer()
        if offer and offer["kind"] == proposals.KIND:
            questions.close_if_answered(turn.state)
            turn.say(
                proposals.text(turn.state, offer),
                buttons=YES_NO,
                custom={"proposal": {offer["field"]: offer["value"]}},
            )
