"""« Mes dossiers » : every plan of this conversation, to take one up again."""

from __future__ import annotations

from dialogue import files
from dialogue.turn import Turn

from .small import SmallAction


class ListFiles(SmallAction):
    named = "list_files"

    def respond(self, turn: Turn) -> None:
        shown = files.listed(turn.state)
        lines = [f"- n° {f['id']} : {f['label']}" + (" (en cours)" if f["current"] else "") for f in shown]
        buttons = [
            {"title": f"Dossier n° {f['id']}", "payload": f'/check_plan{{"choice": "file:{f["id"]}"}}'}
            for f in shown
            if not f["current"]
        ]
        turn.say("Vos dossiers :\n" + "\n".join(lines), buttons=buttons, custom={"files": shown})
