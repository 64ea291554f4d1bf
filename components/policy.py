"""The policy that decides every turn: one small action after the other, then it listens."""

from __future__ import annotations

import time
from typing import Any

from rasa.core.featurizers.tracker_featurizers import TrackerFeaturizer
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, UserUttered
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from dialogue.buttons import said_in
from dialogue.clock import today
from dialogue.decide import next_action
from dialogue.state import State

from .context import slots

_CERTAIN = 1.0
# Rasa's own commands keep their default actions.
_OF_RASA = ("session_start", "back")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=False)
class TurnPolicy(Policy):
    """Predicts from the intent, the entities and the slots alone, with full confidence."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """`priority`: above that of Rasa's RulePolicy, which keeps Rasa's own defaults."""
        return {"priority": 5}

    def __init__(
        self,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        featurizer: TrackerFeaturizer | None = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context, featurizer)

    def train(
        self, training_trackers: list[TrackerWithCachedStates], domain: Domain, **kwargs: Any
    ) -> Resource:
        """There is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: dict[str, Any] | None = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The next action of the reply to the latest message."""
        message = tracker.latest_message
        if message is None or not message.intent.get("name") or message.intent["name"] in _OF_RASA:
            return self._prediction(self._default_predictions(domain))
        state = State.from_slots(slots(tracker))
        said = said_in(message.parse_data)
        action = next_action(said, state, _done(tracker), today(), time.time())
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = _CERTAIN
        return self._prediction(probabilities)


def _done(tracker: DialogueStateTracker) -> list[str]:
    """The actions that have already answered the latest message."""
    done: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, ActionExecuted) and event.action_name != ACTION_LISTEN_NAME:
            done.append(event.action_name)
    return done[::-1]
