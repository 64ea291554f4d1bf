"""A question that says nothing of itself is about what was just told: « C'est mon frère, c'est gênant ? »."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from .heard import Context, Entity
from .lexicon import Expressions, lists
from .message import Clause

_ASKS_LEAVE = Expressions(lists("questions")["leave"])
_OF_AGE = 18
_TOLD = ("stated", "corrected")
_LETTER = re.compile(r"[^\W_]")
_ENDS = re.compile(r"[.!?…]+(?=\s|$)")
# « … il est tout seul c'est gênant ? »: the end of a sentence that tells something first.
_TAIL = re.compile(
    r"(?<=[\s,;:(])(?:(?:et|mais|alors)\s+)?(?:c['’]?\s?est|c|[cç]a|cela|est[- ]ce|on a|j['’ ]?ai)"
    r"\s[^,;:.!?]{1,40}\?+\s*$",
    re.IGNORECASE,
)


def part(clause: Clause) -> Clause | None:
    """The question that only asks if something is allowed, or a trouble: a whole clause, or its end."""
    if not clause.asks:
        return None
    tail = _TAIL.search(clause.text)
    asks = Clause(tail[0], clause.start + tail.start(), clause.end, True) if tail else clause
    return next((each for each in (clause, asks) if each.leans and _ASKS_LEAVE.are_in(each.words)), None)


def about(question: Clause, details: Iterable[Entity], text: str, context: Context) -> list[str]:
    """The topics, or "topic/angle", of what was told just before such a question, the last told first.

    text: the message, with its details; when it tells none, what the last message changed is meant by a
    question without a word of its own.
    """
    told = [e for e in details if e.is_detail and e.role in _TOLD]
    if not told:
        known = [] if question.own_words else [name for name in context.changed if name in context.plan]
        return _named((name, context.plan[name]) for name in reversed(known))
    ends = [0, *(end.end() for end in _ENDS.finditer(text, 0, question.start))]
    is_alone = not _LETTER.search(text, ends[-1], question.start)
    since = ends[-1] if not is_alone else ends[max(0, len(ends) - 2)]
    near = [e for e in told if since < e.end <= question.start]
    if not near and is_alone:
        # What has no place of its own stands for the whole message.
        near = [e for e in told if e.start <= since and e.end >= question.end]
    return _named((e.entity, e.value) for e in sorted(near, key=lambda entity: -entity.end))


def _named(details: Iterable[tuple[str, Any]]) -> list[str]:
    return list(dict.fromkeys(found for name, value in details if (found := _of(name, value))))


def _of(name: str, value: Any) -> str | None:
    """The topic that says whether a detail is allowed."""
    known = lists("about")
    values = [str(one) for one in value] if isinstance(value, list) else [_as_written(name, value)]
    named = (known[f"{name}={one}"] for one in values if f"{name}={one}" in known)
    found: str | None = next(named, known.get(name))
    return found


def _as_written(name: str, value: Any) -> str:
    if name == "age_at_start":
        return "minor" if int(value) < _OF_AGE else "adult"
    return str(value).lower()
