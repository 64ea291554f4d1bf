"""The database of the conversations: SQLite or PostgreSQL, reached from threads, never blocking.

Every failure becomes ``TurnFailed``. Each piece of work runs in one transaction, on a connection of its own:
after a restart of PostgreSQL there is no stale connection to find out about.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import socket
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlalchemy.engine import Connection
from sqlalchemy.pool import NullPool

from serving.deadline import seconds_left
from serving.faults import DEADLINE, STORE, TurnFailed

logger = logging.getLogger(__name__)

Result = TypeVar("Result")

THREADS = 16
CONNECT_TIMEOUT_SECONDS = 3

TABLES = sa.MetaData()
"""Every table; the first piece of work creates those that are missing."""

EVENTS = sa.Table(
    "events",
    TABLES,
    sa.Column("id", sa.Integer, primary_key=True),
    sa.Column("sender_id", sa.String(255), nullable=False, index=True),
    sa.Column("type_name", sa.String(255), nullable=False),
    sa.Column("timestamp", sa.Float),
    sa.Column("intent_name", sa.String(255)),
    sa.Column("action_name", sa.String(255)),
    sa.Column("data", sa.Text),
)
"""The table of Rasa's ``SQLTrackerStore``, so that its other tools read what we write. Written again here
because importing Rasa takes ten seconds, and the purge needs nothing else of it."""

CONVERSATIONS = sa.Table(
    "conversations",
    TABLES,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    sa.Column("version", sa.Integer, nullable=False),
    sa.Column("last_used", sa.Float, nullable=False, index=True),
)
"""One row per conversation. ``version`` grows by one with each saved turn: a turn that was read at another
version than the stored one is refused, so two processes can never write over each other."""

HEALTH = sa.Table(
    "health",
    TABLES,
    sa.Column("id", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("checked", sa.Float, nullable=False),
)
"""One row that the health check rewrites."""


class Database:
    """A database reached by short transactions in threads.

    Args:
        url: ``sqlite:///file`` or ``postgresql://…``.
        timeout: longest time in seconds for one piece of work before it is given up.
    """

    def __init__(self, url: str, timeout: float) -> None:
        self.url = sa.engine.make_url(url)
        self.timeout = timeout
        self._tables_ready = False
        self._tables_guard = threading.Lock()
        self._threads = ThreadPoolExecutor(THREADS, thread_name_prefix="database")
        self._engine = self._create_engine()

    async def run(self, work: Callable[[Connection], Result]) -> Result:
        """Run ``work`` in a transaction and return what it returns.

        Raises:
            TurnFailed: the database failed or took too long; nothing was written, or (when the answer of a
                commit was lost) everything was.
        """
        seconds = min(self.timeout, seconds_left())
        if not seconds:
            raise TurnFailed(DEADLINE)
        attempt = _Attempt()
        future = self._threads.submit(self._transaction, work, attempt)
        try:
            return await asyncio.wait_for(asyncio.wrap_future(future), seconds)
        except asyncio.TimeoutError:
            raise TurnFailed(STORE, "timeout") from None
        finally:
            if not future.done() or future.cancelled():
                attempt.abandon()

    def run_now(self, work: Callable[[Connection], Result]) -> Result:
        """Run ``work`` in a transaction from a program without an event loop."""
        return self._transaction(work, _Attempt())

    def _transaction(self, work: Callable[[Connection], Result], attempt: _Attempt) -> Result:
        try:
            with self._engine.connect() as connection:
                attempt.started(connection)
                self._prepare_tables(connection)
                with connection.begin():
                    result = work(connection)
                    if attempt.abandoned:
                        raise TurnFailed(STORE, "abandoned")
                return result
        except Exception as error:
            self._tables_ready = False
            logger.error("database failed", extra={"cause": _cause(error)})
            raise TurnFailed(STORE, _cause(error)) from None
        finally:
            attempt.ended()

    def _prepare_tables(self, connection: Connection) -> None:
        """Create missing tables at the first use, which may come long after the start."""
        if self._tables_ready:
            return
        # Two threads, or two processes, that start together would create the same table.
        with self._tables_guard, connection.begin():
            if connection.dialect.name == "postgresql":
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(727433)"))
            TABLES.create_all(connection)
        self._tables_ready = True

    def _create_engine(self) -> sa.engine.Engine:
        if self.url.get_backend_name() == "postgresql":
            milliseconds = int(self.timeout * 1000)
            return sa.create_engine(
                self.url,
                poolclass=NullPool,
                hide_parameters=True,
                connect_args={
                    "connect_timeout": CONNECT_TIMEOUT_SECONDS,
                    "tcp_user_timeout": milliseconds,
                    "application_name": "assistant-immersion",
                    "options": f"-c statement_timeout={milliseconds} -c lock_timeout={milliseconds}"
                    f" -c idle_in_transaction_session_timeout={2 * milliseconds}",
                },
            )
        if self.url.database and self.url.database != ":memory:":
            Path(self.url.database).parent.mkdir(parents=True, exist_ok=True)
        engine = sa.create_engine(
            self.url,
            poolclass=NullPool,
            hide_parameters=True,
            connect_args={"timeout": self.timeout * 0.75, "check_same_thread": False},
        )
        sa.event.listen(engine, "connect", _erase_for_good)
        return engine


class _Attempt:
    """One piece of work under way, that the event loop may give up."""

    def __init__(self) -> None:
        self.abandoned = False
        self._descriptor: int | None = None
        self._guard = threading.Lock()

    def started(self, connection: Connection) -> None:
        fileno = getattr(connection.connection, "fileno", None)
        with self._guard:
            self._descriptor = fileno() if fileno else None

    def ended(self) -> None:
        with self._guard:
            self._descriptor = None

    def abandon(self) -> None:
        """Forbid the commit, and wake a thread that waits for a server that no longer answers."""
        self.abandoned = True
        with self._guard:
            if self._descriptor is None:
                return
            with contextlib.suppress(OSError), socket.socket(fileno=os.dup(self._descriptor)) as wire:
                wire.shutdown(socket.SHUT_RDWR)


def _erase_for_good(connection: Any, _record: Any) -> None:
    # Without it, SQLite leaves the bytes of deleted rows in the file.
    connection.execute("PRAGMA secure_delete = ON")


def _cause(error: Exception) -> str:
    """Return technical words without any value: an SQL error may quote what was written."""
    original = getattr(error, "orig", None)
    names = type(error).__name__ + (f"/{type(original).__name__}" if original is not None else "")
    code = getattr(original, "pgcode", None)
    return f"{names} {code}" if code else names
