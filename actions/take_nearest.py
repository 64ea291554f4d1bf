"""The nearest lawful plan, taken."""

from __future__ import annotations

import law
from dialogue import notes
from dialogue.turn import Turn
from hearing.reading import as_json

from .note import tell
from .small import SmallAction


class TakeNearest(SmallAction):
    named = "take_nearest"

    def respond(self, turn: Turn) -> None:
        found = law.nearest_lawful(turn.state.plan, turn.today)
        if found:
            keep(turn, as_json(found[0]))
        else:
            turn.say("Aucun changement de dates ou d'horaires n'est nécessaire, ou ne suffirait.")


def keep(turn: Turn, plan: dict) -> None:
    """Make the plan that was offered the plan of the conversation."""
    changes = notes.Changes()
    for name in [name for name in turn.state.plan if name not in plan]:
        del turn.state.plan[name]
    notes.write(turn.state, dict(plan), changes, turn.today)
    tell(turn, changes)
