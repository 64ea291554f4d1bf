"""A question: its answer, its sources, and what goes with it. Two questions at most in a reply."""

from __future__ import annotations

from dialogue import faq
from dialogue.situation import situations
from dialogue.turn import Turn

from .small import SmallAction
from .unclear import offer

_MOST = 2


class Answer(SmallAction):
    named = "answer"

    def respond(self, turn: Turn) -> None:
        said, state = turn.said, turn.state
        state.keep_offer()
        rank = turn.done.count(self.name())
        asked = [name for name in said.asked_topics if name in faq.topics()]
        if rank >= len(asked):
            if not turn.done:
                offer(turn)
            return
        topic = faq.topics()[asked[rank]]
        state.topic = topic.name
        state.topics = [*state.topics, [topic.name, state.turn]][-12:]
        buttons = []
        if rank == min(len(asked), _MOST) - 1:
            buttons = [_also(name) for name in [*asked[_MOST:], *said.likely_topics] if name in faq.topics()]
            if not state.asked:
                offered = {button["payload"] for button in buttons}
                buttons += [b for n in topic.related if (b := faq.button(n))["payload"] not in offered]
        custom = faq.as_custom(topic)
        if len(asked) > 1:
            custom["topics"] = asked[:_MOST]
        turn.say(faq.answer(topic, situations(state)), buttons=buttons, custom=custom)


def _also(name: str) -> dict[str, str]:
    return {**faq.button(name), "title": f"Aussi : {faq.topics()[name].title}"}
