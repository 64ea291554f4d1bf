"""A message without a letter or a figure: empty, emojis alone, control characters."""

from __future__ import annotations

from dialogue.turn import Turn

from .act import Act


class Unreadable(Act):
    act = "unreadable"

    def respond(self, turn: Turn) -> None:
        turn.state.misses += 1
        turn.say(
            "Je n'ai pas pu lire votre message. Écrivez avec des mots, par exemple « combien de temps ? »."
        )
        turn.put_again()
