"""« Pourquoi ? » : the reason of the open question and its article, or of what is to change."""

from __future__ import annotations

import law
from dialogue import records
from dialogue.law_words import told
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
            turn.say("\n\n".join(_explained(f, state.speaker) for f in violations if f.id in state.told))
        elif state.asked:
            question = records.questions(state.speaker)[state.asked]
            source = law.article(question.article)
            turn.say(f"{question.why}\nSource : {source.label}, {source.url}")
        elif violations:
            turn.say("\n\n".join(_explained(finding, state.speaker) for finding in violations))
        elif state.concluded:
            turn.say("\n".join(["Voici ce que j'ai vérifié, et pourquoi.", *_checked(turn)]))
        else:
            turn.say(
                "Je ne demande que ce qui décide d'une règle : but, situation, organisme qui vous suit, âge, "
                "structure, dates et horaires. Rien d'autre, et vous pouvez passer une question."
            )


def _checked(turn: Turn) -> list[str]:
    """The rule behind each point that is known, with its text."""
    lines = []
    for question in records.questions(turn.speaker).values():
        if any(turn.state.plan.get(name) is not None for name in question.fills):
            source = law.article(question.article)
            point = question.name[:1].upper() + question.name[1:]
            lines.append(f"- **{point}** : {question.why}\n  Source : {source.label}, {source.url}")
    return lines


def _explained(finding: law.Finding, speaker: str | None) -> str:
    """A point with all its texts."""
    links = [f"- {ref.label}, {ref.url}" if ref.url else f"- {ref.label}" for ref in finding.references]
    title, reason = told(finding.title, speaker), told(finding.reason, speaker)
    return f"**{title}**\n{reason}\nLes textes :\n" + "\n".join(links)
