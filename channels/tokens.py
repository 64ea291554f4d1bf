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

VERSION = "v1"
ID_BYTES = 24
MAXIMUM_TOKEN_LENGTH = 200


class TokenRefused(Exception):
    """The token is not one of ours, or it is too old (``expired``)."""

    def __init__(self, expired: bool = False) -> None:
        super().__init__("expired" if expired else "invalid")
        self.expired = expired


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
        signed = f"{VERSION}.{session_id}.{int(time.time() + self._lifetime)}"
        return f"{signed}.{self._signature(signed)}"

    def sender_of(self, token: str) -> str:
        """Return the conversation id, a keyed hash in hexadecimal, of a token.

        Raises:
            TokenRefused: the token is malformed, not signed by this server, or expired.
        """
        parts = token.split(".")
        if len(token) > MAXIMUM_TOKEN_LENGTH or len(parts) != 4 or not token.isascii():
            raise TokenRefused
        version, session_id, expiry, signature = parts
        expected = self._signature(f"{version}.{session_id}.{expiry}")
        if not hmac.compare_digest(signature, expected) or version != VERSION:
            raise TokenRefused
        if int(expiry) < time.time():
            raise TokenRefused(expired=True)
        return hmac.new(self._sender_key, _decode(session_id), hashlib.sha256).hexdigest()

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
