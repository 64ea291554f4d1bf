"""« Un autre jeune » : another plan, after a yes; the present one is kept."""

from __future__ import annotations

from typing import Any

from dialogue import files, notes
from dialogue.turn import Turn

from .note import tell
from .small import SmallAction


class NewFile(SmallAction):
    named = "new_file"
    changes_are_remembered = False

    def respond(self, turn: Turn) -> None:
        if not turn.state.plan:
            turn.state.active = True
            turn.say("D'accord, un nouveau dossier.")
            return
        turn.state.offer_now("new_file", details=turn.said.noted)
        turn.say(
            f"Voulez-vous ouvrir un autre dossier ? Je garde celui-ci ({files.label(turn.state.plan)}).",
            buttons=[
                {"title": "Oui, un autre dossier", "payload": "/affirm"},
                {"title": "Non, continuer celui-ci", "payload": "/deny"},
            ],
        )


def open_new(turn: Turn, offer: dict[str, Any]) -> None:
    """Open the other file, and note in it what was said of it."""
    files.open_new(turn.state)
    shown = files.listed(turn.state)
    turn.say(
        f"J'ouvre le dossier n° {files.current_id(turn.state)}. Dites « mes dossiers » pour les voir tous.",
        custom={"files": shown},
    )
    if offer.get("details"):
        changes = notes.Changes()
        notes.write(turn.state, offer["details"], changes, turn.today)
        tell(turn, changes)
