"""Erases old conversations: ``python -m serving.purge --days 30``."""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable
from functools import partial

from sqlalchemy.engine import Connection

from serving import conversations, deliveries
from serving.database import Database
from serving.faults import TurnFailed
from serving.figures.counts import keep
from serving.resume import forget_old
from serving.settings import SettingsError, load_settings

DEFAULT_DAYS = 30
SECONDS_PER_DAY = 24 * 3600

AT_ONCE = 200
"""Conversations erased in one transaction: a purge that is interrupted keeps what it has done."""

STATEMENT_SECONDS = 300.0
"""Longest time for one statement. A turn is given up long before; nobody waits for a purge."""


def purge(database: Database, days: float) -> int:
    """Erase what is older than ``days`` days, but for the counts; return how many conversations that was."""
    limit = time.time() - days * SECONDS_PER_DAY
    database.run_now(partial(_erase_the_rest, days=days))
    return sum(_until_none(database, partial(erase, limit=limit)) for erase in (_erase_strays, _erase_unused))


def _until_none(database: Database, erase: Callable[[Connection], int]) -> int:
    erased = 0
    while count := database.run_now(erase):
        erased += count
    return erased


def _erase_the_rest(connection: Connection, days: float) -> None:
    deliveries.purge(connection, days)
    forget_old(connection)


def _erase_strays(connection: Connection, limit: float) -> int:
    senders = conversations.strays(connection, limit, AT_ONCE)
    conversations.erase(connection, *senders)
    return len(senders)


def _erase_unused(connection: Connection, limit: float) -> int:
    senders = conversations.unused(connection, limit, AT_ONCE)
    keep(connection, senders)
    conversations.erase(connection, *senders)
    return len(senders)


def main(arguments: list[str] | None = None) -> None:
    """Erase the conversations unused for ``--days`` days and say how many there were."""
    parser = argparse.ArgumentParser(description="Efface les conversations anciennes")
    parser.add_argument("--days", type=float, default=DEFAULT_DAYS, help="jours sans message")
    options = parser.parse_args(arguments)
    if options.days < 0:
        parser.error("--days doit être positif ou nul")
    try:
        settings = load_settings(with_key=False)
        count = purge(Database(settings.database_url, STATEMENT_SECONDS), options.days)
    except SettingsError as error:
        sys.exit(str(error))
    except TurnFailed:
        sys.exit("La base des conversations ne répond pas : le reste sera effacé la prochaine fois.")
    print(f"{count} conversation(s) effacée(s), sans message depuis {options.days:g} jour(s).")


if __name__ == "__main__":
    main()
