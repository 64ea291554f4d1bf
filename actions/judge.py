"""The verdict, when nothing more can be asked, and what to do next."""

from __future__ import annotations

from typing import Any

import law
from dialogue import notes, verdict
from dialogue.turn import Turn

from .small import SmallAction

CHANGE = {"title": "Changer un point", "payload": "/correct"}
SEE_NEAREST = {"title": "Voir le projet conforme le plus proche", "payload": '/what_if{"choice": "nearest"}'}
TAKE_NEAREST = {"title": "Prendre le projet conforme", "payload": '/what_if{"choice": "take_nearest"}'}
UNDO = {"title": "Annuler ce changement", "payload": '/what_if{"choice": "undo"}'}
# What changes the plan in one press, by what was proposed and not by the words of the person.
_TAKEN = {"action_take_nearest", "action_settle"}


class Judge(SmallAction):
    named = "judge"
    changes_are_remembered = False

    def respond(self, turn: Turn) -> None:
        conclude(turn)


def conclude(turn: Turn) -> None:
    """Give the verdict on the plan as it is known."""
    state = turn.state
    state.active, state.concluded = False, True
    state.close_question()
    result = law.check(state.plan, turn.today)
    notes.forget_birth_date(state, turn.today)
    state.told = [finding.id for finding in result.violations]
    custom = verdict.as_custom(result, dict(state.plan), turn.today, speaker=turn.speaker)
    if state.verdict == given(result):
        turn.say(
            f"Le résultat reste le même : {verdict.headline(result, turn.speaker)}",
            custom=custom,
            buttons=next_buttons(turn, result),
        )
        return
    state.verdict = given(result)
    turn.say(verdict.tell(result, state.plan, turn.today, turn.speaker), custom=custom)
    turn.say(
        verdict.tell_next(result, state.plan, turn.today, turn.speaker), buttons=next_buttons(turn, result)
    )


def given(result: law.Result) -> list[Any]:
    """What is remembered of a verdict: the same is not told whole again."""
    found = [[finding.id for finding in findings] for findings in (result.violations, result.warnings)]
    return [result.verdict, *found, result.missing]


def next_buttons(turn: Turn, result: law.Result) -> list[dict[str, str]]:
    """Buttons for what can be done once a verdict was given."""
    buttons = [CHANGE]
    if result.missing:
        buttons.insert(0, {"title": "Compléter mon projet", "payload": "/check_plan"})
    if result.violations:
        buttons.append({"title": "Pourquoi ?", "payload": "/why_asking"})
    if law.nearest_lawful(turn.state.plan, turn.today):
        buttons = [TAKE_NEAREST, SEE_NEAREST, *buttons]
    if _TAKEN & set(turn.done) and any(changed == turn.state.turn for _, _, changed in turn.state.undo):
        buttons.insert(0, UNDO)
    return [
        *buttons,
        {"title": "Le dossier à envoyer", "payload": "/document"},
        {"title": "Parler à un conseiller", "payload": "/human"},
    ]
