"""The real server as a process, reached by the providers' servers over HTTP, and killed like one."""

from __future__ import annotations

from pathlib import Path

import requests

from tests.law.plans import TODAY
from tests.web.service import LOCAL, Service, kill

ACTIONS = "tests.messaging.bot.actions"


class Process(Service):
    """The server of the little bot.

    Args:
        model: the bot.
        folder: where it keeps its files.
        variables: settings of the channels.
        apart: whether the actions have a server of their own.
    """

    def __init__(self, model: Path, folder: Path, variables: dict[str, str], apart: bool = False) -> None:
        super().__init__(model, folder, apart, ACTIONS, ASSISTANT_TODAY=TODAY.isoformat(), **variables)

    @property
    def url(self) -> str:
        return f"http://{LOCAL}:{self.port}"

    def kill(self) -> None:
        """Kill the server as a power cut would; its actions, if they are apart, go on."""
        kill(self.server)

    def health(self) -> dict:
        """The report of the channels."""
        return requests.get(f"{self.url}/chat/health", timeout=10).json()["channels"]
