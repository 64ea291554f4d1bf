"""Counts of conversations, by the week in which each began.

A conversation counts once under each name and key that it touched: the answer on a topic given three times is
one. What is still stored is counted when asked for; what is erased for its age was added to the table just
before, in the same transaction. A conversation that the person erased leaves nothing, here neither.
"""

from __future__ import annotations

import datetime
import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Connection

from serving.conversations import BOT, USER
from serving.database import CONVERSATIONS, EVENTS, TABLES
from serving.handover.sent import SENT
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

AT_ONCE = 200
"""Conversations that are read together."""


@dataclass
class Course:
    """A conversation as far as it is counted.

    began: when its first message came, and ``channel``: from where.
    answers: the messages of each turn, objects with a ``custom`` key.
    opinions: what the person thinks of answers.
    sent: whether the form to a person has left.
    """

    began: float
    channel: str
    answers: list[list[dict[str, Any]]] = field(default_factory=list)
    opinions: list[Opinion] = field(default_factory=list)
    sent: bool = False


def touched(course: Course) -> set[tuple[str, str]]:
    """The names and keys that a conversation counts under."""
    found = {("conversations", ""), ("channel", course.channel or "other")}
    asked = verdict = None
    for messages in course.answers:
        what = happened(messages)
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
    if course.sent:
        found.add(("human", "sent"))
    for topic, useful in course.opinions:
        found |= {("opinion", "useful")} if useful else {("opinion", "useless"), ("useless", topic)}
    return found


def count(connection: Connection, senders: Sequence[str]) -> Counts:
    """Count conversations, of which those without a message are left out."""
    counts: Counts = Counter()
    for start in range(0, len(senders), AT_ONCE):
        for course in _courses(connection, senders[start : start + AT_ONCE]):
            week = week_of(course.began)
            counts.update((week, *name_and_key) for name_and_key in touched(course))
    return counts


def keep(connection: Connection, senders: Sequence[str]) -> None:
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


def _courses(connection: Connection, senders: Sequence[str]) -> Iterable[Course]:
    """Read conversations. Of what a person sent, nearly all that is stored, only the first row is read."""
    of_them = EVENTS.c.sender_id.in_(senders)
    first = sa.select(sa.func.min(EVENTS.c.id)).where(of_them, EVENTS.c.type_name == USER)
    query = sa.select(EVENTS.c.sender_id, EVENTS.c.timestamp, EVENTS.c.data)
    courses = {
        sender: Course(began, json.loads(data).get("input_channel") or "")
        for sender, began, data in connection.execute(
            query.where(EVENTS.c.id.in_(first.group_by(EVENTS.c.sender_id)))
        )
    }
    answer = sa.case((EVENTS.c.type_name == BOT, EVENTS.c.data))
    said = sa.select(EVENTS.c.sender_id, answer).where(of_them, EVENTS.c.type_name.in_([USER, BOT]))
    for sender, data in connection.execute(said.order_by(EVENTS.c.id)):
        if data is None:
            courses[sender].answers.append([])
        elif sender in courses and courses[sender].answers:
            said_with = json.loads(data).get("data") or {}
            courses[sender].answers[-1].append({"custom": said_with.get("custom")})
    opinions = sa.select(OPINIONS.c.sender_id, OPINIONS.c.topic, OPINIONS.c.useful)
    for sender, topic, useful in connection.execute(opinions.where(OPINIONS.c.sender_id.in_(list(courses)))):
        courses[sender].opinions.append((topic, useful))
    for sender in connection.execute(
        sa.select(SENT.c.sender_id).where(SENT.c.sender_id.in_(senders))
    ).scalars():
        if sender in courses:
            courses[sender].sent = True
    return courses.values()
