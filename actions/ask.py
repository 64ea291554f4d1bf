"""The next question; after an aside, the open one once more."""

from __future__ import annotations

from dialogue import questions
from dialogue.decide import ASIDES
from dialogue.turn import Turn

from .judge import conclude
from .small import SmallAction


class Ask(SmallAction):
    named = "ask"

    def respond(self, turn: Turn) -> None:
        state = turn.state
        aside = turn.done and set(turn.done) <= ASIDES
        if aside and (again := questions.again(state, turn.today)):
            turn.say(again.text, buttons=again.buttons, custom=again.custom)
        else:
            wanted = questions.fills(state.asked) if state.asked else set()
            put_next(turn, insist=not turn.said.noted or bool(wanted & set(turn.said.noted)))


def put_next(turn: Turn, insist: bool = True) -> None:
    """Put the next question of the check; when none can be put any more, the verdict is due."""
    turn.state.active = True
    put = questions.next_put(turn.state, turn.today, insist)
    if put:
        turn.say(put.text, buttons=put.buttons, custom=put.custom)
    else:
        conclude(turn)
