"""Rasa's tracker, made so that the hundredth turn of a conversation costs what the fifth does.

Rasa builds a conversation again from all its events for each copy of it, and each policy reads its whole
past. The state is copied instead, and policies see the last turns, which is all that they look at.
"""

from __future__ import annotations

import copy
import dataclasses
import itertools
from collections import OrderedDict, deque
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import Slot
from rasa.shared.core.trackers import DialogueStateTracker

SEEN_TURNS = 10
"""Messages of the person that policies look back on. No rule, no story is longer."""

# After one of these, events that came before no longer apply.
_REVERTING = (Restarted, SessionStarted, ActionReverted, UserUtteranceReverted)
_SHORT_SIGHTED = ("rasa.core.policies.rule_policy.RulePolicy", "components.")


class StoredTracker(DialogueStateTracker):
    """A tracker that knows what of it is stored.

    ``stored_events``: how many of its events; ``stored_version``, ``stored_at``: version and time of the
    conversation when it was read or saved; ``last_id``: number of the last row.
    """

    stored_events = 0
    stored_version = 0
    stored_at = 0.0
    last_id = 0
    _applied: tuple[int, list[Event]] = (0, [])
    _has_loops = False

    def copy(self) -> StoredTracker:
        """Return a tracker in the same state; Rasa's own replays every event to the same end."""
        twin = copy.copy(self)
        twin.events = copy.copy(self.events)
        twin.slots = copy.copy(self.slots)
        for name, slot in self.slots.items():
            twin.slots[name] = _same(slot)
        if self.active_loop:
            twin.active_loop = dataclasses.replace(self.active_loop)
        return twin

    def applied_events(self) -> list[Event]:
        """Return the events that were not reverted; what was counted before is not counted again."""
        count, applied = self._applied
        fresh = list(itertools.islice(self.events, count, None))
        self._has_loops = self._has_loops or any(isinstance(event, ActiveLoop) for event in fresh)
        reverting = self._has_loops or any(isinstance(event, _REVERTING) for event in fresh)
        if reverting or count > len(self.events):
            applied = super().applied_events()
        elif fresh:
            applied = [*applied, *fresh]
        self._applied = (len(self.events), applied)
        return list(applied)


def _same(slot: Slot) -> Slot:
    """A slot with the same attributes; `copy.copy` takes ten times longer to come to it, a hundred a turn."""
    twin = object.__new__(type(slot))
    vars(twin).update(vars(slot))
    return twin


def recent(tracker: DialogueStateTracker) -> DialogueStateTracker:
    """Return the conversation in its present state with the events of its last turns."""
    events = tracker.applied_events()
    messages = [number for number, event in enumerate(events) if isinstance(event, UserUttered)]
    if len(messages) <= SEEN_TURNS:
        return tracker
    twin = tracker.copy()
    if isinstance(twin, StoredTracker):
        twin._applied = StoredTracker._applied
    # What comes just before a message is the listening that it ends.
    twin.events = deque(events[messages[-SEEN_TURNS] - 1 :])
    return twin


def sees_recent_turns_only(domain: Domain, policies: dict[str, dict[str, Any]]) -> bool:
    """Tell whether policies predict the same from the last turns as from the whole conversation.

    Args:
        domain: its slots must not be features: their past values would be missed.
        policies: configuration of each policy by class path.
    """
    if any(slot.influence_conversation for slot in domain.slots):
        return False
    return all(
        path.startswith(_SHORT_SIGHTED) or 0 < (settings.get("max_history") or 0) <= SEEN_TURNS
        for path, settings in policies.items()
    )


class KeptTrackers:
    """The trackers of the latest conversations, so that a turn need not read them again.

    A tracker is taken out while a turn changes it, and put back once it is saved: a turn that fails leaves
    nothing behind.

    Args:
        most_events: events of all kept trackers together.
    """

    def __init__(self, most_events: int) -> None:
        self._most_events = most_events
        self._events = 0
        self._trackers: OrderedDict[str, StoredTracker] = OrderedDict()

    def take(self, sender_id: str) -> StoredTracker | None:
        """Take a tracker out."""
        tracker = self._trackers.pop(sender_id, None)
        if tracker is not None:
            self._events -= tracker.stored_events
        return tracker

    def put(self, tracker: StoredTracker) -> None:
        """Keep a tracker that was saved whole; the longest unused ones leave."""
        self.take(tracker.sender_id)
        self._trackers[tracker.sender_id] = tracker
        self._events += tracker.stored_events
        while self._events > self._most_events:
            self.take(next(iter(self._trackers)))

    def clear(self) -> None:
        """Forget them all."""
        self._trackers.clear()
        self._events = 0
