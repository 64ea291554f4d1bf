"""« Oui » or « non » to what the last reply offered."""

from __future__ import annotations

from dialogue import notes, proposals
from dialogue.decide import goes_on_with_this
from dialogue.speech import PERSON
from dialogue.turn import Turn

from .ask_speaker import OFFER
from .cancel import forget_and_tell
from .new_file import keep_this, open_new
from .note import tell
from .restart import start_again
from .small import SmallAction
from .take_nearest import keep


class Settle(SmallAction):
    named = "settle"

    def respond(self, turn: Turn) -> None:
        # The turn has been counted since the offer was made.
        offer, turn.state.offer = turn.state.offer or {}, None
        refuses = turn.said.answer == "no" or (offer and goes_on_with_this(turn.said, offer))
        settle = _NO if refuses else _YES
        settle.get(offer.get("kind", ""), _nothing)(turn, offer)


def _nothing(turn: Turn, offer: dict) -> None:
    """The offer has no other consequence."""


def _take_proposal(turn: Turn, offer: dict) -> None:
    changes = notes.Changes()
    notes.write(turn.state, {offer["field"]: offer["value"]}, changes, turn.today)
    tell(turn, changes)


def _refuse_proposal(turn: Turn, offer: dict) -> None:
    proposals.refuse(turn.state, offer)
    turn.say("D'accord, je ne le note pas.", custom={"refused": {offer["field"]: offer["value"]}})
    turn.state.active = True


def _go_on(turn: Turn, offer: dict) -> None:
    turn.say("D'accord, on continue.")
    turn.state.active = turn.state.active or not turn.state.concluded


def _leave_plan(turn: Turn, offer: dict) -> None:
    turn.say("D'accord, je garde votre projet comme il était.")


def _hear_distress(turn: Turn, offer: dict) -> None:
    turn.state.active = False
    turn.say(response="utter_distress", custom={"human": True, "distress": True})


def _not_distress(turn: Turn, offer: dict) -> None:
    turn.say("Merci de me l'avoir dit. Je reste là pour votre projet.")


def _take_speaker(turn: Turn, offer: dict) -> None:
    turn.state.speaker = offer["speaker"]
    turn.say("D'accord, c'est noté.")


def _take_person(turn: Turn, offer: dict) -> None:
    turn.state.speaker = PERSON
    turn.say("D'accord, je parle donc de votre projet à vous.")


_YES = {
    OFFER: _take_speaker,
    proposals.KIND: _take_proposal,
    "what_if": lambda turn, offer: keep(turn, offer["plan"]),
    "stop": lambda turn, offer: forget_and_tell(turn),
    "erase": lambda turn, offer: forget_and_tell(turn),
    "restart": lambda turn, offer: start_again(turn),
    "new_file": open_new,
    "distress": _hear_distress,
}
_NO = {
    OFFER: _take_person,
    proposals.KIND: _refuse_proposal,
    "what_if": _leave_plan,
    "stop": _go_on,
    "erase": _go_on,
    "restart": _go_on,
    "new_file": keep_this,
    "distress": _not_distress,
}
