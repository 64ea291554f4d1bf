"""`make chat`: `rasa shell` in French, in one process, that ends with its terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from .rasa import main as rasa
from .rasa import silence

LOG = Path(".build") / "chat.log"


def main() -> int:
    """Talk in the terminal until /stop, the end of input or Ctrl-C."""
    silence()
    print("• Chargement de l'assistant (une dizaine de secondes)…", flush=True)
    try:
        with errors_to(LOG):
            from channels.terminal import install

            install()
            rasa(["shell", "--model", "models/assistant.tar.gz", "--quiet"])
    except SystemExit as end:
        if end.code:
            reason = end.code if isinstance(end.code, str) else f"the log is {LOG}."
            print(f"Stopped: {reason}", file=sys.stderr)
            return 1
    except KeyboardInterrupt:
        print("\nAu revoir.")
    return 0


@contextmanager
def errors_to(log: Path) -> Iterator[None]:
    """Send what libraries write on the error output to a file: the terminal is for the conversation."""
    log.parent.mkdir(exist_ok=True)
    sys.stderr.flush()
    terminal = os.dup(2)
    with log.open("wb") as file:
        os.dup2(file.fileno(), 2)
        try:
            yield
        finally:
            os.dup2(terminal, 2)
            os.close(terminal)


if __name__ == "__main__":
    sys.exit(main())
