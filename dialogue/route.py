"""Which act answers a message: what the classifier says, weighed against the open question."""

from __future__ import annotations

import re

from hearing import departments
from hearing.distress import in_words

from . import reading
from .turn import Turn

# Calibrated probabilities: below ASK the assistant offers likely topics in place of an answer.
CERTAIN = 0.80
SURE = 0.55
ASK = 0.30
OBEY = 0.40
DISTRESS = 0.50
_SHORT = 8
_FEW_WORDS = 4
_YES = re.compile(
    r"^(oui|ouais|ok|d.?accord|ouep|yes|volontiers|allez|go|bien s[uû]r|exactement|c.?est [cç]a)\b", re.I
)
_NO = re.compile(r"^(non|nan|nope|pas du tout|surtout pas)\b", re.I)
_QUESTION = re.compile(
    r"\?|^\W*(est[ -]ce|esk|esq|c'?est quoi|c koi|pourquoi|pk|comment|combien|qui|quel|qu'est|faut[ -]il|"
    r"il faut|peut[ -]on|on peut|je peux|puis[ -]je|dois[ -]je|je dois|suis[ -]je|serai[ -]je|j'?ai le droit|"
    r"ai[ -]je|quand|o[uù] )",
    re.I,
)
_ET_SI = re.compile(
    r"^\W*(et )?(si (je|on|c|j'|jamais|plut)|imaginons|supposons|a la place|en mettant)", re.I
)
# Acts that are obeyed even while a question is open, unless the message answers it.
_CONTROLS = {
    "dont_know",
    "check_plan",
    "recap",
    "why_asking",
    "document",
    "cancel",
    "restart",
    "human",
    "capabilities",
    "bot_challenge",
    "complaint",
    "greet",
    "goodbye",
    "thank",
}
_IDIOM = re.compile(r"^\W*((non|ah|oh|alors)\W+)*(jamais de la vie|mort de rire|mdr+|ptdr+)\W*$", re.I)
_NEAREST = re.compile(r"\b(projet|plan|solution)\s+(conforme|l[eé]gale?|possible).{0,12}proche", re.I)
_ANOTHER_PLAN = re.compile(r"\b(autre|nouveau|nouvelle) (projet|plan|dossier|personne|immersion)\b", re.I)
_CHANGE_POINT = re.compile(
    r"^\W*(?:je (?:veux|voudrais|peux) )?(?:changer|modifier|corriger|revenir sur) "
    r"(?:mes |les |la |le |l'|mon |ma )?"
    r"(dates?|horaires?|heures|jours|[aâ]ge|but|situation|organisme|prescripteur|structure|entreprise)\W*$",
    re.I,
)
_POINTS = {
    "start_date": "date",
    "worked_weekdays": ("horaire", "jour"),
    "daily_hours": "heure",
    "age_at_start": ("age", "âge"),
    "objectives": "but",
    "status": "situation",
    "prescriber": ("organisme", "prescripteur"),
    "host_kind": ("structure", "entreprise"),
}
_ABOUT_THE_PLAN = {"inform", "correct", "what_if", "check_plan"}


def route(turn: Turn) -> str:
    """The name of the act that answers: a dialogue act, "faq", "unclear", "unreadable" or "repair"."""
    heard, state = turn.understanding, turn.state
    if heard.is_button:
        return "faq" if heard.label.startswith("faq") else heard.label
    if not turn.readable:
        return "unreadable"
    if _is_distress(turn):
        return "distress"
    if (state.pending or {}).get("kind") == "department" and departments.read(turn.text):
        return "document"
    if state.pending and (answer := _yes_or_no(turn)):
        return answer
    if state.plan and names_point(turn.text):
        return "correct"
    if heard.label == "out_of_scope" and heard.confidence >= CERTAIN and not _gives_details(turn):
        return "repair" if state.asked and _is_a_word_or_two(turn) else "out_of_scope"
    if heard.label == "check_plan" and asks_for_another_plan(turn):
        return "check_plan"
    if _is_what_if(turn):
        return "what_if"
    if turn.answers_open_question and not _asks_about_rules(turn):
        return "inform"
    if heard.label in _CONTROLS and heard.confidence >= OBEY:
        return "inform" if _tells_more_than(turn) else heard.label
    if heard.label.startswith("faq/"):
        return _route_topic(turn)
    if heard.label in _ABOUT_THE_PLAN or heard.confidence < ASK or turn.found.fields:
        return _route_details(turn)
    if state.asked and (heard.label in ("affirm", "deny", *_CONTROLS) or _is_a_word_or_two(turn)):
        return "repair"
    return "unclear" if heard.label == "distress" else heard.label


