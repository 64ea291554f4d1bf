"""« Pourquoi ? » : the reason of the open question and its article, or of what is to change."""

from __future__ import annotations

import law
from dialogue import questions
from dialogue.turn import Turn

from .small import SmallAction

FORBIDDEN = "forbidden"


class WhyAsking(SmallAction):
    named = "why_asking"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        state.keep_offer()
        violations = law.check(state.plan, turn.today).violations if state.plan else []
        forbidden = (turn.said.control("why") or {}).get("group") == FORBIDDEN
        if state.told and forbidden:
            turn.say("\n\n".join(_explained(f) for f in violations if f.id in state.told))
        elif state.asked:
            question = questions.questions()[state.asked]
            source = law.article(question.article)
            turn.say(f"{question.why}\nSource : {source.label}, {source.url}")
        elif violations:
            turn.say("\n\n".join(_explained(finding) for finding in violations))
        else:
            turn.say(
                "Je ne demande que ce qui décide d'une règle : but, situation, organisme qui vous suit, âge, "
                "structure, dates et horaires. Rien d'autre, et vous pouvez passer une question."
            )


def _explained(finding: law.Finding) -> str:
    """A point with all its texts."""
    links = [f"- {ref.label}, {ref.url}" if ref.url else f"- {ref.label}" for ref in finding.references]
    return f"**{finding.title}**\n{finding.reason}\nLes textes :\n" + "\n".join(links)
