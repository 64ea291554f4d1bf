"""Counts of conversations, by the week in which each began.

A conversation counts once under each name and key that it touched: the answer on a topic given three times is
one. What is still stored is counted when asked for; what is erased for its age was added to the table just
before, in the same transaction. A conversation that the person erased leaves nothing, here neither.
"""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from serving.conversations import Turn, turns
from serving.database import CONVERSATIONS, TABLES
from serving.happened import ANSWERED, happened
from serving.opinions import OPINIONS

FIGURES = sa.Table(
    "figures",
    TABLES,
    sa.Column("week", sa.String(8), primary_key=True),
    sa.Column("name", sa.String(16), primary_key=True),
    sa.Column("key", sa.String(64), primary_key=True),
    sa.Column("count", sa.Integer, nullable=False),
)
"""How many erased conversations of a week touched a key of a name. Nothing of a person."""

Counts = Counter[tuple[str, str, str]]
"""Conversations by (week, name, key)."""

Opinion = tuple[str, bool]
"""A topic, and whether its answer was of use."""


def touched(conversation: list[Turn], opinions: Iterable[Opinion] = ()) -> set[tuple[str, str]]:
    """The names and keys that a conversation counts under.

    Args:
        conversation: its turns.
        opinions: what the person thinks of answers.
    """
    found = {("conversations", ""), ("channel", conversation[0].channel or "other")}
    asked = verdict = None
    for turn in conversation:
        what = happened(turn.messages)
        found |= {("topic", topic) for topic in what.topics}
        found |= {("broken", rule) for rule in what.broken}
        if what.understood != ANSWERED:
            found.add(("missed", what.understood))
        if what.human:
            found.add(("human", ""))
        asked = None if what.verdict else (what.asked or asked)
        verdict = what.verdict or verdict
    if verdict:
        found.add(("verdict", verdict))
    if asked:
        found.add(("stopped", asked))
    for topic, useful in opinions:
        found |= {("opinion", "useful")} if useful else {("opinion", "useless"), ("useless", topic)}
    return found


def count(connection: Connection, senders: Iterable[str]) -> Counts:
    """Count conversations, of which those without a message are left out."""
    counts: Counts = Counter()
    for sender in senders:
        conversation = turns(connection, sender)
        if conversation:
            week, opinions = week_of(conversation[0].at), _opinions(connection, sender)
            counts.update((week, *name_and_key) for name_and_key in touched(conversation, opinions))
    return counts


def keep(connection: Connection, senders: Iterable[str]) -> None:
    """Add conversations to the table: call it in the transaction that erases them."""
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    for (week, name, key), number in count(connection, senders).items():
        insert = dialect.insert(FIGURES).values(week=week, name=name, key=key, count=number)
        total = FIGURES.c.count + insert.excluded.count
        connection.execute(
            insert.on_conflict_do_update(index_elements=["week", "name", "key"], set_={"count": total})
        )


def all_counts(connection: Connection) -> Counts:
    """The counts of every conversation, erased for its age or still stored."""
    counts = count(connection, connection.execute(sa.select(CONVERSATIONS.c.sender_id)).scalars().all())
    for week, name, key, number in connection.execute(sa.select(FIGURES)):
        counts[week, name, key] += number
    return counts


def week_of(at: float) -> str:
    """The week of a moment, as "2026-W48"."""
    year, week, _ = datetime.datetime.fromtimestamp(at, datetime.timezone.utc).isocalendar()
    return f"{year}-W{week:02}"


def weeks_between(first: str, last: str) -> Iterator[str]:
    """Every week from one to another, both included."""
    day = datetime.date.fromisocalendar(int(first[:4]), int(first[-2:]), 1)
    while (week := "{}-W{:02}".format(*day.isocalendar()[:2])) <= last:
        yield week
        day += datetime.timedelta(weeks=1)


def _opinions(connection: Connection, sender: str) -> list[Opinion]:
    query = sa.select(OPINIONS.c.topic, OPINIONS.c.useful).where(OPINIONS.c.sender_id == sender)
    return [(row.topic, row.useful) for row in connection.execute(query)]
