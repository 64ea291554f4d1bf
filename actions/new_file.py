"""« Un autre jeune » : another plan, after a yes; the present one is kept."""

from __future__ import annotations

from typing import Any

from dialogue import files
from dialogue.turn import Turn

from .note import note_before, note_details
from .small import SmallAction


class NewFile(SmallAction):
    named = "new_file"
    changes_are_remembered = False

    def respond(self, turn: Turn) -> None:
        note_before(turn)
        name = turn.said.value("first_name")
        if not turn.state.plan:
            turn.state.active, turn.state.name = True, name
            turn.say("D'accord, un nouveau dossier.")
            return
        earlier, said = turn.state.unanswered_offer("new_file"), turn.said.noted
        if earlier is None:
            asked, details, since = "Voulez-vous ouvrir un autre dossier ?", said, {}
        else:
            asked, details = "C'est pour un autre dossier ?", earlier["details"] | said
            since = earlier["since"] | said
        trade = turn.said.value("trade") or (earlier or {}).get("trade")
        turn.state.offer_now(
            "new_file", details=details, since=since, again=earlier is not None, name=name, trade=trade
        )
        turn.say(
            f"{asked} Je garde celui-ci ({files.label(turn.state.plan, turn.state.name)}).",
            buttons=[
                {"title": "Oui, un autre dossier", "payload": "/affirm"},
                {"title": "Non, continuer celui-ci", "payload": "/deny"},
            ],
        )


def keep_this(turn: Turn, offer: dict[str, Any]) -> None:
    """Go on with the file in hand, and note in it what was said after the other one was offered."""
    turn.say("D'accord, on continue.")
    turn.state.active = turn.state.active or not turn.state.concluded
    note_details(turn, offer["since"])


def open_new(turn: Turn, offer: dict[str, Any]) -> None:
    """Open the other file, and note in it what was said of it."""
    left = turn.state.name
    files.open_new(turn.state)
    name = turn.state.name = offer.get("name")
    shown = files.listed(turn.state)
    whose = f", pour {name}" if name else ""
    kept = f" Je garde celui de {left}." if left else ""
    turn.say(
        f"J'ouvre le dossier n° {files.current_id(turn.state)}{whose}.{kept}"
        " Dites « mes dossiers » pour les voir tous.",
        custom={"files": shown},
    )
    note_details(turn, offer["details"], offer.get("trade"))
