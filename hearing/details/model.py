"""What a sentence gives: fields of the plan, approximate dates, conflicts and impossible values."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any


@dataclass(frozen=True)
class Conflict:
    """Two things said that cannot both be true; none of `fields` is filled.

    kind: "weekday" (the weekday is not that of the date), "end_before_start", "several_prescribers",
    "several_values". text_fr: one French sentence for the person.
    """

    kind: str
    text_fr: str
    fields: tuple[str, ...] = ()


@dataclass
class Found:
    """Details found in a sentence.

    fields: plan field name -> value (dates as datetime.date, times as "HH:MM", numbers, enum keys, lists).
    approximate: plan field name -> the French phrase, kept for `complete` and for asking a precise value.
    proposals: what is doubtful, to be asked back and never stored before a yes (one at most).
    spans: field name -> its place in the sentence as typed. certainty: field name -> 0 to 1, for what was
    learned; the grammar is certain. conflicts: see Conflict.
    rejected: (field name, French sentence) for each impossible value.
    said: the normalised text without what it asks or says of others' lives. over: the places, in it, of what
    somebody was or did before. denied: the (field, value) that the words deny.
    """

    fields: dict[str, Any] = field(default_factory=dict)
    approximate: dict[str, str] = field(default_factory=dict)
    proposals: dict[str, Any] = field(default_factory=dict)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    certainty: dict[str, float] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    rejected: list[tuple[str, str]] = field(default_factory=list)
    said: str = ""
    over: list[tuple[int, int]] = field(default_factory=list)
    denied: set[tuple[str, Any]] = field(default_factory=set)


class Reading:
    """One sentence being read: its text, what is still unread, and what was found.

    text: normalised text, questions blanked. timed: the same for dates and hours, where a question that
    names exact dates is kept. own: `text` without what is said of others; theirs: without the work of an
    adviser, a host or a parent who writes besides; ours: without what is said of relatives
    only. speaker: who writes, when it is known. denied: the (field, value) that the words deny, so that
    no other reader gives them. days_with_hours: the weekdays of each hours told,
    None for all.
    Parts already understood are blanked by `claim`, so that no other reader takes them again;
    both strings keep their length, hence positions agree.
    """

    BLANK = "~"

    def __init__(
        self, full: str, text: str, timed: str, today: date, asked: str | None, plan: dict[str, Any]
    ) -> None:
        self.full = full
        self.text = text
        self.timed = timed
        self.own = self.theirs = self.ours = text
        self.speaker: str | None = None
        self.denied: set[tuple[str, Any]] = set()
        self.days_with_hours: list[frozenset[str] | None] = []
        self.today = today
        question, _, wanted = (asked or "").partition(":")
        self.question = question or None
        self.wanted = wanted or None
        self.plan = plan
        self._claimed: tuple[int, int] | None = None
        self.found = Found()

    def claim(self, start: int, end: int) -> None:
        """Mark a part of the sentence as read, for the readers of dates, hours and durations."""
        self._claimed = (start, end)
        self.timed = self.timed[:start] + self.BLANK * (end - start) + self.timed[end:]

    def forget(self, start: int, end: int) -> None:
        """Blank a part for every reader."""
        self.claim(start, end)
        self.hide(start, end)

    def rewrite(self, start: int, end: int, part: str) -> None:
        """Put `part`, no longer than what it replaces, in the place of a part, for every reader."""
        for view in ("timed", "text", "own", "theirs", "ours"):
            text = getattr(self, view)
            setattr(self, view, text[:start] + part.ljust(end - start) + text[end:])

    def hide(self, start: int, end: int) -> None:
        """Blank a part for every reader but those of dates, hours and durations."""
        for view in ("text", "own", "theirs", "ours"):
            text = getattr(self, view)
            setattr(self, view, text[:start] + self.BLANK * (end - start) + text[end:])

    @property
    def whole(self) -> tuple[int, int]:
        """The place of the whole sentence."""
        return (0, len(self.full))

    def put(self, name: str, value: Any, at: tuple[int, int] | None = None, certainty: float = 1.0) -> None:
        """Record a field and its place, the first reader that gives it wins."""
        if name in self.found.fields:
            return
        self.found.fields[name] = value
        self.found.certainty[name] = certainty
        if place := at or self._claimed:
            self.found.spans[name] = place

    def known(self, name: str) -> Any:
        """Value of a field in this sentence, else in the plan; None when unknown."""
        return self.found.fields.get(name, self.plan.get(name))

    def approximate(self, name: str, phrase: str) -> None:
        """Record a phrase too vague for a value."""
        self.found.approximate.setdefault(name, phrase)

    def conflict(self, kind: str, text_fr: str, *fields: str) -> None:
        """Record a contradiction; the same one is recorded once."""
        new = Conflict(kind, text_fr, fields)
        if new not in self.found.conflicts:
            self.found.conflicts.append(new)

    def reject(self, name: str, text_fr: str) -> None:
        """Record an impossible value; the same one is recorded once."""
        if (name, text_fr) not in self.found.rejected:
            self.found.rejected.append((name, text_fr))

    def asks(self, question: str, wanted: str | None = None) -> bool:
        """True when the open question is this one (and this field of it, when both name a field)."""
        if self.question != question:
            return False
        return wanted is None or self.wanted is None or self.wanted == wanted
