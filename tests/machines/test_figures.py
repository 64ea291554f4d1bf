"""The coach's page: what is counted, what is hidden, what is left when conversations are erased."""

from __future__ import annotations

import csv
import json
import os
import re
import subprocess
import sys
import time
import uuid
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

import pytest
import sqlalchemy as sa

import serving.purge
from serving import conversations, opinions
from serving.conversations import open_conversation
from serving.database import CONVERSATIONS, EVENTS, Database
from serving.faults import TurnFailed
from serving.figures.counts import Course, all_counts, touched, week_of, weeks_between
from serving.figures.page import page
from serving.figures.tables import tables
from serving.handover import sent
from serving.purge import purge
from tests.web.service import ROOT, Postgres, Service, Talk

WEEK = "2026-W48"


def course(*turns: list[dict], opinions: tuple = ()) -> Course:
    answers = [[{"custom": custom} for custom in customs] for customs in turns]
    return Course(0.0, "chat", answers, list(opinions))


def shown(counts: dict[tuple[str, str, str], int], name: str) -> dict[str, tuple]:
    table = next(table for table in tables(Counter(counts)) if table.name == name)
    return {row.key: (*row.cells, row.total) for row in table.rows}


def test_a_conversation_counts_once_under_each_thing_that_it_touched() -> None:
    conversation = course([{"topic": "taches"}], [{"topic": "taches"}], [{"human": {}}])
    assert touched(conversation) == {
        ("conversations", ""),
        ("channel", "chat"),
        ("topic", "taches"),
        ("human", ""),
    }


def test_of_several_verdicts_the_last_one_counts_and_every_broken_rule() -> None:
    first = {"verdict": "non_conforme", "violations": ["age_under_16"], "provisional": False}
    conversation = course([first], [{"verdict": "conforme", "violations": [], "provisional": False}])
    found = touched(conversation)
    assert {pair for pair in found if pair[0] == "verdict"} == {("verdict", "conforme")}
    assert ("broken", "age_under_16") in found


def test_a_check_that_reached_no_verdict_stops_where_the_last_question_was() -> None:
    early = {"verdict": "non_conforme", "violations": ["age_under_16"], "provisional": True}
    stopped = [[{"asked": "q1_objective"}], [early, {"asked": "q4_age"}], [{"topic": "taches"}]]
    found = touched(course(*stopped))
    assert ("stopped", "q4_age") in found
    assert not {name for name, _ in found} & {"verdict", "broken"}
    finished = course(*stopped, [{"verdict": "conforme", "provisional": False}])
    assert "stopped" not in {name for name, _ in touched(finished)}


def test_what_was_not_understood_is_counted_by_its_kind() -> None:
    conversation = course([{"proposed": ["taches"]}], [{"unread": "q4_age"}], [{"outside": True}])
    missed = {key for name, key in touched(conversation) if name == "missed"}
    assert missed == {"proposed", "unread", "outside"}


def test_an_answer_judged_of_no_use_is_counted_by_its_topic() -> None:
    found = touched(course([{"topic": "taches"}], opinions=(("taches", False), ("frais", True))))
    assert {("opinion", "useless"), ("opinion", "useful"), ("useless", "taches")} <= found
    assert ("useless", "frais") not in found


def test_a_form_that_was_sent_to_a_person_counts_beside_the_ways_that_were_given() -> None:
    found = touched(Course(0.0, "chat", [[{"custom": {"human": {}}}]], sent=True))
    assert {key for name, key in found if name == "human"} == {"", "sent"}


def test_a_cell_under_five_is_hidden_and_none_is_zero() -> None:
    counts = {(WEEK, "topic", "taches"): 4, (WEEK, "topic", "frais"): 5, ("2026-W47", "topic", "taches"): 9}
    assert shown(counts, "topic") == {"taches": (9, None, None), "frais": (0, 5, 5)}


