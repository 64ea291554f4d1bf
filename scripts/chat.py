"""`make chat`: the action server, then `rasa shell` in French."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from serving.web import free_port

from .processes import BUILD, RASA_PORT, CannotStart, action_server, endpoints_file
from .rasa import main as rasa
from .rasa import silence


def main() -> int:
    """Talk in the terminal until /stop, the end of input or Ctrl-C."""
    silence()
    try:
        print("• Démarrage du serveur d'actions…", flush=True)
        with action_server() as (action_url, _):
            endpoints = endpoints_file(action_url)
            try:
                print("• Chargement de l'assistant (une dizaine de secondes)…", flush=True)
                with errors_to(BUILD / "chat.log"):
                    _shell(endpoints)
            finally:
                endpoints.unlink(missing_ok=True)
    except CannotStart as problem:
        print(f"Stopped: {problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("\nAu revoir.")
    return 0


@contextmanager
def errors_to(log: Path) -> Iterator[None]:
    """Send what libraries write on the error output to a file: the terminal is for the conversation."""
    sys.stderr.flush()
    terminal = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)


def _shell(endpoints: Path) -> None:
    from channels.terminal import install

    install()
    arguments = ["shell", "--model", "models/assistant.tar.gz", "--endpoints", str(endpoints)]
    try:
        rasa([*arguments, "--port", str(free_port(RASA_PORT)), "--quiet"])
    except SystemExit as end:
        if end.code:
            raise CannotStart("rasa shell stopped with an error; its log is .build/chat.log.") from None


if __name__ == "__main__":
    sys.exit(main())
