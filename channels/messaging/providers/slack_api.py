"""Calls of Slack's Web API and what their answers mean."""

from __future__ import annotations

from typing import Any

from channels.messaging.sending import (
    LATER,
    NEVER,
    SENT,
    WRONG_TOKEN_PAUSE,
    Answered,
    Call,
    Client,
    Outcome,
    usual_outcome,
)
from dossier import File

_TOKEN_ERRORS = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive")
_PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")


class WebApi:
    """The Web API as one token may call it.

    Args:
        server: address of the Web API.
        token: of the bot, or of the app.
    """

    def __init__(self, server: str, token: str) -> None:
        self._server = server
        self._headers = {"Authorization": f"Bearer {token}"}

    def method(self, name: str, data: Any = None, form: dict[str, str] | None = None) -> Call:
        """Return the call of a method."""
        return Call("POST", f"{self._server}/{name}", self._headers, data, form)

    async def share(self, client: Client, file: File, where: dict[str, Any]) -> Outcome:
        """Store a file and show it: Slack wants three calls."""
        asked = {"filename": file.name, "length": str(len(file.content))}
        place = await client.call(self.method("files.getUploadURLExternal", form=asked))
        if place.value("ok") is not True:
            return outcome(place)
        stored = await client.call(Call("POST", place.value("upload_url"), content=file.content))
        if stored.status != 200:
            return usual_outcome(stored)
        shared = {"files": [{"id": place.value("file_id"), "title": file.title}], **where}
        return outcome(await client.call(self.method("files.completeUploadExternal", shared)))


def outcome(answer: Answered) -> Outcome:
    """Say what an answer means: Slack says what failed in the body of a 200."""
    if answer.status != 200:
        return usual_outcome(answer)
    if not isinstance(answer.body, dict):
        return usual_outcome(Answered(502, cause="not JSON"))
    if answer.value("ok") is True:
        return Outcome(SENT)
    error = str(answer.value("error"))
    if error in _TOKEN_ERRORS:
        return Outcome(LATER, WRONG_TOKEN_PAUSE, error)
    return Outcome(LATER if error in _PASSING else NEVER, answer.retry_after, error)
