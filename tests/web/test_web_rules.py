"""The policy of rules says what Rasa's says, with rules and without."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.core.policies.rule_policy import RULES, RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from serving import rules

DOMAIN = Domain.from_dict({"intents": ["greet"], "actions": ["action_answer"], "forms": {"form": {}}})
LISTEN = ActionExecuted("action_listen")
CONVERSATIONS = {
    "a message": [LISTEN, UserUttered("bonjour", {"name": "greet", "confidence": 1.0})],
    "an action": [LISTEN, UserUttered("bonjour", {"name": "greet"}), ActionExecuted("action_answer")],
    "a command": [LISTEN, UserUttered("/restart", {"name": "restart", "confidence": 1.0})],
    "a loop": [
        LISTEN,
        UserUttered("bonjour", {"name": "greet"}),
        ActionExecuted("form"),
        ActiveLoop("form"),
    ],
}


def policy(folder: Path, learnt: dict[str, str]) -> RulePolicy:
    """A policy that learnt these rules, a state each."""
    made = RulePolicy(
        {**RulePolicy.get_default_config(), "enable_fallback_prediction": False},
        LocalModelStorage.create(folder),
        Resource("rules"),
        ExecutionContext(GraphSchema({})),
    )
    made.lookup[RULES] = learnt
    return made


@pytest.mark.parametrize("events", CONVERSATIONS.values(), ids=CONVERSATIONS)
@pytest.mark.parametrize("learnt", [{}, {'[{"user": {"intent": "greet"}}]': "action_answer"}])
def test_predictions_are_rasas(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, events: list[Event], learnt: dict[str, str]
) -> None:
    ours = policy(tmp_path, learnt)
    tracker = DialogueStateTracker.from_events("x", events, domain=DOMAIN)
    theirs = ours.predict_action_probabilities(tracker, DOMAIN)
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rules.find)
    assert ours.predict_action_probabilities(tracker, DOMAIN) == theirs


def test_without_rules_the_conversation_is_not_written_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", rules.find)
    monkeypatch.setattr(
        RulePolicy, "_prediction_states", lambda *_given, **_named: pytest.fail("written out")
    )
    tracker = DialogueStateTracker.from_events("x", CONVERSATIONS["a message"], domain=DOMAIN)
    prediction = policy(tmp_path, {}).predict_action_probabilities(tracker, DOMAIN)
    assert prediction.max_confidence == 0
