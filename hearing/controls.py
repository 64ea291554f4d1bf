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
# Words of a point that is named after « et ».
_A_POINT = 4
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
_CHANGE, _FORGETS, _DENIES, _REPORTS, _FALSE, NOT_PRESCRIBER, _PUTS_BACK, _OF_BEFORE, OF_FIRST = (
    Expressions(_LISTS[name])
    for name in (
        "change_a_point", "forgets", "denies", "reports", "false", "not_prescriber", "puts_back", "of_before",
        "of_first",
    )
)  # fmt: skip
# « Pourquoi ? » about what is not allowed, rather than about the open question.
FORBIDDEN = Expressions(_LISTS["forbidden"])


@dataclass(frozen=True)
class Point:
    """A point of the plan as people name it. asks: the field whose question is put again. fields: what is
    forgotten or put back."""

    asks: str
    fields: tuple[str, ...]
    said: Expressions


_POINTS = [
    Point(point["asks"], tuple(point["fields"]), Expressions(point["said"]))
    for point in _LISTS["points"].values()
]


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
    return next((point.asks for point in _POINTS if point.said.are(rest)), None)


def points_in(said: str) -> list[Point]:
    """The points that the words name first, « les dates et les horaires »; what follows gives reasons."""
    first, *joined = said.split(" et ")
    named = [_first_point(first), *(_first_point(more) for more in joined if len(more.split()) <= _A_POINT)]
    return [point for point in named if point]


def _first_point(said: str) -> Point | None:
    places = [(place, rank) for rank, p in enumerate(_POINTS) if (place := p.said.place_in(said)) is not None]
    return _POINTS[min(places)[1]] if places else None


def forgets(said: str) -> bool:
    """Whether the words begin as those that empty a point."""
    return _FORGETS.begin(_COURTESY.without(said))


def denied(said: str, message: str) -> str | None:
    """What the words of a part say not to be so or not to have been said, None when they deny nothing.

    message: all the words; « vous notez qu'elle cherche, ce n'est pas vrai » denies what it reports.
    """
    bare = _COURTESY.without(said)
    denying = _DENIES if _DENIES.begin(bare) else _REPORTS if _FALSE.are_in(message) else None
    return denying.without(bare) or None if denying and denying.begin(bare) else None


def puts_back(said: str) -> bool:
    """Whether the words ask for what was before: « remettez les premières dates »."""
    bare = _COURTESY.without(said)
    return _PUTS_BACK.begin(bare) and (_OF_BEFORE.are_in(bare) or OF_FIRST.are_in(bare))
