"""What the handlers of every route share: how they are registered, and how a fault is told."""

from __future__ import annotations

import functools
import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from sanic.request import Request
from sanic.response import HTTPResponse

from channels.refusals import Refused
from serving.faults import TurnFailed

logger = logging.getLogger(__name__)

RETRY_SECONDS = 2


def as_function(
    method: Callable[..., Awaitable[HTTPResponse]],
) -> Callable[..., Coroutine[Any, Any, HTTPResponse]]:
    """Sanic marks the handlers of a blueprint, which a bound method does not allow."""

    @functools.wraps(method)
    async def handler(request: Request, **parameters: str) -> HTTPResponse:
        return await method(request, **parameters)

    return handler


class faults_told:
    """Turns ``TurnFailed`` into the 503 that tells the person."""

    def __enter__(self) -> None:
        return None

    def __exit__(self, _type: Any, error: BaseException | None, _trace: Any) -> None:
        if isinstance(error, TurnFailed):
            logger.error("turn undone", extra={"fault": error.fault, "cause": error.detail})
            raise Refused(503, f"{error.fault}_unavailable", error.sentence, RETRY_SECONDS) from None
