"""A question: its answer, and what goes with it. Two questions at most in a reply."""

from __future__ import annotations

from dialogue import answering, faq
from dialogue.answering import MOST_OFFERS
from dialogue.turn import Button, Turn

from .small import SmallAction
from .unclear import likely_questions, offer

_MOST = 2
_NOT_IT = "Ce n'était pas la question ?"


class Answer(SmallAction):
    named = "answer"

    def respond(self, turn: Turn) -> None:
        said, state = turn.said, turn.state
        state.keep_offer()
        rank = turn.done.count(self.name())
        asked = [(topic, angle) for topic, angle in said.questions if topic in faq.topics()]
        if rank >= len(asked):
            if not turn.done:
                offer(turn)
            return
        name, angle = asked[rank]
        one = answering.for_the_age(faq.angle(angle), state)
        told = answering.answer(state, faq.topics()[name], one, said.angles(name, "likely"))
        text, buttons = answering.for_adults(state, name, angle) + told.text, []
        if len(asked) > 1:
            told.custom["topics"] = list(dict.fromkeys(topic for topic, _ in asked[:_MOST]))
            if rank == min(len(asked), _MOST) - 1:
                buttons = _after_several(asked)
        else:
            others = likely_questions(turn)
            if others:
                text = f"{text}\n\n{_NOT_IT}"
                # For the review: pressing one of these says that the answer was wrong.
                told.custom["instead"] = [button["payload"] for button in others]
            inside = [] if state.asked else told.offers[: MOST_OFFERS - len(others)]
            buttons = [*others, *told.more, *inside]
        turn.say(text, buttons=buttons, custom=told.custom)


def _after_several(asked: list[tuple[str, str | None]]) -> list[Button]:
    """Questions that are left unanswered, and the whole texts of those that were answered shortly."""
    left = [_button(topic, angle) for topic, angle in asked[_MOST:]]
    short = dict.fromkeys(topic for topic, angle in asked[:_MOST] if angle)
    return [*left, *(faq.more_button(name, f"En savoir plus : {faq.topics()[name].title}") for name in short)]


def _button(topic: str, angle: str | None) -> Button:
    one = faq.angle(angle)
    return faq.angle_button(one) if one else faq.button(topic)
