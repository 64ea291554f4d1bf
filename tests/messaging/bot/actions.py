"""Actions of the tests' bot: each kind of answer that a messenger must render, and faults on demand.

The file named by ``BOT_FAULT_FILE`` says what to do at the next calls: ``raise``, ``sleep N``, or nothing.
"""

import asyncio
import os
from pathlib import Path

from rasa_sdk import Action
from rasa_sdk.events import SlotSet

import dossier
from tests.law.plans import ADULT, TODAY

LINK = "https://www.legifrance.gouv.fr/codes/article_lc/LEGIARTI000033024604"
PARAGRAPH = (
    "Vous gardez votre statut pendant l'immersion, « même en congé ». Rien n'est dû à la structure, "
    "et l'organisme qui prescrit assure le risque d'accident."
)
LONG = "\n\n".join([f"{PARAGRAPH} ({number})" for number in range(13)] + [f"Source : {LINK}"])
ELEVEN = [
    {
        "title": f"Découvrir le métier numéro {number} de la liste",
        "payload": f'/choose{{"status":"m{number}"}}',
    }
    for number in range(11)
]
TWO = [
    {"title": "Une autre question", "payload": '/choose{"status":"other"}'},
    {"title": "C'est clair", "payload": '/choose{"status":"clear"}'},
]


class Next(Action):
    """Answers by what was said."""

    def name(self):
        """Name of the action."""
        return "action_next"

    async def run(self, dispatcher, tracker, domain):
        """Count the turn and answer it, or fail as told."""
        await _fail()
        message = tracker.latest_message or {}
        text, intent = message.get("text") or "", (message.get("intent") or {}).get("name")
        count = (tracker.get_slot("count") or 0) + 1
        counted = [SlotSet("count", count)]
        if intent == "check_plan":
            dispatcher.utter_message(
                text="Quel âge avez-vous ?",
                buttons=[{"title": "Je ne sais pas", "payload": '/choose{"status":"unsure"}'}],
                json_message={"asked": "q3_age"},
            )
            return [*counted, SlotSet("phase", "age")]
        if intent == "choose":
            status = next(tracker.get_latest_entity_values("status"), None)
            dispatcher.utter_message(text=f"Choix {status} noté ({count}).")
            return counted
        if tracker.get_slot("phase") == "age":
            dispatcher.utter_message(text=f"Âge : {text}.")
            return [*counted, SlotSet("phase", None)]
        if text == "dossier":
            papers = {"dossier": dossier.make(ADULT, TODAY).as_custom()}
            dispatcher.utter_message(text="Votre dossier est prêt.", json_message=papers)
            return [*counted, *(SlotSet(name, value) for name, value in ADULT.items())]
        answer = ANSWERS.get(text)
        if answer:
            dispatcher.utter_message(**answer)
        else:
            dispatcher.utter_message(text=f"Vous avez dit : {text} ({count})")
        return counted


ANSWERS = {
    "bonjour": {
        "text": "Bonjour. **Que voulez-vous faire ?**",
        "buttons": [
            {"title": "Vérifier mon projet", "payload": "/check_plan"},
            {"title": "Découvrir un métier", "payload": '/choose{"status":"discover"}'},
            {
                "title": "Confirmer un projet déjà réfléchi",
                "short": "Confirmer",
                "payload": '/choose{"status":"confirm"}',
            },
        ],
    },
    "onze": {"text": "Choisissez un métier.", "buttons": ELEVEN},
    "jumeaux": {
        "text": "Lequel ?",
        "buttons": [
            {"title": "Je suis salarié en congé parental", "payload": '/choose{"status":"parental"}'},
            {"title": "Je suis salarié en congé sabbatique", "payload": '/choose{"status":"sabbatical"}'},
        ],
    },
    "long charge utile": {
        "text": "Un choix.",
        "buttons": [{"title": "Oui", "payload": '/choose{"status":"' + "x" * 52 + '"}'}],
    },
    "long": {"text": LONG, "buttons": TWO},
    "relire": {"text": "Vous aviez écrit : <b>gras</b> & **étoiles** _souligné_ *seul* `code`."},
}


async def _fail():
    path = os.environ.get("BOT_FAULT_FILE")
    order = Path(path).read_text(encoding="utf-8").split() if path and Path(path).exists() else []
    if order and order[0] == "raise":
        raise RuntimeError("fault of the tests")
    if order:
        await asyncio.sleep(float(order[1]))
