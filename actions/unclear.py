"""A question of which hearing is not sure: likely topics as buttons, then other ways forward."""

from __future__ import annotations

from dialogue import answering, faq
from dialogue.answering import MOST_OFFERS
from dialogue.turn import Button, Turn

from .small import SmallAction


class Unclear(SmallAction):
    named = "unclear"

    def respond(self, turn: Turn) -> None:
        turn.state.misses += 1
        offer(turn)


def offer(turn: Turn) -> None:
    """Likely questions; after two misses in a row, the themes and a human."""
    likely = likely_questions(turn)
    if turn.state.misses > 2 or not likely:
        turn.say(
            "Je cherche encore. Voici les thèmes que je connais ; une personne peut aussi vous répondre.",
            buttons=[*faq.theme_buttons(), {"title": "Parler à un conseiller", "payload": "/human"}],
            custom={"proposed": turn.said.likely_topics},
        )
    else:
        turn.say(
            "Je veux être sûr de bien répondre. Est-ce l'une de ces questions ? Sinon, dites-la autrement.",
            buttons=likely,
            custom={"proposed": turn.said.likely_topics},
        )


def likely_questions(turn: Turn) -> list[Button]:
    """A button for each likely topic, in the words of its likely angle when there is one."""
    named = [n for n in turn.said.likely_topics if n in faq.topics() and answering.suits(n, turn.state)]
    return [_question(turn, name) for name in named[:MOST_OFFERS]]


def _question(turn: Turn, topic: str) -> Button:
    likely = faq.angle(next(iter(turn.said.angles(topic, "likely")), None))
    angle = answering.for_the_age(likely, turn.state)
    return faq.angle_button(angle) if angle else faq.button(topic)
