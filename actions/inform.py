"""Details of the plan, given before, during or after the check."""

from __future__ import annotations

import re
from typing import Any

import law
from dialogue import describe, notes, questions, reading, verdict
from dialogue.describe import WEEKDAYS
from dialogue.route import corrects
from dialogue.state import State
from dialogue.turn import Turn

from .act import Act

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")


class Inform(Act):
    act = "inform"

    def respond(self, turn: Turn) -> None:
        changes = take_choice(turn) if turn.understanding.choice else take_details(turn)
        after_changes(turn, changes)


def take_details(turn: Turn) -> notes.Changes:
    """Note what a sentence says."""
    return notes.note(turn.state, turn.found, turn.text, turn.today)


def take_choice(turn: Turn) -> notes.Changes:
    """Note what a button says: "field=value;field=value", a list as "a,b", or "say=<words>"."""
    changes = notes.Changes()
    choice = turn.understanding.choice or ""
    if choice.startswith("say="):
        found = reading.read(choice[4:], turn.today, turn.open_question, turn.state.plan)
        return notes.note(turn.state, found, choice[4:], turn.today)
    new = {}
    for pair in choice.split(";"):
        name, _, raw = pair.partition("=")
        value = _value(name, raw)
        if value is None:
            changes.said.append("Je ne reconnais pas ce bouton. Vous pouvez répondre avec vos mots.")
        else:
            new[name] = value
    notes.write(turn.state, new, changes, turn.today)
    return changes


def _value(name: str, raw: str) -> Any:
    """A button's value in the type of its field; None when the field does not take it."""
    if name == "same_goals":
        return {"true": True, "false": False}.get(raw)
    field = law.FIELDS.get(name)
    if field is None:
        return None
    if field.type == "boolean":
        return {"true": True, "false": False}.get(raw)
    if field.type == "list of enum":
        values = raw.split(",")
        allowed = set(field.values) or set(WEEKDAYS)
        return values if set(values) <= allowed else None
    if field.type == "enum":
        return raw if raw in field.values else None
    if field.type in ("integer", "number") and _NUMBER.fullmatch(raw):
        return float(raw) if "." in raw else int(raw)
    return None


def after_changes(turn: Turn, changes: notes.Changes) -> None:
    """Read back what was noted, warn of what already blocks, and go on."""
    state = turn.state
    answered = bool(state.asked and changes.touched & questions.fills(state.asked))
    if answered:
        state.answered = turn.open_question
    lines = [*changes.said]
    if read := notes.read_back(changes, state.plan):
        lines.append(read)
    if lines:
        turn.say("\n".join(lines))
    if not changes and not changes.said and turn.found.fields and corrects(turn):
        known = {name: state.plan[name] for name in turn.found.fields if name in state.plan}
        turn.say(
            f"J'avais déjà noté : {describe.noted(known, state.plan)}. Que faut-il changer ?",
            buttons=describe.change_buttons(state.plan),
        )
        return
    if not changes and not changes.said:
        if turn.found.approximate or state.asked or not state.concluded:
            turn.put_next()
            return
        turn.say("C'est bien ce que j'avais noté.")
        turn.put_again()
        return
    if state.concluded and not state.active:
        turn.put_next()
        return
    warn_early(turn)
    turn.put_next(insist=answered or not changes)


def warn_early(turn: Turn) -> None:
    """A provisional verdict as soon as something must be changed, each point once."""
    state: State = turn.state
    result = law.check(state.plan, turn.today)
    state.told = [known for known in state.told if known in {f.id for f in result.violations}]
    new = [f for f in result.violations if f.id not in state.told]
    if not new or not set(result.missing) - set(state.left_open):
        return
    state.told += [finding.id for finding in new]
    custom = verdict.as_custom(result, dict(state.plan), turn.today, provisional=True)
    turn.say(verdict.provisional(new), custom=custom)
