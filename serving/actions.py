"""The actions in a server of their own, called so that failures are told.

Rasa turns a failed action into an empty one and goes on: the next answer lands in the wrong slot. Here any
failure raises ``TurnFailed``. Only a rejection that the action itself asked for goes on, as Rasa expects.
"""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.core.constants import (
    COMPRESS_ACTION_SERVER_REQUEST_ENV_NAME,
    DEFAULT_COMPRESS_ACTION_SERVER_REQUEST,
)
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import get_bool_env_variable
from rasa.utils.endpoints import EndpointConfig, concat_url

from serving.answers import checked_answer
from serving.deadline import seconds_left
from serving.faults import ACTIONS, TurnFailed
from serving.logs import current_request_id

OK_STATUS, REJECTED_STATUS = 200, 400


class StrictActionEndpoint(EndpointConfig):
    """Calls the action server with a short timeout; anything but a full answer undoes the turn.

    Args:
        url: address of the action server's webhook.
        timeout: longest time in seconds for one action.
        **kwargs: as ``EndpointConfig``.
    """

    def __init__(self, url: str | None, timeout: float, **kwargs: Any) -> None:
        super().__init__(url, **kwargs)
        self.timeout = timeout

    @classmethod
    def from_endpoint(cls, endpoint: EndpointConfig, timeout: float) -> StrictActionEndpoint:
        """Return a strict endpoint that calls the same server in the same way."""
        return cls(
            endpoint.url,
            timeout,
            params=endpoint.params,
            headers=endpoint.headers,
            basic_auth=endpoint.basic_auth,
            token=endpoint.token,
            token_name=endpoint.token_name,
            cafile=endpoint.cafile,
            **endpoint.kwargs,
        )

    async def run_action(self, name: str, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        """Run an action and return ``{"events", "responses"}``.

        Raises:
            TurnFailed: no answer in time, an error status, or an answer that is not one.
            ActionExecutionRejection: the action rejected its execution.
        """
        compress = get_bool_env_variable(
            COMPRESS_ACTION_SERVER_REQUEST_ENV_NAME, DEFAULT_COMPRESS_ACTION_SERVER_REQUEST
        )
        call = RemoteAction(name, self)._action_call_format(tracker, domain)
        return await self.request(json=call, compress=compress)

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Send a request and return the server's answer; it fails as ``run_action`` does."""
        headers = {"X-Request-Id": current_request_id(), **self.headers}
        kwargs["timeout"] = aiohttp.ClientTimeout(total=min(self.timeout, seconds_left()))
        try:
            async with (
                self.session() as session,
                session.request(
                    method,
                    concat_url(self.url or "", subpath),
                    headers=headers,
                    params=self.combine_parameters(kwargs),
                    compress=compress,
                    **kwargs,
                ) as response,
            ):
                status, body = response.status, await response.read()
        except asyncio.TimeoutError:
            raise TurnFailed(ACTIONS, "timeout") from None
        except (aiohttp.ClientError, OSError, ValueError) as error:
            raise TurnFailed(ACTIONS, type(error).__name__) from None
        return _read_answer(status, body)


def _read_answer(status: int, body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        raise TurnFailed(ACTIONS, f"status {status}, not JSON") from None
    if status == REJECTED_STATUS and isinstance(answer, dict) and "action_name" in answer:
        raise ActionExecutionRejection(answer["action_name"])
    if status != OK_STATUS:
        # The body of an error may quote the request: it is neither logged nor kept.
        raise TurnFailed(ACTIONS, f"status {status}")
    return checked_answer(answer)
