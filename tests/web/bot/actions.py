"""Actions of the tests' bot: two questions in a row, and faults on demand.

The file named by ``BOT_FAULT_FILE`` says what to do at the next calls: ``raise``, ``sleep N``, ``die``,
``garbage`` or nothing. It can change while the server runs.
"""

import asyncio
import os
from pathlib import Path

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class Next(Action):
    """Asks the city, then the trade, then says both."""

    def name(self):
        """Name of the action."""
        return "action_next"

    async def run(self, dispatcher, tracker, domain):
        """Take one step of the little form."""
        await self._fault(tracker)
        text = (tracker.latest_message or {}).get("text") or ""
        intent = tracker.get_intent_of_latest_message()
        phase = tracker.get_slot("phase")
        if intent == "choose_status":
            dispatcher.utter_message(text="Statut noté.")
            return []
        if intent == "begin":
            dispatcher.utter_message(
                text="Dans quelle ville ?",
                buttons=[{"title": "Lyon", "payload": "Lyon"}],
                json_message={"asked": "city", "progress": {"done": 0, "total": 2}},
            )
            return [SlotSet("phase", "city"), SlotSet("city", None), SlotSet("trade", None)]
        if phase == "city":
            dispatcher.utter_message(text="Quel métier ?", json_message={"asked": "trade"})
            return [SlotSet("phase", "trade"), SlotSet("city", text)]
        if phase == "trade":
            city = tracker.get_slot("city")
            dispatcher.utter_message(
                text=f"Projet : {text} à {city}.",
                json_message={
                    "plan": {"city": city, "trade": text},
                    "recap": [{"field": "city", "label": "Ville", "value": city, "payload": "/begin"}],
                },
            )
            return [SlotSet("phase", None), SlotSet("trade", text)]
        if text == "silence":
            return []
        dispatcher.utter_message(text=f"Vous avez dit : {text}")
        return []

    async def _fault(self, tracker):
        path = os.environ.get("BOT_FAULT_FILE")
        order = Path(path).read_text(encoding="utf-8").split() if path and Path(path).exists() else []
        if not order:
            return
        if order[0] == "raise":
            raise RuntimeError(f"secret of {tracker.latest_message.get('text')}")
        if order[0] == "sleep":
            await asyncio.sleep(float(order[1]))
        if order[0] == "die":
            os._exit(9)
        if order[0] == "garbage":
            raise_garbage()


def raise_garbage():
    """Stand for an action that fails in an unusual way."""
    raise BaseException("garbage")
