"""Session tokens: those that browsers hold are read until they end, and nothing else is."""

from __future__ import annotations

import base64
import hashlib
import hmac
import time

import pytest

from channels.tokens import TokenRefused, Tokens

KEY = "key-of-the-tests-0123456789-abcdefghijklmnop"
ID = bytes(range(24))
TOKENS = Tokens(KEY, lifetime=3600)


def mac(key: bytes, text: bytes) -> bytes:
    return hmac.new(key, text, hashlib.sha256).digest()


def plain(data: bytes) -> str:
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def in_a_browser(version: str, named: str, expiry: int) -> str:
    """A token as the first version of the assistant signed it."""
    signed = f"{version}.{named}.{expiry}"
    return f"{signed}.{plain(mac(mac(KEY.encode(), b'session token'), signed.encode()))}"


def test_a_token_that_a_browser_holds_names_the_same_conversation() -> None:
    session = TOKENS.read(in_a_browser("v1", plain(ID), int(time.time()) + 60))
    expected = mac(mac(KEY.encode(), b"conversation id"), ID).hex()
    assert (session.sender_id, session.session_id, session.device) == (expected, plain(ID), None)


def test_a_token_of_another_device_names_the_conversation_and_the_device() -> None:
    until = int(time.time()) + 60
    token = in_a_browser("v2", f"{plain(ID)}~device", until)
    assert TOKENS.issue_for(plain(ID), "device", until) == token
    assert TOKENS.read(token).device == "device"


def test_a_token_ends() -> None:
    with pytest.raises(TokenRefused) as refused:
        TOKENS.read(in_a_browser("v1", plain(ID), int(time.time()) - 1))
    assert refused.value.expired


LATER = int(time.time()) + 3600


@pytest.mark.parametrize(
    "token",
    [
        "",
        "v1",
        "....",
        "é.é.é.é",
        "v1.\udc80.1.a",
        in_a_browser("v3", plain(ID), LATER),
        in_a_browser("v1", plain(ID), LATER).replace("v1", "v2"),
        in_a_browser("v1", plain(ID), LATER).replace(str(LATER), str(LATER + 1)),
        in_a_browser("v1", plain(ID), LATER) + ".a",
        Tokens(KEY + "x", lifetime=3600).issue(),
        "a" * 1_000_000,
    ],
)
def test_what_this_server_did_not_sign_is_refused(token: str) -> None:
    with pytest.raises(TokenRefused) as refused:
        TOKENS.read(token)
    assert not refused.value.expired


ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def test_a_token_has_one_spelling() -> None:
    token = in_a_browser("v1", plain(ID), LATER)
    for last in set(ALPHABET) - {token[-1]}:
        with pytest.raises(TokenRefused):
            TOKENS.read(token[:-1] + last)
