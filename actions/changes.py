"""« Qu'est-ce qui a changé ? » : each change since the beginning."""

from __future__ import annotations

from dialogue import describe
from dialogue.turn import Turn

from .small import SmallAction


class Changes(SmallAction):
    named = "changes"

    def respond(self, turn: Turn) -> None:
        changed = [entry for entry in turn.state.history if entry[1] is not None]
        lines = list(dict.fromkeys(_line(n, before, after, turn.speaker) for n, before, after in changed))
        if lines:
            text = "Voici ce qui a changé depuis le début :\n" + "\n".join(lines)
        elif turn.state.plan:
            plan = turn.state.plan
            text = f"Rien n'a changé. J'ai noté : {describe.noted(plan, plan, turn.speaker)}."
        else:
            text = "Rien n'a changé : je n'ai encore rien noté de votre projet."
        turn.say(text, custom={"changes": [{"field": n, "before": b, "after": a} for n, b, a in changed]})


def _line(name: str, before: object, after: object, speaker: str | None) -> str:
    then, now = _shown(name, before, speaker), _shown(name, after, speaker)
    return f"- {describe.label(name, speaker)} : {now} (avant : {then})"


def _shown(name: str, content: object, speaker: str | None) -> str:
    return "retiré" if content is None else describe.value(name, content, speaker)
