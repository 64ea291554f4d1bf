"""Hides who wrote: keyed hashes for what is compared, encryption for what must be read back once.

All keys derive from ``CHAT_SIGNING_KEY`` under names of their own. Whoever changes it makes every messaging
conversation unknown, not only the web sessions.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import uuid

from cryptography.fernet import Fernet

from channels.messaging.event import Event
from serving.keys import derived

CHOICE_LENGTH = 16
_SEPARATOR = "\0"


class Keys:
    """Hashes and encryption of the messaging channels.

    Args:
        signing_key: the secret of the server.
    """

    def __init__(self, signing_key: str) -> None:
        self._hash_key = derived(signing_key, "messaging hashes")
        self._fernet = Fernet(base64.urlsafe_b64encode(derived(signing_key, "messaging content")))

    def conversation(self, channel: str, own_id: str, who: tuple[str, ...]) -> str:
        """Return the conversation id of a person who writes to ``own_id`` on ``channel``."""
        return self._hash("conversation", channel, own_id, *who)

    def event(self, channel: str, own_id: str, event: Event) -> str:
        """Return the hash by which an event is known again."""
        return self._hash("event", channel, own_id, event.id)

    def message_id(self, event_hash: str) -> str:
        """Return the UUID of the turn that answers an event."""
        return str(uuid.UUID(self._hash("turn", event_hash)[:32]))

    def choice(self, payload: str) -> str:
        """Return the short id that a button carries in place of its payload."""
        return self._hash("choice", payload)[:CHOICE_LENGTH]

    def tap(self, conversation: str, choice: str) -> str:
        """Return the hash by which the second tap of a double tap is known."""
        return self._hash("tap", conversation, choice)

    def encrypt(self, text: str) -> str:
        """Return ``text`` so that only ``decrypt`` reads it."""
        return self._fernet.encrypt(text.encode("utf-8")).decode("ascii")

    def decrypt(self, token: str) -> str:
        """Return what ``encrypt`` hid.

        Raises:
            cryptography.fernet.InvalidToken: it was hidden under another key.
        """
        return self._fernet.decrypt(token.encode("ascii")).decode("utf-8")

    def _hash(self, *parts: str) -> str:
        data = _SEPARATOR.join(parts).encode("utf-8", "backslashreplace")
        return hmac.new(self._hash_key, data, hashlib.sha256).hexdigest()
