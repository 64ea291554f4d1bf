"""Tries a model before people meet it: ``python -m serving.trial MODEL --actions actions``.

It is loaded as a server loads it, with a base of its own that is thrown away, and must answer a greeting.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import sys
import tempfile
import uuid
from pathlib import Path

from serving.faults import TurnFailed
from serving.settings import SettingsError
from serving.spared import components_of_model, spare_tensorflow

GREETING = "bonjour"


async def answers(model: str, actions: str) -> None:
    """Load a model and greet it.

    Raises:
        SettingsError: it calls an action that the code does not have, or has no answer.
        TurnFailed: it failed to answer.
    """
    from rasa.core.agent import load_agent

    from channels.incoming import Message
    from channels.turns import Turns
    from serving import strict
    from serving.conversations import EMPTY_REPLY, open_conversation
    from serving.hosting import endpoints
    from serving.settings import load_settings
    from serving.stores import shared_database

    strict.install(actions)
    agent = await load_agent(model, endpoints=endpoints())
    if not agent.is_ready():
        raise SettingsError("il ne se charge pas")
    missing = strict.missing_actions(agent.domain)
    if missing:
        raise SettingsError(f"il appelle ce que le programme n'a pas : {', '.join(missing)}")
    settings = load_settings()
    database = shared_database(settings.database_url, settings.store_timeout)
    sender = uuid.uuid4().hex
    await database.run(lambda connection: open_conversation(connection, sender))
    answer = await Turns(settings, database).take(agent, sender, Message(str(uuid.uuid4()), text=GREETING))
    if not any(said["text"] != EMPTY_REPLY for said in answer.messages):
        raise SettingsError("il ne répond pas à un bonjour")


def main(arguments: list[str] | None = None) -> None:
    """End with one sentence when the model is not fit."""
    parser = argparse.ArgumentParser(description="Essaie un modèle")
    parser.add_argument("model")
    parser.add_argument("--actions", default="actions", help="paquet des actions")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        # Slow is not unfit: another program may use the machine.
        os.environ |= {
            "DATABASE_URL": f"sqlite:///{folder}/trial.db",
            "REDIS_URL": "",
            "ACTION_ENDPOINT_URL": "",
            "ACTION_TIMEOUT": "30",
            "TURN_TIMEOUT": "40",
            "LOCK_LIFETIME": "50",
        }
        try:
            spare_tensorflow(components_of_model(Path(options.model)))
            asyncio.run(answers(options.model, options.actions))
        except (SettingsError, TurnFailed, Exception) as error:
            told = str(error) if isinstance(error, SettingsError | TurnFailed) else type(error).__name__
            sys.exit(f"Ce modèle n'est pas bon : {told}.")


if __name__ == "__main__":
    main()
