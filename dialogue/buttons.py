"""What the payload of a button says, in the entities that words give too."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import law

from .describe import WEEKDAYS
from .said import ANGLE, CHOICE, TOPIC, Said, said

_NUMBER = re.compile(r"\d{1,3}(\.\d{1,2})?")
_ANSWERS = {"affirm": "yes", "deny": "no", "dont_know": "unsure"}
_BOOLEANS = {"true": True, "false": False}
# Buttons named after an act ask for the control of this name; an act that is not here has its own name.
_CONTROLS = {
    "check_plan": "check",
    "why_asking": "why",
    "cancel": "stop",
    "bot_challenge": "bot",
    "correct": "change",
    "out_of_scope": "off_topic",
}
# « Dossier n° 2 » takes up the check of another file.
_FILE = "file:"
_NO_CONTROL = ("faq", "inform", "distress", *_ANSWERS)


def said_in(message: Mapping[str, Any]) -> Said:
    """What a message says, in words or by a button.

    message: as Rasa parsed it, {"intent", "intent_ranking", "entities"}.
    """
    intent = message.get("intent") or {}
    name, entities = intent.get("name") or "", message.get("entities") or []
    # What a button sends is not classified: its intent stands alone in the ranking.
    if len(message.get("intent_ranking") or []) <= 1:
        return pressed(name, entities)
    return said(name, intent.get("confidence") or 0.0, entities, is_button=False)


def pressed(intent: str, carried: Sequence[Mapping[str, Any]]) -> Said:
    """What a button says; an act told with the entities of words says both.

    intent: the act of its payload. carried: its entities: `choice` ("field=value;field=value", a list as
    "a,b", a phrase as "field~phrase"; the field to change for `correct`; "more" of a topic; "file:2" for
    another file), `topic`, `angle`, `theme`.
    """
    choice = next((str(e["value"]) for e in carried if e.get("entity") == CHOICE), "")
    entities = [dict(e) for e in carried if e.get("entity") != CHOICE]
    if any(e.get("role") or e.get("entity") in ("control", "answer", "distress") for e in carried):
        return said(intent, 1.0, entities, is_button=True)
    if intent == "faq":
        named = {e.get("entity"): e["value"] for e in entities}
        entities = _question(named[TOPIC], named.get(ANGLE), choice) if TOPIC in named else []
    elif intent == "inform":
        entities += _details(choice) if choice else []
    elif intent in _ANSWERS:
        entities.append({"entity": "answer", "value": _ANSWERS[intent]})
    elif intent == "what_if" and choice in ("nearest", "take_nearest", "undo"):
        entities.append({"entity": "control", "value": choice})
    elif intent == "check_plan" and choice.startswith(_FILE):
        entities.append({"entity": "control", "value": "take_file", "group": choice.removeprefix(_FILE)})
    elif intent not in _NO_CONTROL:
        entities.append(
            {"entity": "control", "value": _CONTROLS.get(intent, intent), "group": choice or None}
        )
    return said(intent, 1.0, entities, is_button=True)


def _question(topic: Any, angle: Any, choice: str) -> list[dict[str, Any]]:
    """What a button asks: a topic, an angle of it, or all that there is to read about it."""
    if choice == "more":
        return [{"entity": "control", "value": "more", "group": topic}]
    asked = [{"entity": TOPIC, "value": topic, "role": "asked"}]
    if angle:
        asked.append({"entity": ANGLE, "value": f"{topic}/{angle}", "role": "asked"})
    return asked


def _details(choice: str) -> list[dict[str, Any]]:
    found = []
    for pair in choice.split(";"):
        name, vague, phrase = pair.partition("~")
        if vague:
            found.append({"entity": name, "value": phrase, "role": "vague"})
            continue
        name, _, raw = pair.partition("=")
        value = value_of(name, raw)
        if value is None:
            sentence = "Je ne reconnais pas ce bouton. Vous pouvez répondre avec vos mots."
            found.append({"entity": name or "choice", "value": sentence, "role": "rejected"})
        else:
            found.append({"entity": name, "value": value, "role": "stated"})
    return found


def value_of(name: str, raw: str) -> Any:
    """A written value in the type of its field; None when the field does not take it."""
    if name == "same_goals":
        return _BOOLEANS.get(raw)
    field = law.FIELDS.get(name)
    if field is None:
        return None
    if field.type == "boolean":
        return _BOOLEANS.get(raw)
    if field.type == "list of enum":
        values = raw.split(",")
        return values if set(values) <= (set(field.values) or set(WEEKDAYS)) else None
    if field.type == "enum":
        return raw if raw in field.values else None
    if field.type in ("integer", "number") and _NUMBER.fullmatch(raw):
        return float(raw) if "." in raw else int(raw)
    return None
