"""One connection of Slack's Socket Mode: https://docs.slack.dev/apis/events-api/using-socket-mode."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import aiohttp

from channels.messaging.event import Event
from channels.messaging.providers.slack_events import events_of, taps_of
from channels.messaging.pull import Pull, PullFailed
from channels.messaging.reading import readable
from channels.messaging.sending import Call

HEARTBEAT_SECONDS = 30.0
_READERS = {"events_api": events_of, "interactive": taps_of}


async def listen(opening: Call, pull: Pull) -> None:
    """Give what comes to ``pull.take`` until Slack wants the connection renewed.

    Args:
        opening: asks for the address of the connection.
        pull: where to give events.

    Raises:
        PullFailed: the connection cannot be opened, or broke.
    """
    answer = await pull.client.call(opening)
    if answer.value("ok") is not True:
        raise PullFailed(str(answer.value("error") or answer.cause or answer.status), answer.retry_after)
    try:
        async with pull.client.session().ws_connect(
            answer.value("url"), heartbeat=HEARTBEAT_SECONDS
        ) as socket:
            await pull.take([], None)
            async for message in socket:
                if message.type is not aiohttp.WSMsgType.TEXT:
                    continue
                envelope = json.loads(message.data)
                if envelope.get("type") == "disconnect":
                    return
                if "envelope_id" in envelope:
                    await pull.take(_enveloped(envelope), None)
                    # Only what is stored is acknowledged; the rest comes again.
                    await socket.send_json({"envelope_id": envelope["envelope_id"]})
    except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
        raise PullFailed(type(error).__name__) from None


def _enveloped(envelope: dict[str, Any]) -> list[Event]:
    read = _READERS.get(envelope.get("type", ""))
    return readable("slack", read, envelope.get("payload")) if read else []