def test_a_total_whose_hidden_part_is_known_to_be_small_is_hidden() -> None:
    first, second = ("2026-W46", "topic", "frais"), ("2026-W47", "topic", "frais")
    last = {(WEEK, "topic", "frais"): 9}
    assert shown({first: 3, second: 3, **last}, "topic") == {"frais": (None, None, 9, 15)}
    assert shown({first: 2, second: 2, **last}, "topic") == {"frais": (None, None, 9, None)}
    assert shown({second: 4, **last}, "topic") == {"frais": (None, 9, None)}


def test_a_channel_hidden_alone_hides_another_because_their_sum_is_shown() -> None:
    counts = {(WEEK, "channel", "chat"): 20, (WEEK, "channel", "sms"): 7, (WEEK, "channel", "matrix"): 2}
    assert shown(counts, "channel") == {"chat": (20, 20), "sms": (None, None), "matrix": (None, None)}


@pytest.mark.parametrize(
    ("first", "last", "expected"),
    [
        ("2026-W48", "2026-W48", ["2026-W48"]),
        ("2026-W52", "2027-W01", ["2026-W52", "2026-W53", "2027-W01"]),
    ],
)
def test_a_week_without_anybody_is_shown_too(first: str, last: str, expected: list[str]) -> None:
    assert list(weeks_between(first, last)) == expected


def test_the_last_day_of_a_year_may_be_of_the_first_week() -> None:
    assert week_of(time.mktime((2024, 12, 31, 12, 0, 0, 0, 0, 0))) == "2025-W01"


def test_the_page_has_no_script_and_a_table_beside_each_drawing() -> None:
    made = page(tables(Counter({(WEEK, "topic", "<script>"): 9, (WEEK, "topic", "frais"): 12})), "x")
    assert "<script" not in made and "http" not in made.replace("http-equiv", "").replace("http://www.w3", "")
    document = ElementTree.fromstring(re.sub(r"<!doctype html>|<meta[^>]*>", "", made))
    for section in document.iter("section"):
        drawings = list(section.iter("svg"))
        assert all(drawing.get("role") == "img" and drawing.get("aria-label") for drawing in drawings)
        assert len(list(section.iter("table"))) >= len(drawings)
    for table in document.iter("table"):
        assert table.find("caption").text
        assert all(cell.get("scope") for cell in table.iter("th"))


@pytest.fixture
def database(tmp_path: Path) -> Database:
    return Database(f"sqlite:///{tmp_path}/base.db", 4)


@pytest.fixture(params=["sqlite", "postgresql"])
def either(request: pytest.FixtureRequest) -> Database:
    """An empty base of either kind."""
    if request.param == "sqlite":
        return request.getfixturevalue("database")
    return Database(request.getfixturevalue("postgres").create(f"figures_{uuid.uuid4().hex}"), 4)


def remember(database: Database, days_ago: float, *customs: dict, opened: bool = True) -> str:
    """Store a conversation of one turn, or its events alone."""
    sender, at = uuid.uuid4().hex, time.time() - days_ago * 86400
    user = {"event": "user", "text": "Perlimpinpin", "timestamp": at, "input_channel": "sms"}
    bots = [{"event": "bot", "text": "…", "timestamp": at, "data": {"custom": custom}} for custom in customs]

    def write(connection: sa.engine.Connection) -> None:
        if opened:
            open_conversation(connection, sender)
        connection.execute(sa.update(CONVERSATIONS).filter_by(sender_id=sender).values(last_used=at))
        for event in [user, *bots]:
            row = {
                "sender_id": sender,
                "type_name": event["event"],
                "timestamp": at,
                "data": json.dumps(event),
            }
            connection.execute(sa.insert(EVENTS).values(**row))

    database.run_now(write)
    return sender


