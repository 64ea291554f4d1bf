"""The action endpoint that fails aloud.

Rasa turns a failed action into an empty one and goes on: the next answer lands in the wrong slot. Here any
failure raises ``TurnFailed``. Only a rejection that the action itself asked for goes on, as Rasa expects.
"""

from __future__ import annotations

import asyncio
import copy
import json
from typing import Any

import aiohttp
from rasa.shared.core.events import deserialise_events
from rasa.utils.endpoints import ClientResponseError, EndpointConfig, concat_url

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

    async def request(
        self,
        method: str = "post",
        subpath: str | None = None,
        content_type: str | None = "application/json",
        compress: bool = False,
        **kwargs: Any,
    ) -> dict[str, Any]:
        """Run an action and return the server's answer.

        Raises:
            TurnFailed: no answer in time, an error status, or an answer that is not one.
            ClientResponseError: the action rejected its execution (Rasa goes on with the next prediction).
        """
        headers = {"X-Request-Id": current_request_id(), **self.headers}
        kwargs["timeout"] = aiohttp.ClientTimeout(total=self.timeout)
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
        return _checked_answer(status, body)


def _checked_answer(status: int, body: bytes) -> dict[str, Any]:
    try:
        answer = json.loads(body)
    except ValueError:
        raise TurnFailed(ACTIONS, f"status {status}, not JSON") from None
    if status == REJECTED_STATUS and isinstance(answer, dict) and "action_name" in answer:
        raise ClientResponseError(status, "rejected", json.dumps(answer))
    if status != OK_STATUS:
        # The body of an error may quote the request: it is neither logged nor kept.
        raise TurnFailed(ACTIONS, f"status {status}")
    if not isinstance(answer, dict) or not _is_list_of_objects(answer, "events", "responses"):
        raise TurnFailed(ACTIONS, "malformed answer")
    events = answer.get("events", [])
    try:
        understood = len(deserialise_events(copy.deepcopy(events)))
    except Exception:
        understood = -1
    if understood != len(events):
        # Rasa would drop these events and go on as if the action had succeeded.
        raise TurnFailed(ACTIONS, "unknown event")
    return answer


def _is_list_of_objects(answer: dict[str, Any], *names: str) -> bool:
    return all(
        isinstance(answer.get(name, []), list)
        and all(isinstance(item, dict) for item in answer.get(name, []))
        for name in names
    )
