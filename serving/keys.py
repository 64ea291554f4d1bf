"""One key for each purpose, derived from the secret of the server: what is made for one opens no other."""

from __future__ import annotations

import hashlib
import hmac


def derived(signing_key: str, purpose: str) -> bytes:
    """Return the key of a purpose.

    Args:
        signing_key: ``CHAT_SIGNING_KEY``.
        purpose: its name. Another name makes all that was made with the key worth nothing.
    """
    return hmac.new(signing_key.encode(), purpose.encode(), hashlib.sha256).digest()
