"""« En savoir plus » : the full text of the topic that was answered last."""

from __future__ import annotations

from dialogue import faq
from dialogue.situation import situations
from dialogue.turn import Turn

from .small import SmallAction
from .unclear import offer


class More(SmallAction):
    named = "more"

    def respond(self, turn: Turn) -> None:
        topic = faq.topics().get(turn.state.topic or "")
        if topic is None:
            offer(turn)
            return
        tell_topic(turn, topic)


def tell_topic(turn: Turn, topic: faq.Topic) -> None:
    """Say the whole text of a topic."""
    buttons = [faq.button(other) for other in topic.related]
    turn.say(faq.answer(topic, situations(turn.state)), buttons=buttons, custom=faq.as_custom(topic))
