"""Session tokens: an unguessable id made by the server, an expiry, and a signature.

The database never holds the id, only a keyed hash of it: whoever reads the database cannot take part in a
conversation, and whoever holds a token cannot find its rows without the key.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

from itsdangerous import BadData, Signer
from itsdangerous.encoding import base64_decode, base64_encode

from serving.keys import derived

VERSION, DEVICE_VERSION = "v1", "v2"
SEPARATOR, DEVICE_MARK = ".", "~"
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
        # The expiry is in what is signed: the timestamp of itsdangerous tells when a token was made, and the
        # token of a device ends with its resumption.
        key = derived(signing_key, "session token")
        self._signer = Signer(key, sep=SEPARATOR, key_derivation="none", digest_method=hashlib.sha256)
        self._sender_key = derived(signing_key, "conversation id")
        self._lifetime = lifetime

    def issue(self) -> str:
        """Return a new token ``v1.<id>.<expiry>.<signature>``."""
        session_id = base64_encode(secrets.token_bytes(ID_BYTES)).decode()
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
        if len(token) > MAXIMUM_TOKEN_LENGTH:
            raise TokenRefused
        try:
            signed = self._signer.unsign(token)
            # The last character of a signature has spare bits: four spellings of one would pass.
            if self._signer.sign(signed) != token.encode():
                raise TokenRefused
            version, named, expiry = signed.decode().split(SEPARATOR)
        except (BadData, ValueError):
            raise TokenRefused from None
        if version not in (VERSION, DEVICE_VERSION):
            raise TokenRefused
        if int(expiry) < time.time():
            raise TokenRefused(expired=True)
        session_id, _, device = named.partition(DEVICE_MARK)
        sender_id = hmac.new(self._sender_key, base64_decode(session_id), hashlib.sha256).hexdigest()
        return Session(sender_id, session_id, device or None)

    def _signed(self, version: str, named: str, until: float) -> str:
        return self._signer.sign(SEPARATOR.join((version, named, str(int(until))))).decode()
