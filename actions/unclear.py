"""A question of which hearing is not sure: likely topics as buttons, then other ways forward."""

from __future__ import annotations

from dialogue import faq
from dialogue.turn import Turn

from .small import SmallAction

_MOST = 3
SOMETHING_ELSE = {"title": "Autre chose", "payload": "/capabilities"}


class Unclear(SmallAction):
    named = "unclear"

    def respond(self, turn: Turn) -> None:
        turn.state.misses += 1
        offer(turn)


def offer(turn: Turn) -> None:
    """Two or three likely topics; after two misses in a row, the themes and a human."""
    likely = [name for name in turn.said.likely_topics if name in faq.topics()][:_MOST]
    if turn.state.misses > 2 or not likely:
        turn.say(
            "Je cherche encore. Voici les thèmes que je connais ; une personne peut aussi vous répondre.",
            buttons=[*faq.theme_buttons(), {"title": "Parler à un conseiller", "payload": "/human"}],
            custom={"proposed": likely},
        )
    else:
        turn.say(
            "Je veux être sûr de bien répondre. Votre question porte-t-elle sur :",
            buttons=[*[faq.button(name) for name in likely], SOMETHING_ELSE],
            custom={"proposed": likely},
        )
