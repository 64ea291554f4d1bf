"""What the assistant can do, and its list of themes."""

from __future__ import annotations

from dialogue import faq
from dialogue.said import THEME
from dialogue.turn import Turn

from .small import SmallAction

CHECK = {"title": "Vérifier mon projet", "payload": "/check_plan"}


class Capabilities(SmallAction):
    named = "capabilities"

    def respond(self, turn: Turn) -> None:
        theme = faq.themes().get(str(turn.said.value(THEME) or ""))
        if theme:
            buttons = [faq.button(name) for name in theme.topics]
            turn.say(f"{theme.title} Choisissez une question :", buttons=buttons)
        else:
            turn.say(response="utter_capabilities", buttons=[CHECK, *faq.theme_buttons()])
