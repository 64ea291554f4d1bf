"""Calls of Telegram's Bot API and what their answers mean."""

from __future__ import annotations

from typing import Any

from aiohttp import FormData

from channels.messaging.sending import (
    CALL_SECONDS,
    LATER,
    PLAIN,
    Answered,
    Call,
    Outcome,
    usual_outcome,
)


class BotApi:
    """The Bot API of one bot.

    Args:
        server: address of the Bot API.
        token: of the bot.
    """

    def __init__(self, server: str, token: str) -> None:
        self._base = f"{server}/bot{token}"

    def method(self, name: str, data: dict[str, Any] | None = None, seconds: float = CALL_SECONDS) -> Call:
        """Return the call of a method."""
        return Call("POST", f"{self._base}/{name}", data=data or {}, seconds=seconds)

    def upload(self, name: str, form: FormData) -> Call:
        """Return the call of a method that takes a file."""
        return Call("POST", f"{self._base}/{name}", content=form)


def wait(answer: Answered) -> float | None:
    """Return the seconds that Telegram asks to wait, ``None`` when it names none."""
    seconds = answer.value("parameters", "retry_after")
    return float(seconds) if isinstance(seconds, (int, float)) else answer.retry_after


def outcome(answer: Answered) -> Outcome:
    """Say what the answer to a part means."""
    if answer.status == 429:
        return Outcome(LATER, wait(answer), "status 429")
    if answer.status == 400 and "can't parse entities" in str(answer.value("description")):
        return Outcome(PLAIN, reason="markup refused")
    if answer.status == 200 and answer.value("ok") is not True:
        return Outcome(LATER, reason="not ok")
    return usual_outcome(answer)
