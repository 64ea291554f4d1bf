"""Coming back after hours to a check that was not finished."""

from __future__ import annotations

from dialogue import records
from dialogue.turn import Turn

from .small import SmallAction


class Resume(SmallAction):
    named = "resume"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        asked = records.questions(state.speaker).get(state.asked or "")
        where = f" Nous en étions à {asked.name}." if asked else ""
        turn.say(
            f"Bonjour, content de vous retrouver.{where} On continue ?",
            buttons=[
                {"title": "Oui, on continue", "payload": "/check_plan"},
                {"title": "Où en est-on ?", "payload": "/recap"},
                {"title": "Recommencer à zéro", "payload": "/restart"},
            ],
        )
