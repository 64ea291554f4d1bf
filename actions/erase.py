"""« Efface tout » : asked once, because what is erased cannot be guessed again."""

from __future__ import annotations

from dialogue.turn import Turn

from .small import SmallAction


class Erase(SmallAction):
    named = "erase"

    def respond(self, turn: Turn) -> None:
        if not turn.state.plan:
            turn.say("Je n'ai rien noté de votre projet : il n'y a rien à effacer.")
            return
        turn.state.offer_now("erase")
        turn.say(
            "Voulez-vous effacer tout ce que j'ai noté de ce projet ?",
            buttons=[
                {"title": "Oui, effacer", "payload": "/affirm"},
                {"title": "Non, garder", "payload": "/deny"},
            ],
        )
