"""The nearest plan whose dates and hours are lawful, shown."""

from __future__ import annotations

import law
from dialogue.describe import label, value
from dialogue.turn import Turn
from hearing.reading import as_json

from .small import SmallAction


class Nearest(SmallAction):
    named = "nearest"

    def respond(self, turn: Turn) -> None:
        found = law.nearest_lawful(turn.state.plan, turn.today)
        if not found:
            turn.say("Aucun changement de dates ou d'horaires n'est nécessaire, ou ne suffirait.")
            return
        rows = [_row(change, turn.speaker) for change in found[1]]
        lines = [
            f"- {r['label']} : {r['after'] or 'à retirer'}"
            + (f" (avant : {r['before']})" if r["before"] else "")
            for r in rows
        ]
        turn.say(
            "Le projet conforme le plus proche :\n" + "\n".join(lines),
            buttons=[
                {"title": "Prendre ce projet", "payload": '/what_if{"choice": "take_nearest"}'},
                {"title": "Changer un autre point", "payload": "/correct"},
            ],
            custom={"nearest": {"plan": as_json(found[0]), "changes": rows}},
        )


def _row(change: law.Change, speaker: str | None) -> dict[str, str]:
    shown = {
        key: "" if content is None else value(change.field, as_json(content), speaker)
        for key, content in (("before", change.before), ("after", change.after))
    }
    return {"field": change.field, "label": label(change.field, speaker), **shown}
