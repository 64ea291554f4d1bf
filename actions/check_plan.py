"""Starting, or going on with, the check of a plan."""

from __future__ import annotations

import law
from dialogue import describe, questions
from dialogue.route import asks_for_another_plan
from dialogue.turn import Turn

from .act import Act
from .cancel import forget
from .inform import after_changes, take_details


class CheckPlan(Act):
    act = "check_plan"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        if not turn.understanding.is_button and asks_for_another_plan(turn):
            turn.say("D'accord, je commence un nouveau projet. J'ai effacé le précédent.")
            forget(turn)
        if turn.says_details:
            after_changes(turn, take_details(turn))
            return
        if state.concluded and not state.active:
            reopen_missing(turn)
            turn.put_next()
            return
        if not state.active and not state.plan:
            turn.say(
                "Vérifions votre projet ensemble : neuf questions au plus dans le cas courant. "
                "Vous pouvez répondre avec vos mots, en donner plusieurs à la fois, changer d'avis ou passer."
            )
        elif not state.active:
            turn.say(f"Je reprends ce que vous m'avez dit : {describe.noted(state.plan, state.plan)}.")
        turn.put_next()


def reopen_missing(turn: Turn) -> None:
    """After a verdict, put again the questions that were left open: the person asks to complete."""
    state = turn.state
    missing = [name for name in law.check(state.plan, turn.today).missing if name in state.left_open]
    reopened = {question.id for name in missing if (question := questions.question_of(name))}
    state.left_open = [name for name in state.left_open if name not in missing]
    state.puts = {key: n for key, n in state.puts.items() if key.split(":")[0] not in reopened}
