"""« Où en est-on ? » : what is known of the plan, as text and as a table."""

from __future__ import annotations

import law
from dialogue import describe, verdict
from dialogue.turn import CONTINUE, Turn

from .act import Act


class Recap(Act):
    act = "recap"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        rows = describe.rows(state.plan)
        if not rows:
            turn.say(
                "Je n'ai encore rien noté de votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )
            return
        result = law.check(state.plan, turn.today)
        lines = [f"- {row['label']} : {row['value']}" for row in rows]
        if result.missing:
            lines.append(f"Il manque : {describe.enumeration(verdict.missing_labels(result.missing))}.")
        lines += [f"À changer : {finding.title}." for finding in result.violations]
        buttons = [{"title": "Changer un point", "payload": "/correct"}]
        if not state.asked:
            buttons.insert(0, CONTINUE)
        turn.say(
            "Voici votre projet :\n" + "\n".join(lines),
            buttons=buttons,
            custom={"plan": state.plan, "recap": rows},
        )
        turn.put_again()
