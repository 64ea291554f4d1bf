"""What happened in a turn, read from the objects that its answer carries: never from what was written."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

ANSWERED, PROPOSED, UNREAD, OUTSIDE = "answered", "proposed", "unread", "outside"


@dataclass(frozen=True)
class Happened:
    """What one turn told.

    Attributes:
        topics: answers given.
        understood: whether it was answered, answered by a choice of topics, an answer to a question was not
            read, or the whole was told to be outside of what is known.
        asked: the question that the turn ends on.
        verdict: the final verdict, if one was given.
        broken: rules that the plan of that verdict breaks.
        human: whether the ways to a person were given.
    """

    topics: tuple[str, ...] = ()
    understood: str = ANSWERED
    asked: str | None = None
    verdict: str | None = None
    broken: tuple[str, ...] = ()
    human: bool = False


def happened(messages: Iterable[dict[str, Any]]) -> Happened:
    """Read the messages of a turn, objects with a ``custom`` key."""
    customs = [message.get("custom") or {} for message in messages]
    verdict: dict[str, Any] = next(
        (custom for custom in reversed(customs) if "verdict" in custom and not custom.get("provisional")), {}
    )
    return Happened(
        topics=tuple(dict.fromkeys(custom["topic"] for custom in customs if "topic" in custom)),
        understood=next(
            (name for name in (PROPOSED, UNREAD, OUTSIDE) if any(name in c for c in customs)), ANSWERED
        ),
        asked=next((custom["asked"] for custom in reversed(customs) if "asked" in custom), None),
        verdict=verdict.get("verdict"),
        broken=tuple(verdict.get("violations") or ()),
        human=any("human" in custom for custom in customs),
    )
