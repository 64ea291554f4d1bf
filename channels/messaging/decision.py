"""How one row goes on, and the names of what it was answered by when it was not a turn."""

from __future__ import annotations

from dataclasses import dataclass

from channels.messaging.render import Answer

FAST, VOICE, EDIT, LOCKED = "too_fast", "unreadable", "edited", "encrypted"
ASKED_TO_ERASE, ERASED, OPTED_OUT = "erase_asked", "erased", "opted_out"


@dataclass(frozen=True)
class Decision:
    """How one row goes on.

    Attributes:
        answer: what to say; ``None`` to close the row in silence, with ``note`` as its outcome.
        note: what the row was answered by, when it was not a turn.
        turn: id of the turn that is shown.
        page: the next page of that turn; ``None`` when all was shown.
    """

    answer: Answer | None
    note: str | None = None
    turn: str | None = None
    page: int | None = None


def plainly(sentence: str, note: str | None = None) -> Decision:
    """Say one sentence."""
    return Decision(Answer(sentence), note)
