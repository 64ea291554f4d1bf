"""« Où en est-on ? » : the plan as it is known, what is missing and what is to change."""

from __future__ import annotations

import law
from dialogue import describe, verdict
from dialogue.law_words import told
from dialogue.turn import Turn

from .small import SmallAction


class Recap(SmallAction):
    named = "recap"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        state.keep_offer()
        rows = describe.rows(state.plan, turn.speaker)
        if not rows:
            turn.say(
                "Je n'ai encore rien noté de votre projet.",
                buttons=[{"title": "Vérifier mon projet", "payload": "/check_plan"}],
            )
            return
        result = law.check(state.plan, turn.today)
        lines = [f"- Métier : {state.trade}"] if state.trade else []
        lines += [f"- {row['label']} : {row['value']}" for row in rows]
        if result.missing:
            lines.append(
                f"Il manque : {describe.enumeration(verdict.missing_labels(result.missing, turn.speaker))}."
            )
        lines += [f"À changer : {told(finding.title, state.speaker)}." for finding in result.violations]
        buttons = [{"title": "Changer un point", "payload": "/correct"}]
        if not state.asked:
            buttons.insert(0, {"title": "Continuer", "payload": "/check_plan"})
        turn.say(
            "Voici votre projet :\n" + "\n".join(lines),
            buttons=buttons,
            custom={"plan": dict(state.plan), "recap": rows},
        )
