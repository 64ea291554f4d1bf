"""Hosts Rasa: its strict endpoints, its web channel, and the replacement of its model."""

from __future__ import annotations

import asyncio
import gc
import logging
import os
import signal
from pathlib import Path
from typing import Any

import rasa.core.run as rasa_run
from rasa.core.agent import Agent
from rasa.core.channels.channel import InputChannel
from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.core.utils import AvailableEndpoints
from rasa.model import get_latest_model
from rasa.shared.utils.common import class_from_module_path
from rasa.utils.endpoints import EndpointConfig

from serving import strict
from serving.logs import configure_logs
from serving.metrics import serve_metrics
from serving.running import Running
from serving.settings import SettingsError, load_settings
from serving.spared import components_of_model, lacks
from serving.stores import shared_database

logger = logging.getLogger(__name__)

CHANNEL = "channels.chat.ChatInput"
MESSAGING = "channels.messaging.inputs.MessagingInput"
WARM_UP_TEXT = "bonjour"
PREFIX = "/chat"


def endpoints() -> AvailableEndpoints:
    """Return the strict stores, as ``endpoints.yml`` would give them."""
    return AvailableEndpoints(
        tracker_store=EndpointConfig(type="serving.stores.StrictTrackerStore"),
        lock_store=EndpointConfig(type="serving.locks.StrictLockStore"),
    )


def find_model(path: str) -> str:
    """Return the newest model at ``path``, a file or a folder.

    Raises:
        SettingsError: there is none.
    """
    model = path if Path(path).is_file() else get_latest_model(path)
    if not model:
        raise SettingsError(f"Aucun modèle dans « {path} ». Entraînez-en un d'abord : make train")
    return model


async def replace_model(agent: Agent, path: str) -> None:
    """Load the newest model beside the present one, then put it in place between two turns."""
    try:
        model = find_model(path)
        if lacks(components_of_model(Path(model)) or []):
            raise SettingsError("the model needs what the service was started without")
        processor = await asyncio.get_running_loop().run_in_executor(None, _load_processor, agent, model)
    except (Exception, SettingsError) as error:
        logger.error("model not replaced", extra={"cause": type(error).__name__})
        return
    agent.processor = processor
    agent.domain = agent.tracker_store.domain = processor.domain
    if isinstance(agent.nlg, TemplatedNaturalLanguageGenerator):
        agent.nlg.responses = processor.domain.responses
    logger.info("model replaced", extra={"model": Path(model).name})


def serve(model: str, host: str, port: int, actions: str, running: Path | None = None) -> None:
    """Serve until stopped.

    Args:
        model: model file or folder.
        host: interface to listen on.
        port: port to listen on.
        actions: package of the actions, run in this process unless ``ACTION_ENDPOINT_URL`` is set.
        running: folder in which to tell that this server runs.

    Raises:
        SettingsError: there is no model, the actions cannot be imported, or a messaging channel is half set.
    """
    strict.install(actions)
    model_file = find_model(model)
    configure_app = rasa_run.configure_app

    settings = load_settings()
    database = shared_database(settings.database_url, settings.store_timeout)
    messaging = class_from_module_path(MESSAGING).from_credentials(None)

    def with_listeners(input_channels: list[InputChannel], *arguments: Any, **keywords: Any) -> Any:
        app = configure_app([*input_channels, messaging], *arguments, **keywords)
        serve_metrics(settings, database, lambda: getattr(app.ctx, "agent", None))
        app.register_listener(lambda *_: configure_logs(), "before_server_start")
        app.register_listener(_ready(model, port), "after_server_start")
        if running:
            this = Running(os.getpid(), f"http://{host}:{port}{PREFIX}", str(Path(model).resolve()))
            app.register_listener(lambda *_: this.write(running), "after_server_start")
            app.register_listener(lambda *_: this.remove(running), "before_server_stop")
        return app

    rasa_run.configure_app = with_listeners
    logger.info("server starts", extra={"address": f"{host}:{port}", "model": Path(model_file).name})
    rasa_run.serve_application(
        model_file,
        channel=CHANNEL,
        interface=host,
        port=port,
        endpoints=endpoints(),
        enable_api=False,
    )


def _load_processor(agent: Agent, model: str) -> strict.Processor:
    return strict.Processor(
        model_path=model,
        tracker_store=agent.tracker_store,
        lock_store=agent.lock_store,
        action_endpoint=agent.action_endpoint,
        generator=agent.nlg,
    )


def _ready(model: str, port: int) -> Any:
    async def ready(app: Any, loop: asyncio.AbstractEventLoop) -> None:
        configure_logs()
        agent: Agent = app.ctx.agent
        loop.add_signal_handler(signal.SIGHUP, lambda: loop.create_task(replace_model(app.ctx.agent, model)))
        if agent.is_ready():
            # Parts of the model load at their first use: better now than in front of a person.
            await agent.parse_message(WARM_UP_TEXT)
        # What was loaded stays: looking through it for garbage, again and again, slows what comes.
        gc.freeze()
        gc.enable()
        logger.info("server ready", extra={"address": str(port)})

    return ready
