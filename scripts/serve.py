"""`make serve`: the action server and Rasa with its HTTP API, for programs on this machine."""

from __future__ import annotations

import os
import sys

from serving.web import free_port

from .processes import RASA_PORT, CannotStart, action_server, endpoints_file
from .rasa import main as rasa
from .rasa import silence


def main() -> int:
    """Serve until Ctrl-C."""
    silence()
    try:
        with action_server() as (action_url, _):
            endpoints = endpoints_file(action_url)
            port = free_port(int(os.environ.get("PORT", RASA_PORT)))
            print(
                f"• Assistant : http://127.0.0.1:{port}/webhooks/rest/webhook (Ctrl-C pour arrêter)",
                flush=True,
            )
            arguments = ["run", "--model", "models/assistant.tar.gz", "--endpoints", str(endpoints)]
            arguments += ["--credentials", "credentials.yml", "--enable-api", "-i", "127.0.0.1"]
            try:
                rasa([*arguments, "--port", str(port), "--quiet"])
            finally:
                endpoints.unlink(missing_ok=True)
    except CannotStart as problem:
        print(f"Stopped: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    return 0


if __name__ == "__main__":
    sys.exit(main())
