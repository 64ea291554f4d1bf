"""Sentences to learn from: ``python -m serving.review``.

Prints what was not understood, what was proposed in its place and the button that corrected it, ready to be
added to a topic file; then what was answered and found of no use. Personal data is masked; read each line
before adding it all the same.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from serving import opinions
from serving.conversations import Turn, said_by_the_person, turns
from serving.database import CONVERSATIONS, Database
from serving.faults import TurnFailed
from serving.settings import SettingsError, load_settings

_BEFORE_A_NAME = r"je m'appelle|mon nom est|mr?\.|mme|monsieur|madame"
_MASKS = (
    (re.compile(r"[\w.+-]+@[\w-]+\.[\w.-]+"), "<mail>"),
    (re.compile(r"https?://\S+"), "<lien>"),
    (re.compile(r"(?:\+33|0)\s?[1-9](?:[\s.-]?\d{2}){4}\b"), "<téléphone>"),
    (re.compile(r"\b[12]\s?\d{2}\s?\d{2}\s?\d{2}\s?\d{3}\s?\d{3}(?:\s?\d{2})?\b"), "<numéro>"),
    (re.compile(r"\b\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}\b"), "<date>"),
    (re.compile(r"\b\d{5,}\b"), "<numéro>"),
    (
        re.compile(r"(?i:\b(?:je m'appelle|mon nom est|mr?\.|mme|monsieur|madame))\s+\S+(?:\s[A-Z]\S+)?"),
        "<nom>",
    ),
)
_TOPIC = re.compile(r'/faq\{"topic": "(\w+)"\}')


@dataclass(frozen=True)
class Miss:
    """A sentence that was not understood: the topics proposed, and the one then chosen, if any."""

    sentence: str
    proposed: tuple[str, ...]
    chosen: str | None


@dataclass(frozen=True)
class Useless:
    """A sentence whose answer was found of no use: the sentence, or the words of a button, and the topic."""

    sentence: str
    useless: str


def mask(sentence: str) -> str:
    """Hide mail addresses, links, numbers, dates of birth and names that introduce themselves."""
    for pattern, word in _MASKS:
        sentence = pattern.sub(word, sentence)
    return " ".join(sentence.split())


def misses(conversation: list[Turn]) -> Iterator[Miss]:
    """The turns of a conversation that ended with a proposal or with an answer that was not read."""
    for turn, following in zip(conversation, [*conversation[1:], None], strict=True):
        customs = [message.get("custom") or {} for message in turn.messages]
        proposed = next((custom["proposed"] for custom in customs if "proposed" in custom), None)
        unread = any("unread" in custom for custom in customs)
        if turn.text.startswith("/") or (proposed is None and not unread):
            continue
        match = _TOPIC.fullmatch(following.text) if following else None
        yield Miss(mask(turn.text), tuple(proposed or ()), match[1] if match else None)


def useless(conversation: list[Turn], refused: dict[str, list[str]]) -> Iterator[Useless]:
    """The answers of a conversation that were found of no use; `refused`: their topics by message id."""
    for turn, shown in zip(conversation, said_by_the_person(conversation), strict=True):
        for topic in refused.get(turn.message_id, ()):
            yield Useless(mask(shown), topic)


def to_review(connection: Connection) -> list[Miss | Useless]:
    """What every conversation kept has to teach: misses first."""
    senders = connection.execute(sa.select(CONVERSATIONS.c.sender_id)).scalars().all()
    kept = [(turns(connection, sender) or [], opinions.refused(connection, sender)) for sender in senders]
    missed = [miss for conversation, _ in kept for miss in misses(conversation)]
    return [*missed, *(one for conversation, refused in kept for one in useless(conversation, refused))]


def main() -> None:
    """Print one JSON object a line: the sentence, what was proposed, what was chosen; or what was useless."""
    try:
        settings = load_settings(with_key=False)
        found = Database(settings.database_url, settings.store_timeout).run_now(to_review)
    except SettingsError as error:
        sys.exit(str(error))
    except TurnFailed:
        sys.exit("La base des conversations ne répond pas.")
    for miss in found:
        print(json.dumps(miss.__dict__, ensure_ascii=False))
    print(f"{len(found)} phrase(s) à relire.", file=sys.stderr)


if __name__ == "__main__":
    main()
