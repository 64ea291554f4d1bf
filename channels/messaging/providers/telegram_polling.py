"""One long poll of Telegram: https://core.telegram.org/bots/api#getupdates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from channels.messaging.event import Event
from channels.messaging.providers.telegram_api import BotApi, wait
from channels.messaging.providers.telegram_events import WANTED
from channels.messaging.pull import Pull, PullFailed
from channels.messaging.reading import readable

POLL_SECONDS = 25
BATCH = 100
AT_ONCE = 0.1


async def poll(api: BotApi, read: Callable[[dict[str, Any]], list[Event]], pull: Pull) -> None:
    """Give what came since the last poll to ``pull.take``, with the position reached.

    Raises:
        PullFailed: Telegram does not answer, or a webhook was set, which is now taken away.
    """
    wanted = {"timeout": POLL_SECONDS, "limit": BATCH, "allowed_updates": WANTED}
    if pull.position:
        wanted["offset"] = int(pull.position)
    answer = await pull.client.call(api.method("getUpdates", wanted, POLL_SECONDS + 10.0))
    if answer.status == 409 and "webhook" in str(answer.value("description")).lower():
        await pull.client.call(api.method("deleteWebhook", {"drop_pending_updates": False}))
        raise PullFailed("a webhook was set", AT_ONCE)
    updates = answer.value("result")
    if answer.status != 200 or not isinstance(updates, list):
        raise PullFailed.by(answer, wait(answer))
    events = [event for update in updates for event in readable("telegram", read, update)]
    reached = str(max(update["update_id"] for update in updates) + 1) if updates else None
    await pull.take(events, reached)
