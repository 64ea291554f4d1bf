"""Danger in the words of a person: said, or in doubt. Never missed because it was said in an unforeseen
way; never seen in an idiom, in the fear of a boss or in the words of a trade."""

from __future__ import annotations

import re
from dataclasses import dataclass

from .intents.normalise import normalise
from .lexicon import Expressions, lists, plain, words

# Probabilities of the act `distress`, when no list tells anything; the last one beside words of a trade or
# details of a plan.
_SAID = 0.97
_DOUBT = 0.60
_DOUBT_BESIDE = 0.85
_SHORT = 8
_PART = re.compile(r"[,;:.!?\n]+")
_LISTS = lists("distress")
_HARMLESS, _DANGER, _DOUBTFUL, _ABOUT_WORK = (
    Expressions(_LISTS[name]) for name in ("harmless", "danger", "doubt", "about_work")
)
_NUMBER = Expressions(["3114", "31 14"])


@dataclass(frozen=True)
class Words:
    """What the words alone say."""

    danger: bool
    doubt: bool
    harmless: bool
    about_work: bool


def in_words(text: str, mended: str = "") -> Words:
    """What the words say, as typed and with their spelling mended."""
    normal = plain(normalise(text))
    heard = f"{normal} | {words(text)} | {mended}"
    left = _HARMLESS.blanked(heard)
    # « Un métier ou non, je ne serai plus un poids »: the trade is in another part than the danger.
    grave = [
        said for said in (heard, *map(words, _PART.split(text))) if _DANGER.are_in(_HARMLESS.blanked(said))
    ]
    of_a_trade = [said for said in grave if _ABOUT_WORK.are_in(said)]
    return Words(
        danger=_NUMBER.are_in(normal) or len(of_a_trade) < len(grave),
        doubt=_DOUBTFUL.are_in(left),
        harmless=bool(of_a_trade) or left.count("|") > heard.count("|"),
        about_work=_ABOUT_WORK.are_in(heard),
    )


def heard(text: str, probability: float, tells: bool) -> str | None:
    """ "said", "doubt" or None.

    probability: that of the act `distress` for the message. tells: the message answers the open question
    or gives details, so that a short noisy answer raises nothing.
    """
    found = in_words(text)
    if found.danger:
        return "said"
    if found.doubt and not (tells and found.about_work):
        return "doubt"
    noisy = tells and len(text.split()) < _SHORT
    if found.harmless or noisy or probability < (_DOUBT_BESIDE if found.about_work or tells else _DOUBT):
        return None
    return "said" if probability >= _SAID else "doubt"
