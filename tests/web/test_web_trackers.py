"""Our tracker says at each moment what Rasa's says, and policies miss nothing of what they look at."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    BotUttered,
    Event,
    Restarted,
    SessionStarted,
    SlotSet,
    UserUtteranceReverted,
    UserUttered,
)
from rasa.shared.core.slots import AnySlot, TextSlot
from rasa.shared.core.trackers import DialogueStateTracker

from serving.stores import StrictTrackerStore
from serving.trackers import SEEN_TURNS, KeptTrackers, StoredTracker, recent, sees_recent_turns_only

SLOTS = [
    AnySlot("plan", mappings=[{}], influence_conversation=False),
    TextSlot("city", mappings=[{}], influence_conversation=False),
]
RULES = "rasa.core.policies.rule_policy.RulePolicy"
TURN = st.builds(
    lambda text: [
        UserUttered(text, {"name": "inform"}),
        ActionExecuted("action_answer"),
        SlotSet("city", text),
        BotUttered(text),
        ActionExecuted("action_listen"),
    ],
    st.text(max_size=3),
)
UNUSUAL = st.sampled_from(
    [
        [Restarted()],
        [SessionStarted()],
        [ActionReverted()],
        [UserUtteranceReverted(), ActionExecuted("action_listen")],
        [ActionExecuted("form"), ActiveLoop("form")],
        [ActionExecuted("form"), ActiveLoop(None)],
    ]
)
CONVERSATIONS = st.lists(st.one_of(TURN, TURN, TURN, UNUSUAL), max_size=30).map(
    lambda parts: [event for part in parts for event in part]
)


def state(tracker: DialogueStateTracker) -> dict:
    return tracker.current_state() | {"applied": tracker.applied_events()}


@settings(max_examples=150, deadline=None)
@given(CONVERSATIONS)
def test_at_each_event_the_state_and_the_copy_are_rasas(events: list[Event]) -> None:
    ours, rasas = StoredTracker("one", SLOTS), DialogueStateTracker("one", SLOTS)
    for event in events:
        ours.update(event)
        rasas.update(event)
        assert state(ours) == state(rasas)
        assert state(ours.copy()) == state(rasas.copy())


@settings(max_examples=100, deadline=None)
@given(CONVERSATIONS)
def test_changing_a_copy_changes_nothing_else(events: list[Event]) -> None:
    tracker = StoredTracker.from_events("one", events, SLOTS)
    before = state(tracker)
    twin = tracker.copy()
    for event in (SlotSet("city", "ailleurs"), UserUttered("x", {"name": "deny"}), ActiveLoop("other")):
        twin.update(event)
    assert state(tracker) == before


@settings(max_examples=100, deadline=None)
@given(CONVERSATIONS)
def test_policies_see_the_last_turns_in_the_present_state(events: list[Event]) -> None:
    whole = DialogueStateTracker.from_events("one", events, SLOTS)
    seen = recent(StoredTracker.from_events("one", events, SLOTS))
    assert seen.current_state() == whole.current_state()
    domain = Domain.from_dict({"intents": ["inform", "deny"], "actions": ["action_answer"]})
    past, all_past = seen.past_states(domain), whole.past_states(domain)
    enough = SEEN_TURNS
    assert past[-enough:] == all_past[-enough:]


def test_slots_that_are_features_make_policies_see_the_whole_conversation() -> None:
    plain, featured = Domain.empty(), Domain.from_dict({"slots": {"a": _slot("bool", True)}})
    assert sees_recent_turns_only(plain, {RULES: {}, "components.policy.TurnPolicy": {}})
    assert not sees_recent_turns_only(featured, {RULES: {}})


@pytest.mark.parametrize(
    "settings, short", [({"max_history": 4}, True), ({"max_history": 50}, False), ({}, False)]
)
def test_a_policy_that_looks_far_back_sees_the_whole_conversation(settings: dict, short: bool) -> None:
    path = "rasa.core.policies.memoization.MemoizationPolicy"
    assert sees_recent_turns_only(Domain.empty(), {path: settings}) is short


def test_the_longest_unused_trackers_leave_first() -> None:
    kept = KeptTrackers(most_events=10)
    for name in ("a", "b", "c"):
        tracker = StoredTracker(name, [])
        tracker.stored_events = 4
        kept.put(tracker)
    assert [kept.take(name) is not None for name in ("a", "b", "c")] == [False, True, True]


def test_two_processes_see_each_others_turns(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    stores = [StrictTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path}/base.db") for _ in range(2)]

    async def scenario() -> None:
        said = []
        for number in range(6):
            store = stores[number % 2]
            tracker = await store.get_or_create_tracker("one", append_action_listen=False)
            assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == said
            if number == 3:
                tracker.update(SessionStarted())
                said.clear()
            said.append(f"turn {number}")
            tracker.update(UserUttered(said[-1], {"name": "inform"}))
            await store.save(tracker)

    asyncio.run(scenario())


def test_a_turn_that_was_not_saved_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    store = StrictTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path}/base.db")

    async def scenario() -> None:
        tracker = await store.get_or_create_tracker("one", append_action_listen=False)
        tracker.update(UserUttered("saved", {"name": "inform"}))
        await store.save(tracker)
        undone = await store.retrieve("one")
        undone.update(UserUttered("undone", {"name": "inform"}))
        again = await store.retrieve("one")
        assert [event.text for event in again.events] == ["saved"]

    asyncio.run(scenario())


def _slot(kind: str, influence: bool) -> dict:
    return {"type": kind, "influence_conversation": influence, "mappings": [{"type": "custom"}]}
