"""Links that open something of one conversation for fifteen minutes, without a session.

They are for messaging channels, where nobody holds a token. The conversation is encrypted in the link:
whoever sees it learns no id, nothing is stored, and any server of the same key reads it. It may be opened
several times, because messaging applications fetch a link to show a preview.
"""

from __future__ import annotations

import base64
import json

from cryptography.fernet import Fernet, InvalidToken

from serving.keys import derived
from serving.settings import Settings

SECONDS = 15 * 60
PATH = "/chat/link/"
LONGEST = 1000


class LinkRefusedError(Exception):
    """The link is not one of ours, or it is too old."""


class Links:
    """Makes and reads links.

    Args:
        settings: the signing key, and the public address.
    """

    def __init__(self, settings: Settings) -> None:
        key = derived(settings.signing_key, "link of fifteen minutes")
        self._box = Fernet(base64.urlsafe_b64encode(key))
        self._public_url = settings.public_url

    def url(self, what: str, sender_id: str) -> str | None:
        """Return the address that opens `what` of a conversation, or None when PUBLIC_URL is not set.

        Args:
            what: kind of a file ("pdf", "ics", "letters"), or "human" for the form to an adviser.
            sender_id: the conversation.
        """
        if not self._public_url:
            return None
        return f"{self._public_url}{PATH}{self.token(what, sender_id)}"

    def token(self, what: str, sender_id: str) -> str:
        """Return the last part of such an address."""
        return self._box.encrypt(json.dumps([what, sender_id]).encode()).decode()

    def read(self, token: str) -> tuple[str, str]:
        """Return what a link opens, and of which conversation.

        Raises:
            LinkRefusedError: it was changed, it is not ours, or its fifteen minutes are over.
        """
        if len(token) > LONGEST or not token.isascii():
            raise LinkRefusedError
        try:
            what, sender_id = json.loads(self._box.decrypt(token.encode(), ttl=SECONDS))
        except InvalidToken:
            raise LinkRefusedError from None
        return what, sender_id
