"""« Le dossier n° 2 » : another plan taken up again; the present one is kept."""

from __future__ import annotations

from dialogue import describe, files
from dialogue.turn import Turn

from .list_files import ListFiles
from .note import note_before
from .small import SmallAction


class TakeFile(SmallAction):
    named = "take_file"
    changes_are_remembered = False

    def respond(self, turn: Turn) -> None:
        note_before(turn)
        named = str((turn.said.control("take_file") or {}).get("group") or "")
        if not (named.isdigit() and files.take(turn.state, int(named))):
            ListFiles().respond(turn)
            return
        plan, name = turn.state.plan, turn.state.name
        held = describe.noted(plan, plan, turn.speaker) or "rien encore"
        turn.say(
            f"Voici le dossier n° {named}{f' ({name})' if name else ''}. J'ai noté : {held}.",
            custom={"files": files.listed(turn.state)},
        )
