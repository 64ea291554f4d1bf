"""Reads what a browser sent. Whatever the bytes, the result is a ``Message`` or a ``Refused``."""

from __future__ import annotations

import json
import unicodedata
import uuid
from dataclasses import dataclass
from typing import Any

from channels.refusals import bad_request, unprocessable

MAXIMUM_DEPTH = 20
MAXIMUM_PAYLOAD_LENGTH = 2000
INTENT_PREFIX = "/"

_KINDS = {"text", "payload", "field"}
_ALLOWED_CONTROLS = "\n\t"


@dataclass(frozen=True)
class Message:
    """One message of a person: free ``text``, the ``payload`` of a button, or the ``value`` of a ``field``.

    ``message_id`` is the canonical form of the UUID that the browser gave.
    """

    message_id: str
    text: str | None = None
    payload: str | None = None
    field: str | None = None
    value: Any = None


def read_message(body: bytes, text_limit: int) -> Message:
    """Read the body of ``POST /chat/messages``.

    Args:
        body: the bytes received.
        text_limit: longest free text, in characters.

    Raises:
        Refused: 400 for bytes that are not one JSON object, 422 for an object that is not a message.
    """
    fields = read_object(body)
    message_id = message_id_in(fields)
    if len(_KINDS & set(fields)) != 1:
        raise unprocessable(
            "text_or_payload", "Envoyez soit un texte, soit le choix d'un bouton, soit la valeur d'un champ."
        )
    if "field" in fields:
        name = fields["field"]
        if not isinstance(name, str) or "value" not in fields:
            raise unprocessable("field_invalid", "Cette réponse n'a pas la forme attendue.")
        return Message(message_id, field=name, value=fields["value"])
    if "payload" in fields:
        payload = fields["payload"]
        if not isinstance(payload, str) or not 0 < len(payload) <= MAXIMUM_PAYLOAD_LENGTH:
            raise unprocessable(
                "payload_invalid", "Ce choix n'est pas reconnu. Choisissez un bouton proposé."
            )
        return Message(message_id, payload=payload)
    return Message(message_id, text=_free_text(fields["text"], text_limit))


def read_object(body: bytes) -> dict[str, Any]:
    """Return the JSON object in ``body``.

    Raises:
        Refused: 400, the bytes are not UTF-8, not JSON, not an object, nested too deep, or name a key twice.
    """
    try:
        document = body.decode("utf-8")
        _refuse_deep_nesting(document)
        value = json.loads(
            document, object_pairs_hook=_without_repeated_keys, parse_constant=_refuse_constant
        )
    except (ValueError, RecursionError):
        raise bad_request(
            "json_invalid", "Votre message n'a pas pu être lu. Envoyez-le de nouveau."
        ) from None
    if not isinstance(value, dict):
        raise bad_request("json_not_object", "Votre message n'a pas la forme attendue.")
    return value


def message_id_in(fields: dict[str, Any]) -> str:
    """Return the canonical form of the UUID of a message.

    Raises:
        Refused: 422, there is none.
    """
    try:
        return str(uuid.UUID(fields.get("id")))
    except (ValueError, AttributeError, TypeError):
        raise unprocessable("id_invalid", "Ce message n'a pas d'identifiant valable.") from None


def plain_text(text: str) -> str:
    """Return ``text`` without what no one can read: lone surrogates, NUL and other control characters.

    A leading ``/`` is taken off: in a free text it is text, and Rasa would take it for a command.
    """
    readable = "".join(character if _is_readable(character) else " " for character in text)
    stripped = unicodedata.normalize("NFC", readable).strip()
    while stripped.startswith(INTENT_PREFIX):
        stripped = stripped[len(INTENT_PREFIX) :].strip()
    return stripped


def _free_text(value: Any, limit: int) -> str:
    if not isinstance(value, str):
        raise unprocessable("text_invalid", "Votre message n'a pas la forme attendue : écrivez un texte.")
    if len(value) > limit:
        raise unprocessable("text_too_long", f"Votre message est trop long : {limit} caractères au plus.")
    text = plain_text(value)
    if not text:
        raise unprocessable("text_empty", "Votre message est vide. Écrivez votre question ou votre réponse.")
    return text


def _is_readable(character: str) -> bool:
    return character in _ALLOWED_CONTROLS or unicodedata.category(character) not in ("Cc", "Cs")


def _refuse_deep_nesting(document: str) -> None:
    if document.count("[") + document.count("{") > MAXIMUM_DEPTH and _depth(document) > MAXIMUM_DEPTH:
        raise ValueError("nested too deep")


def _depth(document: str) -> int:
    deepest = depth = 0
    in_string = escaped = False
    for character in document:
        if in_string:
            if escaped:
                escaped = False
            elif character == "\\":
                escaped = True
            elif character == '"':
                in_string = False
        elif character == '"':
            in_string = True
        elif character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    return deepest


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    fields = dict(pairs)
    if len(fields) != len(pairs):
        raise ValueError("repeated key")
    return fields


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")
