"""Sentences to learn from: ``python -m serving.review``.

In a terminal, each is put to the person, who decides whether it is written and where. Into a file or a
pipe, one JSON object a line, and nothing is written.
"""

from __future__ import annotations

import sys

from serving.database import Database
from serving.faults import TurnFailed
from serving.settings import SettingsError, load_settings

from .items import to_review
from .session import Session
from .treated import Treated


def main() -> None:
    """Review what the conversations kept have to teach."""
    try:
        settings = load_settings(with_key=False)
        found = Database(settings.database_url, settings.store_timeout).run_now(to_review)
    except SettingsError as error:
        sys.exit(str(error))
    except TurnFailed:
        sys.exit("La base des conversations ne répond pas.")
    if sys.stdin.isatty() and sys.stdout.isatty():
        Session(input, print, Treated()).review(found)
        return
    for item in found:
        print(item.as_json())
    print(f"{len(found)} phrase(s) à relire.", file=sys.stderr)


if __name__ == "__main__":
    main()
