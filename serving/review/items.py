"""What conversations have to teach: each sentence, what happened to it, and where it would be learnt.

All is read from the objects that answers carry, never from their words. Personal data is masked.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from serving import opinions
from serving.conversations import Turn, said_by_the_person, turns
from serving.database import CONVERSATIONS

from . import homes, told
from .homes import Home
from .masks import mask

_QUESTION = re.compile(r"/faq(\{.*\})")


@dataclass(frozen=True)
class Item:
    """A sentence to review.

    Attributes:
        sentence: what the person said, masked.
        facts: what happened, for programs.
        happened: the same in French.
        home: where the sentence would be learnt.
        fields: the fields of the plan that it may be about.
    """

    sentence: str
    facts: Mapping[str, Any]
    happened: str
    home: Home
    fields: tuple[str, ...] = ()

    @property
    def key(self) -> str:
        """What makes it the same item at the next run."""
        return f"{self.sentence}\n{self.home}"

    def as_json(self) -> str:
        """One line for programs."""
        line = {"sentence": self.sentence, **self.facts, "file": str(self.home.file)}
        return json.dumps(line, ensure_ascii=False)


def to_review(connection: Connection) -> list[Item]:
    """What every conversation kept has to teach: what was not understood, then what was answered wrongly."""
    senders = connection.execute(sa.select(CONVERSATIONS.c.sender_id)).scalars().all()
    kept = [(turns(connection, sender) or [], opinions.refused(connection, sender)) for sender in senders]
    conversations = [conversation for conversation, _ in kept]
    return [
        *(item for conversation in conversations for item in misses(conversation)),
        *(item for conversation in conversations for item in refused_proposals(conversation)),
        *(item for conversation in conversations for item in corrections(conversation)),
        *(item for conversation, refused in kept for item in useless(conversation, refused)),
    ]


def misses(conversation: list[Turn]) -> Iterator[Item]:
    """What ended with a proposal of topics, an answer that was not read, or « cela sort de mon domaine »."""
    for place, turn in enumerate(conversation):
        if turn.text.startswith("/"):
            continue
        sentence, facts = mask(turn.text), _facts(turn)
        chosen = _asked_by(conversation[place + 1]) if place + 1 < len(conversation) else None
        if (unread := facts.get("unread")) is not None:
            home = homes.first_named(chosen) if chosen else homes.of_details(unread)
            found: dict[str, Any] = {"proposed": [], "chosen": chosen}
            yield Item(sentence, found, told.unread(unread, chosen), home, told.fields_of(unread))
        elif (proposed := facts.get("proposed")) is not None:
            found = {"proposed": proposed, "chosen": chosen}
            home = homes.first_named(chosen, *proposed)
            yield Item(sentence, found, told.proposed(proposed, chosen), home)
        elif facts.get("outside") is True:
            # With a kind, it was told who answers: that is understood.
            yield Item(sentence, {"outside": True}, told.OUTSIDE, homes.OUTSIDE)


def refused_proposals(conversation: list[Turn]) -> Iterator[Item]:
    """The sentences that were taken for a detail that the person then refused."""
    for place, turn in enumerate(conversation):
        detail: dict[str, Any] = _facts(turn).get("refused") or {}
        first = _proposing(conversation[:place], detail)
        if not detail or first is None or conversation[first].text.startswith("/"):
            continue
        home = homes.of_details(_open_question(conversation[:first]))
        sentence = mask(conversation[first].text)
        yield Item(sentence, {"refused": detail}, told.refused(detail), home, tuple(detail))


def corrections(conversation: list[Turn]) -> Iterator[Item]:
    """The sentences answered on a topic in whose place the person chose another: « pas la question ? »."""
    for turn, following in pairwise(conversation):
        facts = _facts(turn)
        if turn.text.startswith("/") or following.text not in facts.get("instead", ()):
            continue
        answered, chosen = _name(facts), _asked_by(following)
        found = {"answered": answered, "chosen": chosen}
        yield Item(mask(turn.text), found, told.corrected(answered, chosen), homes.first_named(chosen))


def useless(conversation: list[Turn], refused: Mapping[str, list[str]]) -> Iterator[Item]:
    """The answers that were found of no use; `refused`: their topics by message id."""
    for turn, shown in zip(conversation, said_by_the_person(conversation), strict=True):
        for topic in refused.get(turn.message_id, ()):
            answers = [_name(custom) for custom in _customs(turn) if custom.get("topic") == topic]
            home = homes.first_named(*answers, topic)
            yield Item(mask(shown), {"useless": topic}, told.useless(topic), home)


def _customs(turn: Turn) -> list[dict[str, Any]]:
    return [message.get("custom") or {} for message in turn.messages]


def _facts(turn: Turn) -> dict[str, Any]:
    """All that the answer carries; of two messages that say the same, the first counts."""
    facts: dict[str, Any] = {}
    for custom in reversed(_customs(turn)):
        facts.update(custom)
    return facts


def _name(about: Mapping[str, Any]) -> str | None:
    """The name of a topic, "salarie", or of an angle, "salarie/dismissal"."""
    names = [about.get("topic"), about.get("angle")]
    return "/".join(name for name in names if name) or None


def _asked_by(turn: Turn) -> str | None:
    """What a button asks; None for words, and for the rest of an answer that was already given."""
    match = _QUESTION.fullmatch(turn.text)
    try:
        carried = json.loads(match[1]) if match else {}
    except json.JSONDecodeError:
        return None
    return None if "choice" in carried else _name(carried)


def _open_question(before: list[Turn]) -> str | None:
    """The question that was open when the person spoke."""
    return _facts(before[-1]).get("asked") if before else None


def _proposing(before: list[Turn], detail: Mapping[str, Any]) -> int | None:
    """The turn whose sentence made this proposal: after an aside, the same one is put again."""
    first = None
    for place in reversed(range(len(before))):
        if _facts(before[place]).get("proposal") == detail:
            first = place
        elif first is not None:
            break
    return first
