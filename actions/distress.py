"""Distress: a humane answer, or one careful question when it is only a doubt; nothing else is pushed."""

from __future__ import annotations

from dialogue.turn import Turn

from .propose import YES_NO
from .small import SmallAction


class Distress(SmallAction):
    named = "distress"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_distress", custom={"human": True, "distress": True})


class Care(SmallAction):
    named = "care"

    def respond(self, turn: Turn) -> None:
        turn.state.doubted = True
        turn.state.offer_now("distress")
        turn.say(response="utter_care", buttons=YES_NO, custom={"distress": "asked"})
