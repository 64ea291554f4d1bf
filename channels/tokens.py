"""Session tokens: an unguessable id made by the server, an expiry, and a signature.

The database never holds the id, only a keyed hash of it: whoever reads the database cannot take part in a
conversation, and whoever holds a token cannot find its rows without the key.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

VERSION, DEVICE_VERSION = "v1", "v2"
DEVICE_MARK = "~"
ID_BYTES = 24
MAXIMUM_TOKEN_LENGTH = 200


class TokenRefused(Exception):
    """The token is not one of ours, or it is too old (``expired``)."""

    def __init__(self, expired: bool = False) -> None:
        super().__init__("expired" if expired else "invalid")
        self.expired = expired


@dataclass(frozen=True)
class Session:
    """Whose token it is: the conversation, the secret id it comes from, the device let in later, if any."""

    sender_id: str
    session_id: str
    device: str | None


class Tokens:
    """Makes and checks tokens.

    Args:
        signing_key: the secret of the server.
        lifetime: how long a token is valid, in seconds.
    """

    def __init__(self, signing_key: str, lifetime: float) -> None:
        self._token_key = _derived_key(signing_key, "session token")
        self._sender_key = _derived_key(signing_key, "conversation id")
        self._lifetime = lifetime

    def issue(self) -> str:
        """Return a new token ``v1.<id>.<expiry>.<signature>``."""
        session_id = _encode(secrets.token_bytes(ID_BYTES))
        return self._signed(VERSION, session_id, time.time() + self._lifetime)

    def issue_for(self, session_id: str, device: str, until: float) -> str:
        """Return a token ``v2.<id>~<device>.<expiry>.<signature>`` for another device of a session."""
        return self._signed(DEVICE_VERSION, f"{session_id}{DEVICE_MARK}{device}", until)

    def sender_of(self, token: str) -> str:
        """Return the conversation id, a keyed hash in hexadecimal, of a token.

        Raises:
            TokenRefused: the token is malformed, not signed by this server, or expired.
        """
        return self.read(token).sender_id

    def read(self, token: str) -> Session:
        """Return whose token it is.

        Raises:
            TokenRefused: the token is malformed, not signed by this server, or expired.
        """
        parts = token.split(".")
        if len(token) > MAXIMUM_TOKEN_LENGTH or len(parts) != 4 or not token.isascii():
            raise TokenRefused
        version, named, expiry, signature = parts
        expected = self._signature(f"{version}.{named}.{expiry}")
        if not hmac.compare_digest(signature, expected) or version not in (VERSION, DEVICE_VERSION):
            raise TokenRefused
        if int(expiry) < time.time():
            raise TokenRefused(expired=True)
        session_id, _, device = named.partition(DEVICE_MARK)
        sender_id = hmac.new(self._sender_key, _decode(session_id), hashlib.sha256).hexdigest()
        return Session(sender_id, session_id, device or None)

    def _signed(self, version: str, named: str, until: float) -> str:
        signed = f"{version}.{named}.{int(until)}"
        return f"{signed}.{self._signature(signed)}"

    def _signature(self, signed: str) -> str:
        return _encode(hmac.new(self._token_key, signed.encode(), hashlib.sha256).digest())


def _derived_key(signing_key: str, purpose: str) -> bytes:
    return hmac.new(signing_key.encode(), purpose.encode(), hashlib.sha256).digest()


def _encode(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


def _decode(text: str) -> bytes:
    try:
        return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
    except binascii.Error:
        raise TokenRefused from None
