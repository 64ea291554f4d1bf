"""Rasa's REST channel for programs on this machine, whatever they send.

Same address and same answers as Rasa's own (`/webhooks/rest/webhook`), but no body is refused with a
stack trace, no conversation is shared by those who give no name, and no empty message is dropped.
"""

from __future__ import annotations

import uuid
from typing import Any

from rasa.core.channels.rest import RestInput
from sanic.request import Request

# What an empty message becomes, so that it is answered like any other that cannot be read.
NOTHING = "…"
# Intents of Rasa itself, that no button offers.
_INTERNAL = ("/session_start", "/back")


class LocalInput(RestInput):
    """The `rest` channel of credentials.yml."""

    @classmethod
    def name(cls) -> str:
        return "rest"

    async def _extract_sender(self, req: Request) -> str:
        sender = _body(req).get("sender")
        return _clean(sender) if isinstance(sender, str) and sender else uuid.uuid4().hex

    def _extract_message(self, req: Request) -> str:
        message = _body(req).get("message")
        text = (_clean(message) if isinstance(message, str) else "").strip() or NOTHING
        return text[1:] if text.startswith(_INTERNAL) else text

    def _extract_input_channel(self, req: Request) -> str:
        return self.name()

    def get_metadata(self, request: Request) -> dict[str, Any] | None:
        metadata = _body(request).get("metadata")
        return metadata if isinstance(metadata, dict) else None


def _body(request: Request) -> dict[str, Any]:
    try:
        body = request.json
    except Exception:  # Sanic raises its own kinds for what is not JSON
        return {}
    return body if isinstance(body, dict) else {}


def _clean(text: str) -> str:
    """Without NUL nor lone surrogates, which databases refuse."""
    return text.replace("\x00", " ").encode("utf-8", "replace").decode("utf-8")
