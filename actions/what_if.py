"""« Et si je faisais plutôt… » : judged on a copy, then kept or not."""

from __future__ import annotations

import law
from dialogue import notes, what_if
from dialogue.describe import label, value
from dialogue.route import asks_for_nearest
from dialogue.turn import Turn

from .act import Act
from .affirm import keep

KEEP = [
    {"title": "Oui, je garde ce changement", "payload": "/affirm"},
    {"title": "Non, comme avant", "payload": "/deny"},
]


class WhatIf(Act):
    act = "what_if"

    def respond(self, turn: Turn) -> None:
        choice = turn.understanding.choice
        if choice in ("nearest", "take_nearest") or asks_for_nearest(turn):
            nearest(turn, take=choice == "take_nearest")
        elif turn.found.fields and turn.state.plan:
            compare(turn)
        elif vague := turn.found.approximate.get("end_date"):
            turn.say(
                f"Pour essayer « {vague} », il me faut d'abord le premier jour. Quand commenceriez-vous ?"
            )
            turn.put_again()
        else:
            turn.say(
                "Dites-moi ce que vous voulez essayer, par exemple : « et si je faisais deux semaines ? ».",
            )
            turn.put_again()


def compare(turn: Turn) -> None:
    """Answer on a copy of the plan, and offer to keep it."""
    comparison = what_if.compare(turn.state, turn.found, turn.text, turn.today)
    if comparison.changes.said:
        turn.say("\n".join(comparison.changes.said))
    if not comparison.changes:
        turn.say("Cela ne change rien à ce que j'ai noté.")
        turn.put_again()
        return
    turn.state.pending = {"kind": "what_if", "plan": comparison.plan}
    turn.say(
        what_if.tell(comparison),
        buttons=KEEP,
        custom={"what_if": {**comparison.after.as_dict(), "plan": comparison.plan}},
    )


def nearest(turn: Turn, take: bool) -> None:
    """Show, or take, the nearest plan whose dates and hours are lawful."""
    found = law.nearest_lawful(turn.state.plan, turn.today)
    if not found:
        turn.say("Aucun changement de dates ou d'horaires n'est nécessaire, ou ne suffirait.")
        turn.put_again()
        return
    plan, changes = notes.plain(found[0]), found[1]
    if take:
        keep(turn, plan)
        return
    rows = [
        {
            "field": change.field,
            "label": label(change.field),
            "before": value(change.field, notes.plain(change.before)) if change.before is not None else "",
            "after": value(change.field, notes.plain(change.after)) if change.after is not None else "",
        }
        for change in changes
    ]
    lines = [
        f"- {r['label']} : {r['after'] or 'à retirer'}" + (f" (avant : {r['before']})" if r["before"] else "")
        for r in rows
    ]
    turn.say(
        "Le projet conforme le plus proche :\n" + "\n".join(lines),
        buttons=[
            {"title": "Prendre ce projet", "payload": '/what_if{"choice": "take_nearest"}'},
            {"title": "Changer un autre point", "payload": "/correct"},
        ],
        custom={"nearest": {"plan": plan, "changes": rows}},
    )
