"""What answers a message: the small actions, one after the other.

From what was said and what is remembered, never from the text. The order is that of the reply: a yes or a
no, what was noted, what was asked, what already blocks, then one proposal, the next question or the verdict.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from . import proposals
from .blocking import is_complete, new_points
from .said import Said
from .state import State

RESUME_AFTER = 2 * 3600
LISTEN = "action_listen"
_MOST_ANSWERS = 2
# The action of each control, in the order in which they are obeyed; at most two in a reply.
CONTROLS = {
    "greet": "action_greet",
    "bot": "action_bot_challenge",
    "complaint": "action_complaint",
    "undo": "action_undo",
    "restart": "action_restart",
    "erase": "action_erase",
    "stop": "action_cancel",
    "new_file": "action_new_file",
    "list_files": "action_list_files",
    "take_file": "action_take_file",
    "change": "action_change",
    "changes": "action_changes",
    "recap": "action_recap",
    "result": "action_result",
    "nearest": "action_nearest",
    "take_nearest": "action_take_nearest",
    "what_if": "action_what_if",
    "why": "action_why_asking",
    "previous": "action_previous",
    "repeat": "action_repeat",
    "simpler": "action_repeat",
    "said_already": "action_said_already",
    "as_before": "action_said_already",
    "other_one": "action_change",
    "wait": "action_wait",
    "more": "action_more",
    "document": "action_document",
    "human": "action_human",
    "capabilities": "action_capabilities",
    "check": "action_check_plan",
    "continue": "action_check_plan",
    "off_topic": "action_out_of_scope",
    "thank": "action_thank",
    "goodbye": "action_goodbye",
}
_MOST_CONTROLS = 2
# What is taken back is taken back before the same message is noted; what is told of a file is noted in it.
_BEFORE_NOTES = ("greet", "complaint", "undo", "take_file")
# After these nothing is pushed: the person steers, or has just been asked something.
_LAST = {
    "action_distress",
    "action_care",
    "action_goodbye",
    "action_cancel",
    "action_erase",
    "action_restart",
    "action_new_file",
    "action_list_files",
    "action_change",
    "action_nearest",
    "action_wait",
    "action_resume",
    "action_previous",
    "action_repeat",
    "action_result",
    "action_what_if",
    "action_ask",
    "action_judge",
    "action_propose",
    "action_ask_speaker",
}
# A question only comes back after these; the person was not answering it.
ASIDES = {
    "action_answer",
    "action_greet",
    "action_bot_challenge",
    "action_complaint",
    "action_recap",
    "action_changes",
    "action_why_asking",
    "action_document",
    "action_human",
    "action_capabilities",
    "action_out_of_scope",
    "action_thank",
    "action_more",
    "action_unclear",
    "action_unreadable",
    "action_what_if",
}
# What is asked once before it is done: said again with the yes, it is settled.
_OFFERED = {"restart", "erase", "stop", "new_file"}
_ERASES = {"restart", "erase", "stop"}
_TELLS = {"recap", "changes", "result", "previous", "repeat", "human", "document"}
_COURTESY = {"greet", "thank", "goodbye"}


def next_action(said: Said, state: State, done: Sequence[str], today: date, now: float) -> str:
    """The next action of the reply, LISTEN when it is complete.

    done: the actions of this reply so far. today: day of the conversation. now: seconds since the epoch.
    """
    if done and done[-1] in _LAST and not _goes_on(said, state, done):
        return LISTEN
    for action in _wanted(said, state, done, today, now):
        if done.count(action) < _times(action, said):
            return action
    return LISTEN


def _times(action: str, said: Said) -> int:
    return min(len(said.questions), _MOST_ANSWERS) if action == "action_answer" else 1


def _wanted(said: Said, state: State, done: Sequence[str], today: date, now: float) -> list[str]:
    """The actions that the message calls for, in order."""
    if said.control("unreadable"):
        return ["action_unreadable", *_after(said, state, today)]
    if (danger := next(said.of("distress"), None)) is not None:
        notes = ["action_note"] if said.noted else []
        plain = danger.get("role") == "said" or (state.doubted and "action_care" not in done)
        return [*notes, "action_distress" if plain else "action_care"]
    if not done and _resumes(said, state, now):
        return ["action_resume"]
    if not done and state.plan and not settles(said, state, done) and _of_another_file(said, state):
        # What is said of another person must not touch the plan in hand.
        return ["action_new_file"]
    wanted = []
    if settles(said, state, done):
        wanted.append("action_settle")
    first = [name for name in _controls(said, state, done) if _comes_before_notes(name, said)]
    wanted += [CONTROLS[name] for name in first]
    if said.value("department") and (state.open_offer() or {}).get("kind") == "department":
        wanted.append("action_document")
    trade = said.value("trade")
    other_trade = state.active and trade is not None and trade != state.trade
    begun = state.active or state.concluded
    if said.says_details or other_trade or (begun and proposals.worth_offering(state, said)):
        wanted.append("action_note")
    if said.details("supposed"):
        wanted.append("action_what_if")
    wanted += [CONTROLS[name] for name in _controls(said, state, done) if name not in first]
    if said.asked_topics:
        wanted.append("action_answer")
    elif said.likely_topics and said.says_details:
        wanted.append("action_unclear")
    if not wanted and not done:
        wanted.append(_otherwise(said, state))
    if state.active and not is_complete(state, today) and new_points(state, today)[1]:
        wanted.append("action_warn")
    return [*dict.fromkeys(wanted), *_after(said, state, today)]


def _comes_before_notes(control: str, said: Said) -> bool:
    """« … 6 h par jour. Revenons au dossier 1 »: what comes before is of the file in hand."""
    named = said.control("take_file")
    if control != "take_file" or named is None:
        return control in _BEFORE_NOTES
    start = named.get("start", 0)
    return any(e.get("start", 0) >= start for e in said.entities if e["entity"] in said.noted)


def settles(said: Said, state: State, done: Sequence[str]) -> bool:
    """Whether the message answers what the last reply offered: by a yes, by a no, or by saying it again."""
    if done:
        return "action_settle" in done
    offer = state.open_offer()
    if offer is None:
        return False
    return said.answer in ("yes", "no") or _says_again(said, offer) or goes_on_with_this(said, offer)


def _says_again(said: Said, offer: Mapping[str, Any]) -> bool:
    """Whether what was offered is asked for again, in words that leave no doubt."""
    return any(
        e["value"] == offer["kind"] and e.get("confidence_entity", 1.0) >= 1 for e in said.of("control")
    )


def goes_on_with_this(said: Said, offer: Mapping[str, Any]) -> bool:
    """Whether details come a second time after the offer of another file: they are of the one in hand."""
    asked_twice = offer["kind"] == "new_file" and bool(offer.get("again"))
    return asked_twice and said.says_details and said.answer is None and "new_file" not in said.controls


def _of_another_file(said: Said, state: State) -> bool:
    """Whether another file is wanted, or details follow the offer of one that is not answered yet."""
    offer = state.open_offer()
    waits = offer is not None and offer["kind"] == "new_file"
    return "new_file" in said.controls or (waits and said.says_details)


def _controls(said: Said, state: State, done: Sequence[str]) -> list[str]:
    """The controls to obey, in the order of CONTROLS; courtesies give way to the rest."""
    named = [name for name in CONTROLS if name in said.controls and name not in _OFFERED]
    if not settles(said, state, done):
        named = [name for name in CONTROLS if name in said.controls]
    serious = [name for name in named if name not in _COURTESY]
    if serious or said.says_details or said.asked_topics:
        named = [name for name in named if name not in _COURTESY or name == "greet"]
    if "as_before" in named and (said.says_details or any(entry[1] is not None for entry in state.undo)):
        named = [name for name in named if name != "as_before"]
        named += [] if said.says_details else ["undo"]
    if len(named) > 1:
        # What erases gives way to what only tells: « on reprend du début, vous aviez noté quoi ? ».
        named = [name for name in named if name not in _ERASES or not _TELLS & set(named)]
    if "what_if" in named and (said.details("supposed") or said.asked_topics):
        named.remove("what_if")
    return named[:_MOST_CONTROLS]


def _otherwise(said: Said, state: State) -> str:
    """The answer to a message that says nothing by itself."""
    if said.answer == "unsure":
        return "action_dont_know"
    if said.answer in ("yes", "no"):
        return "action_yes" if said.answer == "yes" else "action_no"
    if said.intent == "correct":
        return "action_change"
    return "action_repair" if state.asked and not said.likely_topics else "action_unclear"


def _after(said: Said, state: State, today: date) -> list[str]:
    """How a reply ends: a proposal, the next question, or the verdict."""
    if (offer := state.open_offer()) and offer["kind"] == "proposal":
        return ["action_propose"]
    if said.value("speaker", "likely") and not (state.speaker or state.speaker_asked):
        return ["action_ask_speaker"]
    if not state.active:
        return []
    return ["action_judge" if is_complete(state, today) else "action_ask"]


def _goes_on(said: Said, state: State, done: Sequence[str]) -> bool:
    """After a what-if that tried nothing, what was asked is answered and the open question put again."""
    if done[-1] != "action_what_if":
        return False
    return not said.details("supposed") or (bool(said.asked_topics) and "action_answer" not in done)


def _resumes(said: Said, state: State, now: float) -> bool:
    """Whether the person comes back after hours to an unfinished check with nothing more than a word."""
    if not (state.active and state.last_turn and now - state.last_turn > RESUME_AFTER):
        return False
    return not said.says_details and not said.asked_topics and not set(said.controls) - _COURTESY
