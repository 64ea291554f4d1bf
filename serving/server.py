"""Rasa with the web channel and the actions in one process: ``python -m serving.server``.

It is ``rasa run`` with strict parts, JSON logs and no API. ``kill -HUP`` puts the newest model in place
without a stop; conversations go on. `make deploy-model` tries it first.
"""

from __future__ import annotations

import argparse
import gc
import os
import sys
from pathlib import Path

from serving import patterns
from serving.logs import configure_logs
from serving.ready import ready_folder
from serving.settings import SettingsError, load_settings
from serving.spared import components_of_model, spare_scikit_learn, spare_tensorflow, spare_unused

DEFAULT_PORT = 5005


def main(arguments: list[str] | None = None) -> None:
    """Run the server; a wrong setting ends it with one sentence."""
    parser = argparse.ArgumentParser(description="Rasa avec le canal web")
    parser.add_argument("--model", default="models", help="modèle ou dossier de modèles")
    parser.add_argument("--host", default="127.0.0.1")
    parser.add_argument("--port", type=int, default=DEFAULT_PORT)
    parser.add_argument("--actions", default="actions", help="paquet des actions")
    parser.add_argument("--running", type=Path, help="dossier où dire que ce serveur tourne")
    options = parser.parse_args(arguments)
    try:
        load_settings()
        configure_logs()
        # Until it is ready a server makes no garbage: looking for some takes a tenth of the start.
        gc.disable()
        os.environ["RASA_TELEMETRY_ENABLED"] = "false"
        model = Path(options.model)
        patterns.use(ready_folder(model))
        components = components_of_model(model)
        spare_tensorflow(components)
        spare_scikit_learn(components)
        spare_unused()
        # Rasa takes seconds to import, and warns: only once the settings are right and the logs are ours.
        from serving.hosting import serve

        serve(options.model, options.host, options.port, options.actions, options.running)
    except SettingsError as error:
        sys.exit(str(error))


if __name__ == "__main__":
    main()