def test_the_counts_are_the_same_before_and_after_the_purge(either: Database) -> None:
    for _ in range(6):
        sender = remember(either, 40, {"topic": "taches"})
    either.run_now(lambda connection: opinions.keep(connection, sender, "1", "taches", False))
    either.run_now(lambda connection: sent.keep(connection, sender))
    remember(either, 1, {"topic": "taches"})
    before = either.run_now(all_counts)
    assert purge(either, 30) == 6
    assert either.run_now(all_counts) == before
    assert sum(number for (_, name, key), number in before.items() if (name, key) == ("topic", "taches")) == 7
    for once in (("useless", "taches"), ("human", "sent")):
        assert [number for (_, *name_and_key), number in before.items() if tuple(name_and_key) == once] == [1]


def test_an_interrupted_purge_has_counted_what_it_erased_and_the_next_one_takes_the_rest(
    either: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serving.purge, "AT_ONCE", 2)
    for _ in range(5):
        remember(either, 40, {"topic": "taches"})
    before = either.run_now(all_counts)
    erase = conversations.erase
    erased: list[str] = []

    def interrupted(connection: sa.engine.Connection, *senders: str) -> None:
        if erased:
            raise OSError
        erased.extend(senders)
        erase(connection, *senders)

    with monkeypatch.context() as patch, pytest.raises(TurnFailed):
        patch.setattr(conversations, "erase", interrupted)
        purge(either, 30)
    assert either.run_now(all_counts) == before
    assert purge(either, 30) == 3
    assert either.run_now(all_counts) == before


def test_two_purges_at_once_never_take_the_same_conversation(postgres: Postgres) -> None:
    database = Database(postgres.create(f"figures_{uuid.uuid4().hex}"), 4)
    senders = {remember(database, 40) for _ in range(3)}

    def take(connection: sa.engine.Connection, most: int) -> list[str]:
        return conversations.unused(connection, time.time() - 30 * 86400, most)

    def both(connection: sa.engine.Connection) -> tuple[list[str], list[str]]:
        return take(connection, 1), database.run_now(lambda other: take(other, 3))

    first, second = database.run_now(both)
    assert len(first) == 1 and set(second) == senders - set(first)


@pytest.mark.parametrize(("days_ago", "left"), [(40, 0), (1, 2)])
def test_events_without_a_conversation_are_erased_at_the_same_age(
    either: Database, days_ago: float, left: int
) -> None:
    remember(either, days_ago, {"topic": "taches"}, opened=False)
    purge(either, 30)
    kept = sa.select(sa.func.count()).select_from(EVENTS)
    assert either.run_now(lambda connection: connection.execute(kept).scalar()) == left


def test_a_second_purge_adds_to_what_the_first_one_kept(database: Database) -> None:
    for _ in range(2):
        remember(database, 40, {"topic": "taches"})
        assert purge(database, 30) == 1
    kept = database.run_now(all_counts)
    assert set(kept.values()) == {2}


def test_what_is_kept_for_the_figures_holds_nothing_of_a_person(database: Database, tmp_path: Path) -> None:
    sender = remember(database, 40, {"topic": "taches", "plan": {"birth_date": "2009-03-03"}})
    purge(database, 30)
    held = (tmp_path / "base.db").read_bytes()
    assert b"taches" in held
    assert not any(word in held for word in (sender.encode(), b"Perlimpinpin", b"2009-03-03"))


def test_the_command_writes_the_page_and_the_csv_of_what_was_really_said(
    pair: tuple[Service, Service], postgres: Postgres, tmp_path: Path
) -> None:
    for _ in range(5):
        Talk(pair[0].base).say("Est-ce que je serai payée ?")
    command = [sys.executable, "-m", "serving.figures", "--out", str(tmp_path)]
    environment = {**os.environ, "DATABASE_URL": postgres.url()}
    subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, timeout=60)
    with (tmp_path / "figures.csv").open(encoding="utf-8", newline="") as file:
        rows = {(row["tableau"], row["clef"]): row for row in csv.DictReader(file, delimiter=";")}
    assert int(rows["topic", "remuneration"]["conversations"]) >= 5
    assert int(rows["channel", "chat"]["conversations"]) >= 5
    assert rows["topic", "remuneration"]["libellé"] in (tmp_path / "index.html").read_text(encoding="utf-8")
