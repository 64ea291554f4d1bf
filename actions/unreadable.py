"""A message without a word."""

from __future__ import annotations

from dialogue.turn import Turn

from .small import SmallAction


class Unreadable(SmallAction):
    named = "unreadable"

    def respond(self, turn: Turn) -> None:
        turn.state.misses += 1
        turn.say(
            "Je n'ai pas pu lire votre message. Écrivez avec des mots, par exemple « combien de temps ? »."
        )
