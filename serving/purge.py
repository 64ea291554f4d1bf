"""Erases old conversations: ``python -m serving.purge --days 30``."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy.engine import Connection

from serving import conversations, deliveries
from serving.database import Database
from serving.faults import TurnFailed
from serving.figures.counts import keep
from serving.resume import forget_old
from serving.settings import SettingsError, load_settings

DEFAULT_DAYS = 30


def purge(connection: Connection, days: float) -> int:
    """Erase what is older than ``days`` days, but for the counts; return how many conversations that was."""
    deliveries.purge(connection, days)
    forget_old(connection)
    old = conversations.unused(connection, days)
    keep(connection, old)
    for sender_id in old:
        conversations.erase(connection, sender_id)
    return len(old)


def main(arguments: list[str] | None = None) -> None:
    """Erase the conversations unused for ``--days`` days and say how many there were."""
    parser = argparse.ArgumentParser(description="Efface les conversations anciennes")
    parser.add_argument("--days", type=float, default=DEFAULT_DAYS, help="jours sans message")
    options = parser.parse_args(arguments)
    if options.days < 0:
        parser.error("--days doit être positif ou nul")
    try:
        settings = load_settings(with_key=False)
        count = Database(settings.database_url, settings.store_timeout).run_now(
            lambda connection: purge(connection, options.days)
        )
    except SettingsError as error:
        sys.exit(str(error))
    except TurnFailed:
        sys.exit("La base des conversations ne répond pas : rien n'a été effacé.")
    print(f"{count} conversation(s) effacée(s), sans message depuis {options.days:g} jour(s).")


if __name__ == "__main__":
    main()
