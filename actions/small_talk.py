"""Acts that answer with one text of domain.yml, then bring the open question back."""

from __future__ import annotations

from dialogue.turn import Turn

from .act import Act

START = [
    {"title": "Vérifier mon projet", "payload": "/check_plan"},
    {"title": "Poser une question", "payload": "/capabilities"},
]


class Greet(Act):
    act = "greet"

    def respond(self, turn: Turn) -> None:
        if turn.state.active:
            turn.say("Bonjour !")
            turn.put_again()
        else:
            turn.say(response="utter_greet", buttons=START)


class Goodbye(Act):
    act = "goodbye"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_goodbye")


class Thank(Act):
    act = "thank"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_thank")
        turn.put_again()


class BotChallenge(Act):
    act = "bot_challenge"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_bot_challenge")
        turn.put_again()


class Complaint(Act):
    act = "complaint"

    def respond(self, turn: Turn) -> None:
        turn.say(
            response="utter_complaint",
            buttons=[
                {"title": "Voir les thèmes", "payload": "/capabilities"},
                {"title": "Parler à un conseiller", "payload": "/human"},
            ],
        )
        turn.put_again()


class Distress(Act):
    """Nothing else is pushed: no question comes back."""

    act = "distress"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_distress", custom={"human": True})


class OutOfScope(Act):
    act = "out_of_scope"

    def respond(self, turn: Turn) -> None:
        turn.say(response="utter_out_of_scope", buttons=START if not turn.state.active else [])
        turn.put_again()
