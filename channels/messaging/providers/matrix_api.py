"""Calls of the client-server API of Matrix and what their answers mean."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote, urlencode

from channels.messaging.sending import CALL_SECONDS, LATER, Answered, Call, Outcome, usual_outcome
from dossier import File


class ClientApi:
    """The client-server API of one account.

    Args:
        server: address of the home server.
        token: access token of the account.
    """

    def __init__(self, server: str, token: str) -> None:
        self._server = server
        self._headers = {"Authorization": f"Bearer {token}"}

    def request(
        self,
        method: str,
        path: str,
        data: Any = None,
        query: dict[str, str] | None = None,
        seconds: float = CALL_SECONDS,
    ) -> Call:
        """Return a call."""
        asked = f"?{urlencode(query)}" if query else ""
        url = f"{self._server}/_matrix/client/v3{path}{asked}"
        return Call(method, url, self._headers, data, seconds=seconds)

    def send(self, room: str, content: dict[str, Any], part_id: str) -> Call:
        """Return the call that sends a message; the same ``part_id`` never makes a second one."""
        return self.request("PUT", f"/rooms/{quote(room)}/send/m.room.message/{part_id}", content)

    def redact(self, room: str, event_id: str) -> Call:
        """Return the call that empties a message of ours."""
        path = f"/rooms/{quote(room)}/redact/{quote(event_id)}/r{event_id[1:20]}"
        return self.request("PUT", path, {"reason": "effacement demandé"})

    def upload(self, file: File) -> Call:
        """Return the call that stores a file."""
        headers = self._headers | {"Content-Type": file.content_type}
        where = f"{self._server}/_matrix/media/v3/upload?{urlencode({'filename': file.name})}"
        return Call("POST", where, headers, content=file.content)


def wait(answer: Answered) -> float | None:
    """Return the seconds that a home server asks to wait, ``None`` when it names none."""
    milliseconds = answer.value("retry_after_ms")
    return milliseconds / 1000 if isinstance(milliseconds, (int, float)) else answer.retry_after


def outcome(answer: Answered) -> Outcome:
    """Say what the answer to a part means."""
    if answer.status == 429:
        return Outcome(LATER, wait(answer), "M_LIMIT_EXCEEDED")
    return usual_outcome(answer)
