"""What the conversation knows, taken out of Rasa's tracker for hearing."""

from __future__ import annotations

import os
from datetime import date
from typing import Any

from rasa.shared.core.trackers import DialogueStateTracker

from hearing.heard import Context

SLOT = "conversation"


def today() -> date:
    """The day of the conversation; ASSISTANT_TODAY (YYYY-MM-DD) fixes it for tests."""
    fixed = os.environ.get("ASSISTANT_TODAY")
    return date.fromisoformat(fixed) if fixed else date.today()


def context(tracker: DialogueStateTracker | None) -> Context:
    """The context of the next message; an empty one when there is no conversation."""
    memory = _memory(tracker)
    asked, part = memory.get("asked"), memory.get("asked_field")
    pending = memory.get("pending") or {}
    return Context(
        today=today(),
        question=f"{asked}:{part}" if asked and part else asked,
        answered=memory.get("answered"),
        plan=memory.get("plan") or {},
        offer=pending.get("kind"),
        topic=memory.get("topic"),
        speaker=memory.get("audience"),
        concluded=bool(memory.get("concluded")),
    )


def _memory(tracker: DialogueStateTracker | None) -> dict[str, Any]:
    if tracker is None or SLOT not in tracker.slots:
        return {}
    return tracker.get_slot(SLOT) or {}
