"""The web channel alone, on the real store: `python -m tests.dossier.server PORT`.

The assistant behind it answers « d'accord » to everything; the tests write the conversations in the base.
"""

from __future__ import annotations

import sys
from types import SimpleNamespace

from rasa.core.channels.channel import UserMessage, register
from rasa.shared.core.domain import Domain
from sanic import Sanic

from channels.chat import ChatInput
from serving.locks import StrictLockStore
from serving.logs import configure_logs
from serving.settings import load_settings
from serving.stores import StrictTrackerStore


class _Processor:
    async def handle_message(self, message: UserMessage) -> None:
        await message.output_channel.send_response(message.sender_id, {"text": "D'accord."})


def main(port: int) -> None:
    """Serve until stopped."""
    settings = load_settings()
    configure_logs()
    app = Sanic("papers", configure_logging=False)
    register([ChatInput(settings)], app, route="/")
    domain = Domain.load("domain.yml")

    @app.listener("before_server_start")
    async def give_agent(app: Sanic, _loop: object) -> None:
        processor = _Processor()
        app.ctx.agent = SimpleNamespace(
            is_ready=lambda: True,
            tracker_store=StrictTrackerStore(domain),
            lock_store=StrictLockStore(),
            processor=processor,
        )

    app.run("127.0.0.1", port, access_log=False, motd=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
