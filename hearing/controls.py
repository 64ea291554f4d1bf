"""What the person wants of the assistant itself: by lists of expressions first, by the classifier else."""

from __future__ import annotations

from dataclasses import dataclass

from .lexicon import Expressions, lists

# Acts of the classifier -> what they ask for.
OF_ACTS = {
    "recap": "recap",
    "why_asking": "why",
    "document": "document",
    "cancel": "stop",
    "restart": "restart",
    "human": "human",
    "capabilities": "capabilities",
    "bot_challenge": "bot",
    "complaint": "complaint",
    "greet": "greet",
    "goodbye": "goodbye",
    "thank": "thank",
    "check_plan": "check",
    "what_if": "what_if",
    "out_of_scope": "off_topic",
}


@dataclass(frozen=True)
class _Control:
    name: str
    alone: Expressions
    anywhere: Expressions
    asked: Expressions
    but: Expressions

    def is_said(self, clause: str, message: str, asks: bool) -> bool:
        """Whether a clause, without the courtesies around it, says it."""
        bare = _COURTESY.without(clause)
        said = self.alone.are(bare) or self.alone.are(clause) or self.anywhere.are_in(clause)
        if not (said or (asks and self.asked.are(bare))):
            return False
        return not self.but.are_in(message)


_LISTS = lists("controls")
_COURTESY = Expressions(_LISTS["courtesy"])
_CONTROLS = [
    _Control(
        name,
        Expressions(content.get("alone")),
        Expressions(content.get("anywhere")),
        Expressions(content.get("asked")),
        Expressions(content.get("but")),
    )
    for name, content in _LISTS["controls"].items()
]
_POINTS = {name: Expressions(words) for name, words in _LISTS["points"].items()}
_CHANGE = Expressions(_LISTS["change_a_point"])
# « Pourquoi ? » about what is not allowed, rather than about the open question.
FORBIDDEN = Expressions(_LISTS["forbidden"])


def heard(clause: str, message: str, asks: bool = False) -> list[str]:
    """The controls that a clause of a message asks for, in the order of the lists; both given as words.

    asks: the clause is a question about a plan that is under way.
    """
    return [control.name for control in _CONTROLS if control.is_said(clause, message, asks)]


def point_named(said: str) -> str | None:
    """The field that « changer les dates » asks to change, or None."""
    bare = _COURTESY.without(said)
    if not _CHANGE.begin(bare):
        return None
    rest = _CHANGE.without(bare)
    return next((name for name, words in _POINTS.items() if words.are(rest)), None)
