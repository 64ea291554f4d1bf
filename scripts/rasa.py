"""`rasa` as this project runs it: `python -m scripts.rasa run|shell|train…`, with Rasa's own options.

Quiet (no telemetry, no warning about the libraries that Rasa was built on), on this machine only unless
`--interface` says otherwise, without TensorFlow when no component needs it. `run` and `shell` run the actions
in the same process unless ACTION_ENDPOINT_URL is set; a turn that fails is undone as a whole and answered
with a sentence (serving.strict).
"""

from __future__ import annotations

import argparse
import os
import sys
import warnings
from pathlib import Path

QUIET = {
    "RASA_TELEMETRY_ENABLED": "false",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TF_ENABLE_ONEDNN_OPTS": "0",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "OMP_NUM_THREADS": "1",
    "LOG_LEVEL_LIBRARIES": "ERROR",
    "PYTHONWARNINGS": "ignore",
}
LOCAL = "127.0.0.1"
PORT = 5005
_SERVING = ("run", "shell")


def silence() -> None:
    """Set what must be set before Rasa is imported."""
    for name, value in QUIET.items():
        os.environ.setdefault(name, value)
    warnings.simplefilter("ignore")
    # Rasa sets its own filters as it starts: what they let through is not shown either.
    warnings.showwarning = lambda *_arguments, **_options: None


def main(arguments: list[str] | None = None) -> None:
    """Run the `rasa` command line.

    Args:
        arguments: what follows the word `rasa`; by default those of this process.
    """
    silence()
    sys.path.insert(0, os.getcwd())
    words = sys.argv[1:] if arguments is None else arguments
    _spare_tensorflow(words)
    if words[:1] and words[0] in _SERVING and words[1:2] != ["actions"]:
        words = _local(words)
        _make_strict()
    sys.argv = ["rasa", *words]
    from rasa.__main__ import main as rasa

    rasa()


def _make_strict() -> None:
    from serving.settings import SettingsError
    from serving.strict import install

    try:
        install("actions")
    except SettingsError as problem:
        sys.exit(str(problem))


def _local(words: list[str]) -> list[str]:
    """The same command, on the local interface and a free port where it does not say."""
    from serving.web import free_port

    given = _options(words)
    more = [] if given.interface else ["--interface", LOCAL]
    if not given.port and words[0] == "shell":
        more += ["--port", str(free_port(PORT))]
    return [*words, *more]


def _spare_tensorflow(words: list[str]) -> None:
    from serving.spared import components_of_configuration, components_of_model, spare_tensorflow

    given, command = _options(words), words[0] if words else ""
    sources: list[list[str] | None] = []
    if command in ("train", "data", "test", "interactive"):
        sources += [components_of_configuration(Path(path)) for path in given.config or ["config.yml"]]
    if command in (*_SERVING, "test") and words[1:2] != ["actions"]:
        sources += [components_of_model(Path(path)) for path in given.model or ["models"]]
    known = [source for source in sources if source is not None]
    spare_tensorflow([name for source in known for name in source] if known == sources else None)


def _options(words: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    parser.add_argument("-m", "--model", nargs="*")
    parser.add_argument("-c", "--config", nargs="*")
    parser.add_argument("-i", "--interface")
    parser.add_argument("-p", "--port")
    return parser.parse_known_args(words)[0]


if __name__ == "__main__":
    main()
