"""One turn of the conversation: what was said, what is remembered, what will be answered."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import law
from hearing import details

from . import notes, questions, reading, verdict
from .state import State

MAX_TEXT = 1000
CONTINUE = {"title": "Continuer", "payload": "/check_plan"}
AFTER = [
    {"title": "Changer un point", "payload": "/correct"},
    {"title": "Où en est-on ?", "payload": "/recap"},
]
_RESUME_AFTER = 2 * 3600


@dataclass(frozen=True)
class Understanding:
    """What the classifier made of a message.

    label is a dialogue act, or "faq/<topic>"; ranking holds (label, probability), best first;
    choice, topic and theme come from a button.
    """

    text: str
    label: str
    confidence: float
    ranking: tuple[tuple[str, float], ...] = ()
    choice: str | None = None
    topic: str | None = None
    theme: str | None = None
    is_button: bool = False

    def probability(self, label: str) -> float:
        return next((p for name, p in self.ranking if name == label), 0.0)

    @property
    def topics(self) -> list[tuple[str, float]]:
        """The FAQ topics of the ranking, best first."""
        return [(name[4:], p) for name, p in self.ranking if name.startswith("faq/")]


@dataclass
class Message:
    """A bot message; `response` names a text of domain.yml used in place of `text`."""

    text: str | None = None
    response: str | None = None
    buttons: list[dict[str, str]] = field(default_factory=list)
    custom: dict[str, Any] | None = None


@dataclass
class Turn:
    """A message being answered: acts read it, change `state`, and `say` things."""

    understanding: Understanding
    state: State
    today: date
    now: float
    in_terminal: bool = False
    messages: list[Message] = field(default_factory=list)

    def say(
        self,
        text: str | None = None,
        *,
        response: str | None = None,
        buttons: list[dict[str, str]] | None = None,
        custom: dict[str, Any] | None = None,
    ) -> None:
        self.messages.append(Message(text, response, buttons or [], custom))

    @cached_property
    def text(self) -> str:
        """The message as people read it: no control characters, at most MAX_TEXT characters."""
        kept = "".join(c for c in self.understanding.text if c in "\n\t" or unicodedata.category(c)[0] != "C")
        return kept[:MAX_TEXT].strip()

    @cached_property
    def readable(self) -> bool:
        return bool(re.search(r"[^\W_]", self.text))

    @cached_property
    def found(self) -> details.Found:
        """Details of the plan in the message, read in the light of the open question."""
        if self.understanding.is_button or not self.readable:
            return details.Found()
        found = reading.read(self.text, self.today, self.open_question, self.state.plan)
        if self.state.answered and not reading.says_anything(found) and reading.takes_back(self.text):
            return reading.read(self.text, self.today, self.state.answered, self.state.plan)
        return found

    @property
    def open_question(self) -> str | None:
        """The open question as `details` names it: "q6_dates", or "q6_dates:end_date" for a part."""
        asked, part = self.state.asked, self.state.asked_field
        if not asked:
            return None
        return f"{asked}:{part}" if part and len(questions.questions()[asked].parts) > 1 else asked

    @property
    def answers_open_question(self) -> bool:
        """Whether a detail that the open question asks for was found."""
        if not self.state.asked:
            return False
        wanted = questions.fills(self.state.asked) | {"same_goals"}
        vague = set(self.found.approximate) & wanted
        return bool(set(self.found.fields) & wanted or vague or self.found.rejected or self.found.conflicts)

    @property
    def says_details(self) -> bool:
        return bool(
            self.found.fields or self.found.rejected or self.found.conflicts or self.found.approximate
        )

    @property
    def resumes(self) -> bool:
        """Whether the person comes back after hours to an unfinished check."""
        last = self.state.last_turn
        return bool(self.state.active and last and self.now - last > _RESUME_AFTER)

    def put_next(self, insist: bool = True) -> None:
        """Put the next question, or give the verdict when nothing more can be asked."""
        self.state.active = True
        put = questions.next_put(self.state, self.today, insist)
        if put:
            self.say(put.text, buttons=put.buttons, custom=put.custom)
        else:
            self.conclude()

    def put_again(self) -> None:
        """After a digression, bring the open question back; stay quiet when there is none."""
        state = self.state
        if not state.active or not state.asked:
            return
        put = questions.put_again(state, self.today)
        if put:
            self.say(put.text, buttons=put.buttons, custom=put.custom)
        else:
            name = questions.questions()[state.asked].name
            self.say(
                f"Quand vous voudrez, nous reprendrons votre projet (il restait : {name}).",
                buttons=[CONTINUE],
            )

    def conclude(self) -> None:
        """Give the verdict, and what to do next."""
        state = self.state
        state.active, state.concluded = False, True
        state.close_question()
        result = law.check(state.plan, self.today)
        notes.forget_birth_date(state, self.today)
        state.told = [finding.id for finding in result.violations]
        custom = verdict.as_custom(result, state.plan, self.today)
        given = [result.verdict, state.told, [finding.id for finding in result.warnings], result.missing]
        if given == state.verdict:
            self.say(f"Le résultat reste le même : {verdict.headline(result)}", custom=custom, buttons=AFTER)
            return
        state.verdict = given
        self.say(verdict.tell(result, state.plan, self.today), custom=custom)
        buttons = [{"title": "Changer un point", "payload": "/correct"}]
        if result.missing:
            buttons.insert(0, {"title": "Compléter mon projet", "payload": "/check_plan"})
        if result.violations:
            buttons.append({"title": "Pourquoi ?", "payload": "/why_asking"})
        if law.nearest_lawful(state.plan, self.today):
            buttons.insert(
                0,
                {
                    "title": "Voir le projet conforme le plus proche",
                    "payload": '/what_if{"choice": "nearest"}',
                },
            )
        buttons += [
            {"title": "Le dossier à envoyer", "payload": "/document"},
            {"title": "Parler à un conseiller", "payload": "/human"},
        ]
        self.say(verdict.tell_next(result, state.plan, self.today), buttons=buttons)