def _is_a_word_or_two(turn: Turn) -> bool:
    return len(turn.text.split()) < _FEW_WORDS


def _gives_details(turn: Turn) -> bool:
    """Whether a sentence that looks out of scope gives details that the check in progress can use."""
    return bool(turn.state.active and turn.found.fields and len(turn.text.split()) < _SHORT)


def names_point(text: str) -> str | None:
    """The field that « changer les dates » asks to change, or None."""
    match = _CHANGE_POINT.search(text)
    named = match[1].lower() if match else ""
    return next((name for name, words in _POINTS.items() if named.startswith(words)), None)


def _is_distress(turn: Turn) -> bool:
    """Never missed when words of danger are there; not raised by a short noisy answer."""
    heard = turn.understanding
    if _IDIOM.search(turn.text):
        return False
    probability = heard.confidence if heard.label == "distress" else heard.probability("distress")
    return in_words(turn.text).danger or (probability >= DISTRESS and not turn.answers_open_question)


def _yes_or_no(turn: Turn) -> str | None:
    label = turn.understanding.label
    if _YES.match(turn.text):
        return "affirm"
    if _NO.match(turn.text):
        return "deny"
    return label if label in ("affirm", "deny") else None


def _is_what_if(turn: Turn) -> bool:
    heard = turn.understanding
    if _NEAREST.search(turn.text):
        return True
    if turn.found.fields and turn.state.plan and _ET_SI.search(turn.text):
        return True
    return heard.label == "what_if" and heard.confidence >= SURE and not turn.answers_open_question


def asks_for_nearest(turn: Turn) -> bool:
    """Whether the person asks in words for the nearest lawful plan."""
    return bool(_NEAREST.search(turn.text))


def asks_for_another_plan(turn: Turn) -> bool:
    """Whether the person wants another plan checked than the one in progress."""
    return bool(turn.state.plan and _ANOTHER_PLAN.search(turn.text))


def _asks_about_rules(turn: Turn) -> bool:
    """Whether the message is a question about the law rather than an answer."""
    heard = turn.understanding
    if not heard.label.startswith("faq/") or heard.confidence < ASK:
        return False
    return bool(_QUESTION.search(turn.text))


def _tells_more_than(turn: Turn) -> bool:
    """A greeting or a request that carries details of the plan is first of all details."""
    return len(turn.found.fields) >= 1 and turn.understanding.label in (
        "greet",
        "thank",
        "check_plan",
        "goodbye",
        "dont_know",
        "complaint",
        "recap",
    )


def _route_topic(turn: Turn) -> str:
    """A statement that holds details is information, even when its words recall a topic."""
    heard = turn.understanding
    states_details = bool(turn.found.fields) and not _QUESTION.search(turn.text)
    in_progress = turn.state.active or turn.state.concluded
    if states_details and (heard.confidence < SURE or (in_progress and _is_short_or_corrects(turn))):
        return "inform"
    return "faq" if heard.confidence >= ASK else "unclear"


def _is_short_or_corrects(turn: Turn) -> bool:
    return len(turn.text.split()) <= _SHORT or corrects(turn)


def _route_details(turn: Turn) -> str:
    if turn.says_details:
        return "inform"
    if turn.understanding.label == "check_plan":
        return "check_plan"
    if turn.state.asked:
        return "unclear" if _QUESTION.search(turn.text) and turn.understanding.topics else "repair"
    if turn.understanding.label == "correct" or reading.CORRECTION.search(turn.text):
        return "correct"
    return "unclear"


def corrects(turn: Turn) -> bool:
    """Whether the person takes something back rather than adding to it."""
    return turn.understanding.label == "correct" or bool(reading.CORRECTION.search(turn.text))
