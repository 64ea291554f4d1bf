"""« Parler à un conseiller » : the ways to a person, as configured, and always the public numbers."""

from __future__ import annotations

import dossier
from dialogue.turn import Turn
from serving.handover.contact import contact
from serving.handover.offer import as_words, offer

from .small import SmallAction


class Human(SmallAction):
    named = "human"

    def respond(self, turn: Turn) -> None:
        papers = papers_of(turn)
        turn.say(as_words(contact(), papers, turn.in_terminal), custom={"human": offer(contact(), papers)})


def papers_of(turn: Turn) -> dossier.Dossier | None:
    """The papers of the plan, or None when there is no plan yet."""
    state = turn.state
    try:
        return dossier.make(state.plan, turn.today, state.speaker, state.department, trade=state.trade)
    except dossier.EmptyPlanError:
        return None
