"""Starting, or going on with, the check of a plan."""

from __future__ import annotations

import law
from dialogue import describe, questions
from dialogue.turn import Turn

from .small import SmallAction


class CheckPlan(SmallAction):
    named = "check_plan"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if "action_note" in turn.done:
            state.active = True
            return
        if state.concluded and not state.active:
            reopen_missing(turn)
        elif not state.active and not state.plan:
            turn.say(
                "Vérifions votre projet ensemble : je n'ai encore rien noté. "
                "Neuf questions au plus dans le cas courant. "
                "Vous pouvez répondre avec vos mots, en donner plusieurs à la fois, changer d'avis ou passer."
            )
        elif not state.active:
            known = describe.noted(state.plan, state.plan, turn.speaker)
            turn.say(f"Je reprends ce que vous m'avez dit : {known}.")
        state.active = True


def reopen_missing(turn: Turn) -> None:
    """After a verdict, put again the questions that were left open: the person asks to complete."""
    state = turn.state
    missing = [name for name in law.check(state.plan, turn.today).missing if name in state.left_open]
    reopened = {question.id for name in missing if (question := questions.question_of(name))}
    state.left_open = [name for name in state.left_open if name not in missing]
    state.puts = {key: n for key, n in state.puts.items() if key.split(":")[0] not in reopened}
