"""What the assistant can do, and its list of themes."""

from __future__ import annotations

from dialogue import faq
from dialogue.turn import Turn

from .act import Act

CHECK = {"title": "Vérifier mon projet", "payload": "/check_plan"}


class Capabilities(Act):
    act = "capabilities"

    def respond(self, turn: Turn) -> None:
        theme = faq.themes().get(turn.understanding.theme or "")
        if theme:
            turn.say(
                f"{theme.title} Choisissez une question :", buttons=[faq.button(n) for n in theme.topics]
            )
        else:
            turn.say(response="utter_capabilities", buttons=[CHECK, *faq.theme_buttons()])
        turn.put_again()
