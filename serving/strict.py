"""Makes Rasa strict and quick in this process, whichever channel a message comes from.

A turn that fails is undone as a whole and told in a sentence; the actions run where the settings say. What
Rasa works out anew at each turn (the class of each event, the plan of the graph, the whole past of the
conversation for each policy) is worked out once; a model is unpacked once, its domain read once.
"""

from __future__ import annotations

import functools
import logging
from typing import Any

import rasa.core.agent
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import Policy, PolicyPrediction
from rasa.core.policies.rule_policy import RulePolicy
from rasa.core.processor import MessageProcessor
from rasa.engine.storage.storage import ModelMetadata
from rasa.graph_components.providers.domain_provider import DomainProvider
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.utils.common import all_subclasses
from rasa.utils.endpoints import EndpointConfig

from serving import domains, rules
from serving.actions import StrictActionEndpoint
from serving.faults import MODEL, TurnFailed
from serving.graph import PlannedGraphRunner
from serving.local_actions import LocalActions
from serving.models import UnpackedStorage
from serving.settings import load_settings
from serving.trackers import recent, sees_recent_turns_only

logger = logging.getLogger(__name__)

_rasa_run_action = RemoteAction.run
_rasa_handle_message = Agent.handle_message
_rasa_resolve_by_type = Event.resolve_by_type
_local_actions: LocalActions | None = None


def install(actions: str | None = None) -> None:
    """Make every agent that this process loads from now on strict. Calling it again changes nothing more.

    Args:
        actions: package of the actions to run in this process unless ``ACTION_ENDPOINT_URL`` is set;
            ``None``: they run where ``endpoints.yml`` says.

    Raises:
        SettingsError: the package cannot be imported.
    """
    global _local_actions
    settings = load_settings(with_key=False)
    if actions and not settings.action_endpoint_url:
        _local_actions = LocalActions(actions, settings.action_timeout)
    rasa.core.agent.MessageProcessor = Processor
    rasa.core.processor.DaskGraphRunner = PlannedGraphRunner
    rasa.core.processor.LocalModelStorage = UnpackedStorage
    DomainProvider.load = classmethod(domains.load)
    RulePolicy._find_action_from_rules = rules.find
    Agent.handle_message = _handle_message
    RemoteAction.run = _run_action
    Event.resolve_by_type = staticmethod(_resolve_by_type)


def require_model(agent: Agent | None) -> Agent:
    """Return the agent.

    Raises:
        TurnFailed: there is no model to answer with.
    """
    if agent is None or not agent.is_ready():
        raise TurnFailed(MODEL, "no model loaded")
    return agent


def missing_actions(domain: Domain) -> list[str]:
    """Return the actions that a model calls and that this process, which runs them itself, does not have."""
    if _local_actions is None:
        return []
    called = [name for name in domain.user_actions if not name.startswith("utter_")]
    return sorted(set(called) - _local_actions.names)


class Processor(MessageProcessor):
    """Rasa's message processor with strict actions; a new model comes with a new one."""

    def __init__(self, *parts: Any, action_endpoint: EndpointConfig | None = None, **options: Any) -> None:
        super().__init__(*parts, action_endpoint=_strict_endpoint(action_endpoint), **options)
        self._sees_recent_turns_only = sees_recent_turns_only(self.domain, _policies(self.model_metadata))

    def _predict_next_with_tracker(self, tracker: DialogueStateTracker) -> PolicyPrediction:
        if tracker.followup_action or not self._sees_recent_turns_only:
            return super()._predict_next_with_tracker(tracker)
        return super()._predict_next_with_tracker(recent(tracker))


def _policies(metadata: ModelMetadata) -> dict[str, dict[str, Any]]:
    return {
        f"{node.uses.__module__}.{node.uses.__name__}": node.config
        for node in metadata.predict_schema.nodes.values()
        if issubclass(node.uses, Policy)
    }


def _strict_endpoint(endpoint: EndpointConfig | None) -> EndpointConfig | None:
    settings = load_settings(with_key=False)
    if settings.action_endpoint_url:
        return StrictActionEndpoint(settings.action_endpoint_url, settings.action_timeout)
    if _local_actions is not None:
        return _local_actions
    if endpoint is None or isinstance(endpoint, StrictActionEndpoint):
        return endpoint
    return StrictActionEndpoint.from_endpoint(endpoint, settings.action_timeout)


async def _run_action(
    self: RemoteAction,
    output_channel: OutputChannel,
    nlg: NaturalLanguageGenerator,
    tracker: DialogueStateTracker,
    domain: Domain,
) -> list[Event]:
    endpoint = self.action_endpoint
    if not isinstance(endpoint, LocalActions | StrictActionEndpoint):
        return await _rasa_run_action(self, output_channel, nlg, tracker, domain)
    answer = await endpoint.run_action(self.name(), tracker, domain)
    said = await self._utter_responses(answer.get("responses", []), output_channel, nlg, tracker)
    return [*said, *deserialise_events(answer.get("events", []))]


@functools.wraps(_rasa_handle_message)
async def _handle_message(agent: Agent, message: UserMessage) -> list[dict[str, Any]] | None:
    """Channels that cannot tell a failure by themselves (``rasa shell``) get a sentence as the answer."""
    try:
        return await _rasa_handle_message(require_model(agent), message)
    except TurnFailed as failure:
        logger.error("turn undone", extra={"fault": failure.fault, "cause": failure.detail})
        await message.output_channel.send_text_message(message.sender_id, failure.sentence)
        return None


@functools.lru_cache(maxsize=1)
def _event_classes() -> dict[str, type[Event]]:
    # Rasa takes the first of those that share a name.
    return {cls.type_name: cls for cls in reversed(all_subclasses(Event))}


def _resolve_by_type(type_name: str, default: type[Event] | None = None) -> type[Event] | None:
    return _event_classes().get(type_name) or _rasa_resolve_by_type(type_name, default)
