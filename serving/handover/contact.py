"""How a person can be reached, read from the environment."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from email.headerregistry import Address
from functools import lru_cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from serving.settings import SettingsError, read_env_file

MOST_CHARACTERS = 300
DEFAULT_RECIPIENT = "le conseiller"
DEFAULT_KEEPS = (
    "L'assistant ne garde rien de ce formulaire ; le message reste dans la boîte de qui le reçoit."
)
_EMAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9-]{1,63}(\.[A-Za-z0-9-]{1,63}){1,8}")


@dataclass(frozen=True)
class Mailer:
    """A mail server: name, port, TLS from the first byte or after STARTTLS, and who sends."""

    host: str
    port: int
    implicit_tls: bool
    user: str | None = None
    password: str | None = field(default=None, repr=False)


@dataclass(frozen=True)
class Contact:
    """How to reach a person. What is not configured is None.

    Attributes:
        email: address of the practice, for `mailto:`.
        mailer: server that sends the form; without it there is no form.
        form_to, form_from: who receives it and who sends it, fixed here and never by a request.
        appointment: https address where an appointment is taken.
        recipient: how the practice is called in sentences.
        delay: sentence on when it answers.
        keeps: sentence on what is kept, shown before the person agrees.
    """

    email: str | None = None
    mailer: Mailer | None = None
    form_to: str | None = None
    form_from: str | None = None
    appointment: str | None = None
    recipient: str = DEFAULT_RECIPIENT
    delay: str | None = None
    keeps: str = DEFAULT_KEEPS


def is_email(text: str) -> bool:
    """Tell whether a text is one plain address."""
    if not _EMAIL.fullmatch(text):
        return False
    try:
        Address(addr_spec=text)
    except Exception:  # the parser of addresses raises whatever it meets
        return False
    return True


def load_contact(environment: Mapping[str, str] | None = None) -> Contact:
    """Read how to reach a person.

    Raises:
        SettingsError: a value is malformed, or the form lacks an address.
    """
    variables = dict(os.environ) if environment is None else dict(environment)
    if environment is None:
        for name, value in read_env_file(Path(".env")).items():
            variables.setdefault(name, value)
    email = _email(variables, "CONTACT_EMAIL")
    mailer = _mailer(variables.get("SMTP_URL", "").strip())
    form_to = _email(variables, "HANDOVER_TO") or email
    if mailer and not form_to:
        raise SettingsError("SMTP_URL est là : dites aussi à qui écrire, par HANDOVER_TO ou CONTACT_EMAIL.")
    return Contact(
        email=email,
        mailer=mailer,
        form_to=form_to if mailer else None,
        form_from=(_email(variables, "HANDOVER_FROM") or form_to) if mailer else None,
        appointment=_https(variables.get("APPOINTMENT_URL", "").strip()),
        recipient=_sentence(variables, "HANDOVER_NAME") or DEFAULT_RECIPIENT,
        delay=_sentence(variables, "HANDOVER_DELAY"),
        keeps=_sentence(variables, "HANDOVER_KEEPS") or DEFAULT_KEEPS,
    )


@lru_cache
def contact() -> Contact:
    """Return how to reach a person, read once for this process."""
    return load_contact()


def _email(variables: Mapping[str, str], name: str) -> str | None:
    value = variables.get(name, "").strip()
    if value and not is_email(value):
        raise SettingsError(f"{name} n'est pas une adresse e-mail.")
    return value or None


def _sentence(variables: Mapping[str, str], name: str) -> str | None:
    return " ".join(variables.get(name, "").split())[:MOST_CHARACTERS] or None


def _https(value: str) -> str | None:
    if value and (
        urlsplit(value).scheme != "https" or not urlsplit(value).hostname or len(value.split()) > 1
    ):
        raise SettingsError("APPOINTMENT_URL doit commencer par https://.")
    return value or None


def _mailer(value: str) -> Mailer | None:
    if not value:
        return None
    malformed = SettingsError(
        "SMTP_URL doit avoir la forme smtp://nom:mot-de-passe@serveur:587 (STARTTLS) ou smtps://…:465."
    )
    try:
        parts = urlsplit(value)
        port = parts.port
    except ValueError:
        raise malformed from None
    if parts.scheme not in ("smtp", "smtps") or not parts.hostname:
        raise malformed
    implicit = parts.scheme == "smtps"
    return Mailer(
        host=parts.hostname,
        port=port or (465 if implicit else 587),
        implicit_tls=implicit,
        user=unquote(parts.username) if parts.username else None,
        password=unquote(parts.password) if parts.password else None,
    )
