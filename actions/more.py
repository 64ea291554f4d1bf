"""« En savoir plus » : the full text of the topic that was answered last."""

from __future__ import annotations

from dialogue import answering, faq
from dialogue.turn import Turn

from .small import SmallAction
from .unclear import offer


class More(SmallAction):
    named = "more"

    def respond(self, turn: Turn) -> None:
        named = (turn.said.control("more") or {}).get("group")
        topic = faq.topics().get(named or turn.state.topic or "")
        if topic is None:
            offer(turn)
            return
        told = answering.whole(turn.state, topic)
        turn.say(told.text, buttons=told.offers, custom=told.custom)
