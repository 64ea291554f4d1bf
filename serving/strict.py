"""Makes Rasa's agent strict, whichever channel a message comes from.

Rasa reads the action endpoint from ``endpoints.yml`` as its own lenient class, and a new model comes with a
new agent: the strict endpoint is therefore put in place at each message. Channels that cannot tell a failure
by themselves (``rasa shell``) get a sentence in place of the answer.
"""

from __future__ import annotations

import functools
import logging

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage

from serving.actions import StrictActionEndpoint
from serving.faults import MODEL, TurnFailed
from serving.settings import load_settings

logger = logging.getLogger(__name__)


def make_strict(agent: Agent, action_timeout: float) -> None:
    """Give ``agent`` the strict action endpoint, once per model.

    Raises:
        TurnFailed: the agent has no model to answer with.
    """
    if not agent.is_ready():
        raise TurnFailed(MODEL, "no model loaded")
    endpoint = agent.processor.action_endpoint
    if endpoint is not None and not isinstance(endpoint, StrictActionEndpoint):
        strict = StrictActionEndpoint.from_endpoint(endpoint, action_timeout)
        agent.action_endpoint = agent.processor.action_endpoint = strict


def install() -> None:
    """Make every agent of this process strict. Calling it again changes nothing."""
    if getattr(Agent.handle_message, "strict", False):
        return
    lenient = Agent.handle_message
    action_timeout = load_settings(with_key=False).action_timeout

    @functools.wraps(lenient)
    async def handle_message(agent: Agent, message: UserMessage):
        try:
            make_strict(agent, action_timeout)
            return await lenient(agent, message)
        except TurnFailed as failure:
            logger.error("turn undone", extra={"fault": failure.fault, "cause": failure.detail})
            await message.output_channel.send_text_message(message.sender_id, failure.sentence)
            return None

    handle_message.strict = True
    Agent.handle_message = handle_message
