"""`rasa` as this project runs it: quiet, and telling the person when a part of the service is down.

No telemetry, no message of TensorFlow, no warning about the libraries that Rasa was built on; a turn
that fails is undone as a whole and answered with a sentence (serving.strict).
"""

from __future__ import annotations

import os
import sys
import warnings

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "OMP_NUM_THREADS": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONWARNINGS": "ignore",
}


def silence() -> None:
    """Set what must be set before Rasa is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    warnings.simplefilter("ignore")
    # Rasa sets its own filters as it starts: what they let through is not shown either.
    warnings.showwarning = lambda *_arguments, **_options: None


def main(arguments: list[str] | None = None) -> None:
    """Run the `rasa` command line."""
    silence()
    sys.path.insert(0, os.getcwd())
    if arguments is not None:
        sys.argv = ["rasa", *arguments]
    if {"run", "shell"} & set(sys.argv[1:2]):
        from serving.strict import install

        install()
    from rasa.__main__ import main as rasa

    rasa()


if __name__ == "__main__":
    main()
