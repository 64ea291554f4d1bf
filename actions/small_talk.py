"""Acts that answer with one text."""

from __future__ import annotations

from dialogue import elsewhere
from dialogue.turn import Turn

from .small import SmallAction

CHECK = {"title": "Vérifier mon projet", "payload": "/check_plan"}
START = [CHECK, {"title": "Poser une question", "payload": "/capabilities"}]
HUMAN = {"title": "Parler à un conseiller", "payload": "/human"}


class Greet(SmallAction):
    named = "greet"

    def respond(self, turn: Turn) -> None:
        said = turn.said
        if turn.state.active or said.says_details or said.asked_topics or set(said.controls) - {"greet"}:
            turn.say("Bonjour !")
        else:
            turn.say(response="utter_greet", buttons=START)


class Goodbye(SmallAction):
    named = "goodbye"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_goodbye")


class Thank(SmallAction):
    named = "thank"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_thank")


class BotChallenge(SmallAction):
    named = "bot_challenge"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_bot_challenge")


class Complaint(SmallAction):
    named = "complaint"

    def respond(self, turn: Turn) -> None:
        turn.say(
            response="utter_complaint",
            buttons=[{"title": "Voir les thèmes", "payload": "/capabilities"}, HUMAN],
        )


class OutOfScope(SmallAction):
    named = "out_of_scope"

    def respond(self, turn: Turn) -> None:
        said = turn.said.control("off_topic") or {}
        kind = said.get("group")
        turn.say(
            elsewhere.reply(kind),
            buttons=[] if turn.state.active else START,
            custom={"outside": kind or True},
        )


class Wait(SmallAction):
    named = "wait"

    def respond(self, turn: Turn) -> None:
        turn.state.keep_offer()
        turn.say("Prenez votre temps. Je garde tout ce que vous m'avez dit.")
