"""One message being answered: what was said, what is remembered, what is replied."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from .said import Said
from .state import State

Button = dict[str, str]


@dataclass
class Message:
    """A bot message; `response` names a text of domain.yml used in place of `text`."""

    text: str | None = None
    response: str | None = None
    buttons: list[Button] = field(default_factory=list)
    custom: dict[str, Any] = field(default_factory=dict)


@dataclass
class Turn:
    """A message being answered by one action after the other: each reads it, changes `state`, `say`s things.

    done: the actions of this reply before the present one. now: seconds since the epoch.
    """

    said: Said
    state: State
    today: date
    now: float
    done: Sequence[str] = ()
    in_terminal: bool = False
    messages: list[Message] = field(default_factory=list)

    def say(
        self,
        text: str | None = None,
        *,
        response: str | None = None,
        buttons: list[Button] | None = None,
        custom: dict[str, Any] | None = None,
    ) -> None:
        self.messages.append(Message(text, response, buttons or [], custom or {}))

    @property
    def speaker(self) -> str | None:
        """Who is speaking, once known."""
        return self.state.speaker

    @property
    def open_question(self) -> str | None:
        """The open question, "q6_dates", or "q6_dates:end_date" for a part."""
        asked, part = self.state.asked, self.state.asked_field
        return f"{asked}:{part}" if asked and part else asked
