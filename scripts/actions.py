"""`make actions`: the action server alone, until Ctrl-C."""

from __future__ import annotations

import sys
import time

from .processes import CannotStart, action_server
from .rasa import silence


def main() -> int:
    """Run the action server and say where it is."""
    silence()
    try:
        with action_server() as (url, _):
            print(f"• Serveur d'actions : {url} (Ctrl-C pour arrêter)", flush=True)
            while True:
                time.sleep(1)
    except CannotStart as problem:
        print(f"Stopped: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0


if __name__ == "__main__":
    sys.exit(main())
