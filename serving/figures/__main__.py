"""The coach's page of figures: ``python -m serving.figures --out figures``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from dialogue import describe
from dialogue.clock import today
from serving.database import Database
from serving.faults import TurnFailed
from serving.figures.counts import all_counts
from serving.figures.page import as_csv, page
from serving.figures.tables import tables
from serving.settings import SettingsError, load_settings

WEEKS = 12


def main(arguments: list[str] | None = None) -> None:
    """Write the page of the last weeks and the CSV of all, and say where."""
    parser = argparse.ArgumentParser(description="La page de chiffres")
    parser.add_argument("--out", type=Path, default=Path("figures"), help="dossier des deux fichiers")
    parser.add_argument("--weeks", type=int, default=WEEKS, help="semaines montrées sur la page")
    options = parser.parse_args(arguments)
    if options.weeks < 1:
        parser.error("--weeks doit être positif")
    try:
        settings = load_settings(with_key=False)
        counts = Database(settings.database_url, settings.store_timeout).run_now(all_counts)
    except SettingsError as error:
        sys.exit(str(error))
    except TurnFailed:
        sys.exit("La base des conversations ne répond pas.")
    options.out.mkdir(parents=True, exist_ok=True)
    made = page(tables(counts, options.weeks), describe.day(today()))
    for name, text in (("index.html", made), ("figures.csv", as_csv(tables(counts)))):
        (options.out / name).write_text(text, encoding="utf-8")
        print(options.out / name)


if __name__ == "__main__":
    main()
