"""Details of the plan: noted, changed or taken back, and read back."""

from __future__ import annotations

from typing import Any

from dialogue import describe, notes, proposals, questions
from dialogue.turn import Turn

from .small import SmallAction

# So many details said beside a question are a plan to check.
_A_PLAN = 3


class Note(SmallAction):
    named = "note"

    def respond(self, turn: Turn) -> None:
        state, said = turn.state, turn.said
        changes = notes.note(state, said, turn.today)
        proposals.open_one(state, said)
        if tell(turn, changes) or state.active:
            return
        known = {name: state.plan[name] for name in said.noted if name in state.plan}
        told = describe.noted(known, state.plan, turn.speaker)
        if said.corrects and said.noted:
            turn.say(
                f"J'avais déjà noté : {told}. Que faut-il changer ?",
                buttons=describe.change_buttons(state.plan, turn.speaker),
            )
        elif known:
            turn.say(f"C'est bien ce que j'avais noté : {told}.")
        else:
            turn.say("Je n'avais rien noté là-dessus.")


def note_before(turn: Turn) -> None:
    """Note in the file in hand what is told of it before the message turns to another one."""
    note_details(turn, turn.said.before)


def note_details(turn: Turn, details: dict[str, Any], trade: str | None = None) -> None:
    """Note these details, and the trade that is aimed at, in the file in hand, and read them back."""
    if details or trade:
        turn.state.trade = trade or turn.state.trade
        changes = notes.Changes(trade=trade)
        notes.write(turn.state, details, changes, turn.today)
        tell(turn, changes)


def take_back(turn: Turn, names: list[str]) -> None:
    """Empty what is held of these fields, and say so."""
    changes = notes.Changes()
    notes.empty(turn.state, names, changes)
    tell(turn, changes)


def tell(turn: Turn, changes: notes.Changes) -> bool:
    """Read back what changed in the plan and let the check go on; whether there was something to tell."""
    state = turn.state
    if state.asked and changes.touched & questions.fills(state.asked):
        state.answered = turn.open_question
    lines = [*changes.said]
    if read := notes.read_back(changes, state.plan, state.speaker):
        lines.append(read)
    if changes or changes.said or turn.said.details("vague"):
        aside = turn.said.asked_topics and not state.concluded and len(changes.touched) < _A_PLAN
        state.active = state.active or not aside
    if lines:
        custom = {"noted": changes.added} if changes.added else {}
        if changes.changed or changes.emptied:
            custom["changed"] = {name: after for name, (_, after) in changes.changed.items()}
            custom["changed"] |= dict.fromkeys(changes.emptied)
        turn.say("\n".join(lines), custom=custom)
    return bool(lines)
