"""« Pourquoi cette question ? » : its reason and its article."""

from __future__ import annotations

import re

import law
from dialogue import questions
from dialogue.turn import Turn

from .act import Act

_FORBIDDEN = re.compile(
    r"interdit|bloqu|pas le droit|pas possible|pas permis|refus|pas conforme", re.IGNORECASE
)


class WhyAsking(Act):
    act = "why_asking"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if state.told and _FORBIDDEN.search(turn.text):
            violations = law.check(state.plan, turn.today).violations
            turn.say("\n\n".join(_explained(f) for f in violations if f.id in state.told))
            turn.put_again()
        elif state.asked:
            question = questions.questions()[state.asked]
            source = law.article(question.article)
            turn.say(f"{question.why}\nSource : {source.label}, {source.url}")
            turn.put_again()
        elif violations := law.check(state.plan, turn.today).violations if state.plan else []:
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
