"""« Enregistrer et reprendre » : what the base holds so that another device goes on with a conversation.

The person asks for it and gets two secrets, a code of twelve letters to type once and a longer one for a
link. The base holds neither: of each, a keyed hash to find the row, and the session encrypted under the
secret itself. Whoever reads the base, even with the key of the server, cannot go on with a conversation.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass

import sqlalchemy as sa
from cryptography.fernet import Fernet, InvalidToken
from sqlalchemy.engine import Connection

from serving.database import TABLES
from serving.keys import derived

RESUMPTIONS = sa.Table(
    "resumptions",
    TABLES,
    sa.Column("secret_hash", sa.String(64), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("kind", sa.String(8), nullable=False),
    sa.Column("session", sa.Text, nullable=False),
    sa.Column("until", sa.Float, nullable=False),
)
"""A code or a link that was asked for and not used, withdrawn or over."""

DEVICES = sa.Table(
    "devices",
    TABLES,
    sa.Column("device", sa.String(32), primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("opened", sa.Float, nullable=False),
    sa.Column("until", sa.Float, nullable=False),
)
"""The devices that came in by a code or a link, until they are shut out or the seven days are over."""

SECONDS = 7 * 24 * 3600
CODE, LINK = "code", "link"
# Thirty-two letters and figures, without those that are mistaken for one another: five bits each.
ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CODE_LENGTH = 12
LINK_BYTES = 24
LONGEST = 64
_MISTAKEN = str.maketrans("OIL", "011")


@dataclass(frozen=True)
class Saved:
    """What the person is given. `until` is in seconds since the epoch."""

    code: str
    link: str
    until: float


@dataclass(frozen=True)
class Opened:
    """What a secret opens: the session, a new device of it, and until when."""

    session_id: str
    device: str
    until: float


class Resumptions:
    """Makes and takes the secrets.

    Args:
        signing_key: the secret of the server.
    """

    def __init__(self, signing_key: str) -> None:
        self._key = derived(signing_key, "resumption")

    def save(self, connection: Connection, sender_id: str, session_id: str) -> Saved:
        """Make a code and a link for a conversation; those made before are withdrawn, devices stay.

        Args:
            connection: a transaction.
            sender_id: the conversation.
            session_id: the secret part of its token.
        """
        connection.execute(sa.delete(RESUMPTIONS).where(RESUMPTIONS.c.sender_id == sender_id))
        code = "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
        link = secrets.token_urlsafe(LINK_BYTES)
        until = time.time() + SECONDS
        for kind, secret in ((CODE, code), (LINK, link)):
            connection.execute(
                sa.insert(RESUMPTIONS).values(
                    secret_hash=self._hash(secret),
                    sender_id=sender_id,
                    kind=kind,
                    session=self._box(secret).encrypt(session_id.encode()).decode(),
                    until=until,
                )
            )
        return Saved("-".join(code[rank : rank + 4] for rank in range(0, CODE_LENGTH, 4)), link, until)

    def open(self, connection: Connection, secret: str, is_code: bool) -> Opened | None:
        """Take a secret: a code is used up, a link stays until it is withdrawn. None: it opens nothing."""
        secret = (plain_code(secret) or "") if is_code else secret
        if len(secret) > LONGEST:
            return None
        found = (RESUMPTIONS.c.secret_hash == self._hash(secret)) & (
            RESUMPTIONS.c.kind == (CODE if is_code else LINK)
        )
        row = connection.execute(
            sa.select(RESUMPTIONS).where(found, RESUMPTIONS.c.until > time.time())
        ).one_or_none()
        # Two devices that type a code at once: the row goes to one of them.
        if row is None or (is_code and connection.execute(sa.delete(RESUMPTIONS).where(found)).rowcount != 1):
            return None
        try:
            session_id = self._box(secret).decrypt(row.session.encode()).decode()
        except InvalidToken:
            return None
        device = secrets.token_urlsafe(9)
        connection.execute(
            sa.insert(DEVICES).values(
                device=device, sender_id=row.sender_id, opened=time.time(), until=row.until
            )
        )
        return Opened(session_id, device, row.until)

    def _hash(self, secret: str) -> str:
        return hmac.new(self._key, secret.encode(errors="replace"), hashlib.sha256).hexdigest()

    def _box(self, secret: str) -> Fernet:
        key = hmac.new(self._key, b"box " + secret.encode(errors="replace"), hashlib.sha256).digest()
        return Fernet(base64.urlsafe_b64encode(key))


def plain_code(text: str) -> str | None:
    """Return a code as it was made, from what somebody types (« abcd efgh-jkmn »), or None."""
    letters = "".join(char for char in text.upper().translate(_MISTAKEN) if char.isalnum())
    return letters if len(letters) == CODE_LENGTH and set(letters) <= set(ALPHABET) else None


def is_device(connection: Connection, sender_id: str, device: str) -> bool:
    """Tell whether a device may still take part in a conversation."""
    query = sa.select(DEVICES.c.device).where(
        DEVICES.c.device == device, DEVICES.c.sender_id == sender_id, DEVICES.c.until > time.time()
    )
    return connection.execute(query).scalar() is not None


def devices(connection: Connection, sender_id: str) -> list[float]:
    """Return when other devices opened a conversation, in order."""
    query = sa.select(DEVICES.c.opened).where(DEVICES.c.sender_id == sender_id).order_by(DEVICES.c.opened)
    return list(connection.execute(query).scalars())


def saved_until(connection: Connection, sender_id: str) -> float | None:
    """Return until when a conversation can be resumed, or None when it was not asked for."""
    query = sa.select(sa.func.max(RESUMPTIONS.c.until)).where(
        RESUMPTIONS.c.sender_id == sender_id, RESUMPTIONS.c.until > time.time()
    )
    return connection.execute(query).scalar()


def withdraw(connection: Connection, *sender_ids: str) -> None:
    """Withdraw the code and the link of conversations, and shut every other device out."""
    for table in (RESUMPTIONS, DEVICES):
        connection.execute(sa.delete(table).where(table.c.sender_id.in_(sender_ids)))


def forget_old(connection: Connection) -> None:
    """Erase what is over."""
    for table in (RESUMPTIONS, DEVICES):
        connection.execute(sa.delete(table).where(table.c.until < time.time()))
