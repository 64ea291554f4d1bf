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


def about(question: Clause, details: Iterable[Entity], text: str, context: Context) -> str | None:
    """The topic, or "topic/angle", of what was told just before a question that says nothing of itself.

    text: the message, with its details; when it tells none, what the last message changed is meant.
    """
    told = [e for e in details if e.is_detail and e.role in _TOLD]
    since = _sentence_before(text, question.start)
    near = [e for e in told if since < e.end <= question.start]
    # What has no place of its own stands for the whole message.
    near = near or [e for e in told if e.start <= since and e.end >= question.end]
    if near:
        last = max(near, key=lambda entity: entity.end)
        return _of(last.entity, last.value)
    if told:
        return None
    changed = [name for name in context.changed if name in context.plan]
    return _of(changed[-1], context.plan[changed[-1]]) if changed else None


def _sentence_before(text: str, start: int) -> int:
    """Where the sentence begins that a question at `start` follows, or ends."""
    ends = [0, *(end.end() for end in _ENDS.finditer(text, 0, start))]
    return ends[-1] if _LETTER.search(text, ends[-1], start) else ends[max(0, len(ends) - 2)]


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
