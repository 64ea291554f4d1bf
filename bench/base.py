"""A base that grows: the conversations that were really held, copied under other names and earlier dates."""

from __future__ import annotations

import time

import sqlalchemy as sa

from serving.database import Database
from serving.purge import STATEMENT_SECONDS, purge

AGE_DAYS = 40
"""The copies are this old, so that a purge of thirty days takes them and nothing else."""

_GROW = """
INSERT INTO events (sender_id, type_name, timestamp, intent_name, action_name, data)
SELECT copy || '-' || sender_id, type_name, timestamp - {age}, intent_name, action_name, data
FROM generate_series({first}, {last}) AS copy, events JOIN held USING (sender_id) ORDER BY copy, id;
INSERT INTO conversations (sender_id, version, last_used)
SELECT copy || '-' || sender_id, version, last_used - {age}
FROM generate_series({first}, {last}) AS copy, conversations JOIN held USING (sender_id);
"""


class Base:
    """The base of the servers under load; the conversations held until now are what is copied.

    Args:
        url: address of the PostgreSQL.
    """

    def __init__(self, url: str) -> None:
        self._url = url
        self._engine = sa.create_engine(url)
        with self._engine.begin() as connection:
            connection.execute(sa.text("CREATE TABLE held AS SELECT sender_id FROM conversations"))
        self._copies = 0
        self._held = self._count()

    def grow_to(self, turns: int) -> float:
        """Copy what was held until so many turns are stored; return the seconds it took."""
        start = time.perf_counter()
        copies = max(0, -(-(turns - self._held) // self._held))
        if copies > self._copies:
            grow = _GROW.format(first=self._copies + 1, last=copies, age=AGE_DAYS * 86400)
            with self._engine.begin() as connection:
                connection.execute(sa.text(grow))
            self._copies = copies
            # A base that grew for weeks was vacuumed often; this one would be just while it is measured.
            with self._engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.execute(sa.text("VACUUM ANALYZE events, conversations"))
        return time.perf_counter() - start

    def megabytes(self) -> float:
        """Size of the base."""
        with self._engine.connect() as connection:
            return connection.execute(sa.text("SELECT pg_database_size(current_database())")).scalar() / 1e6

    def purge(self) -> int:
        """Erase the copies as `make purge` does."""
        return purge(Database(self._url, STATEMENT_SECONDS), 30)

    def _count(self) -> int:
        with self._engine.connect() as connection:
            return connection.execute(
                sa.text("SELECT count(*) FROM events WHERE type_name = 'user'")
            ).scalar()
