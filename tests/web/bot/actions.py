"""Actions of the tests' bot: two questions in a row, and faults on demand.

The file named by ``BOT_FAULT_FILE`` says what to do at the next calls: a name of ``_FAULTS``, with a number
of seconds for some, or nothing. It can change while the server runs.
"""

import asyncio
import os
import time
from pathlib import Path

from rasa_sdk import Action
from rasa_sdk.events import SlotSet


class Next(Action):
    """Asks the city, then the trade, then says both."""

    def name(self):
        """Name of the action."""
        return "action_next"

    async def run(self, dispatcher, tracker, domain):
        """Take one step of the little form, or fail as told."""
        order, *seconds = self._order()
        if order and (failed := await _FAULTS[order](tracker, *map(float, seconds))) is not None:
            return failed
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
        if text == "topic":
            dispatcher.utter_message(text="Un mois au plus.", json_message={"topic": "length"})
            return []
        dispatcher.utter_message(text=f"Vous avez dit : {text}")
        return []

    def _order(self):
        path = os.environ.get("BOT_FAULT_FILE")
        return (Path(path).read_text(encoding="utf-8").split() if path and Path(path).exists() else []) or [
            ""
        ]


async def _raise(tracker):
    raise RuntimeError(f"secret of {tracker.latest_message.get('text')}")


async def _sleep(_tracker, seconds):
    await asyncio.sleep(seconds)


async def _block(_tracker, seconds):
    time.sleep(seconds)


async def _spin(_tracker):
    while True:
        pass


async def _die(_tracker):
    os._exit(9)


async def _garbage(_tracker):
    raise BaseException("garbage")


async def _unserialisable(_tracker):
    return [SlotSet("city", {1, 2})]


async def _unknown_event(_tracker):
    return [{"event": "no_such_event"}]


async def _no_list(_tracker):
    return 3


async def _meddle(tracker):
    tracker.slots["phase"] = tracker.slots["city"] = "meddled"
    tracker.latest_message["text"] = "meddled"
    tracker.events[-1]["text"] = "meddled"
    raise RuntimeError("after meddling")


_FAULTS = {
    "raise": _raise,
    "sleep": _sleep,
    "block": _block,
    "spin": _spin,
    "die": _die,
    "garbage": _garbage,
    "unserialisable": _unserialisable,
    "unknown_event": _unknown_event,
    "no_list": _no_list,
    "meddle": _meddle,
}
