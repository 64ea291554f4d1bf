"""Danger in the words of a person: said, or in doubt."""

from __future__ import annotations

from .intents.care import in_danger
from .lexicon import Expressions, lists

_SAID = 0.50
_DOUBT = 0.30
_HARMLESS = Expressions(lists("distress")["harmless"])


def heard(text: str, said: str, probability: float, answers: bool) -> str | None:
    """ "said", "doubt" or None.

    probability: that of the act `distress` for the message. answers: the message answers the open
    question, so that a short noisy answer raises nothing.
    """
    if _HARMLESS.are(said):
        return None
    if in_danger(text):
        return "said"
    if answers or probability < _DOUBT:
        return None
    return "said" if probability >= _SAID else "doubt"
