"""What a person writes in the form, read and refused with a French sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from serving.handover.contact import is_email

LONGEST_NAME, LONGEST_MESSAGE = 100, 2000
_PHONE = re.compile(r"\+?[0-9][0-9 .()/-]{4,24}")
_CHECKED = (True, "1", "on", "oui")


class RequestRefusedError(ValueError):
    """The form cannot be sent as it is. `field` is what to change; the message is one French sentence."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True)
class Request:
    """A form: who writes, how to answer, what goes with it."""

    name: str
    email: str
    phone: str
    message: str
    with_plan: bool
    with_transcript: bool
    consent: bool


def read_request(fields: Mapping[str, Any]) -> Request:
    """Read {"name", "email", "phone", "message", "plan", "transcript", "consent"}.

    Only a way to answer is needed.

    Raises:
        RequestRefusedError: a value is not what it should be, or there is no way to answer.
    """
    email, phone = _line(fields, "email", 254), _line(fields, "phone", 30)
    if email and not is_email(email):
        raise RequestRefusedError("email", "Cette adresse e-mail ne se lit pas. Exemple : prenom@exemple.fr.")
    if phone and not _PHONE.fullmatch(phone):
        raise RequestRefusedError("phone", "Ce numéro ne se lit pas. Exemple : 06 12 34 56 78.")
    if not email and not phone:
        raise RequestRefusedError("email", "Donnez une adresse e-mail ou un numéro de téléphone.")
    return Request(
        name=_line(fields, "name", LONGEST_NAME),
        email=email,
        phone=phone,
        message=_text(fields, "message", LONGEST_MESSAGE),
        with_plan=fields.get("plan") in _CHECKED,
        with_transcript=fields.get("transcript") in _CHECKED,
        consent=fields.get("consent") in _CHECKED,
    )


def _text(fields: Mapping[str, Any], name: str, longest: int) -> str:
    value = fields.get(name) or ""
    if not isinstance(value, str):
        raise RequestRefusedError(name, "Le formulaire n'a pas la forme attendue.")
    if len(value) > longest:
        raise RequestRefusedError(name, f"C'est trop long : {longest} caractères au plus.")
    kept = value.replace("\r\n", "\n")
    readable = (c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs", "Cf") else " " for c in kept)
    return "".join(readable).strip()


def _line(fields: Mapping[str, Any], name: str, longest: int) -> str:
    """One line: what would end a header is a space."""
    return " ".join(_text(fields, name, longest).split())
