"""What a person did on a messenger, the same for every messenger."""

from __future__ import annotations

import dataclasses
import json
from dataclasses import dataclass, field
from typing import Any

TEXT = "text"
CHOICE = "choice"
UNREADABLE = "unreadable"
EDITED = "edited"
LEFT = "left"
ENCRYPTED = "encrypted"
MOVED = "moved"


@dataclass(frozen=True)
class Event:
    """One event.

    Attributes:
        id: the provider's own id, the same when it sends the event again.
        kind: a constant of this module.
        who: what identifies the conversation: chat, thread, and the person in a group.
        address: what the provider needs to answer, JSON values.
        value: the text, the id of the choice, or (``MOVED``) nothing.
        at: when it happened, in seconds since 1970; 0 when the provider does not tell.
        group: whether other people read the conversation.
        was: for ``MOVED``, the former ``who``.
    """

    id: str
    kind: str
    who: tuple[str, ...]
    address: dict[str, Any]
    value: str = ""
    at: float = 0.0
    group: bool = False
    was: tuple[str, ...] = field(default=())

    def to_json(self) -> str:
        """Return the event as JSON; a lone surrogate cannot be encoded and is replaced."""
        return json.dumps(dataclasses.asdict(self), ensure_ascii=True)

    @classmethod
    def from_json(cls, document: str) -> Event:
        """Return the event that ``to_json`` wrote."""
        fields = json.loads(document)
        return cls(**{**fields, "who": tuple(fields["who"]), "was": tuple(fields["was"])})
