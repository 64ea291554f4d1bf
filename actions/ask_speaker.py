"""Whose plan it is, asked once when the words only let it be guessed."""

from __future__ import annotations

from dialogue.speech import ADVISER, HOST, PARENT
from dialogue.turn import Turn

from .propose import YES_NO
from .small import SmallAction

OFFER = "speaker"
_QUESTIONS = {
    ADVISER: "Parlez-vous pour une personne que vous accompagnez ?",
    HOST: "Est-ce vous qui accueillez la personne ?",
    PARENT: "Parlez-vous pour votre enfant ?",
}


class AskSpeaker(SmallAction):
    named = "ask_speaker"

    def respond(self, turn: Turn) -> None:
        likely = turn.said.value("speaker", "likely")
        turn.state.speaker_asked = True
        turn.state.offer_now(OFFER, speaker=likely)
        turn.say(_QUESTIONS[likely], buttons=YES_NO)
