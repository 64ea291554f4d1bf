"""The Rasa input channel under which the providers' servers reach us: ``/messaging/<channel>``."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse, empty, text

from channels.messaging.catalogue import configured
from channels.messaging.inbound import Inbound
from channels.messaging.pipeline import Messaging
from channels.messaging.provider import Provider
from serving.purge import DEFAULT_DAYS
from serving.settings import Settings, load_settings, process_variables
from serving.stores import shared_database

PREFIX = "/messaging"


class MessagingInput(InputChannel):
    """The messaging channels that the settings switch on.

    Args:
        settings: of the server.
        providers: those that are switched on.
    """

    def __init__(self, settings: Settings, providers: list[Provider]) -> None:
        database = shared_database(settings.database_url, settings.store_timeout)
        self.messaging = Messaging(settings, database, providers, DEFAULT_DAYS)

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "messaging"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> MessagingInput:
        """Make the channel from the environment; the credentials file holds no setting."""
        return cls(load_settings(), configured(process_variables()))

    def url_prefix(self) -> str:
        """An absolute prefix: the channel is not under ``/webhooks``."""
        return PREFIX

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return a route for each provider whose server calls us, and what starts with the server."""
        routes = Blueprint("messaging")
        for provider in self.messaging.providers.values():
            if provider.webhook:
                routes.add_route(
                    self._receiver(provider),
                    f"/{provider.name}",
                    methods=["POST"],
                    name=f"receive_{provider.name}",
                )
                routes.add_route(
                    _greeter(provider), f"/{provider.name}", methods=["GET"], name=f"greet_{provider.name}"
                )

        @routes.listener("after_server_start")
        async def start(app: Sanic, _loop: Any) -> None:
            app.ctx.messaging = self.messaging
            self.messaging.start(lambda: getattr(app.ctx, "agent", None))

        @routes.listener("before_server_stop")
        async def stop(_app: Sanic, _loop: Any) -> None:
            await self.messaging.stop()

        return routes

    def _receiver(self, provider: Provider) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
        async def receive(request: Request) -> HTTPResponse:
            status, answer = await self.messaging.accept(provider, inbound(request))
            return text(answer, status) if answer else empty(status)

        return receive


def inbound(request: Request) -> Inbound:
    """Return what a provider looks at in a request."""
    return Inbound(
        request.body,
        lambda name: request.headers.getall(name, []),
        dict(request.args),
        request.query_string,
    )


def _greeter(provider: Provider) -> Callable[[Request], Coroutine[Any, Any, HTTPResponse]]:
    async def greet(request: Request) -> HTTPResponse:
        answer = provider.greet(dict(request.args))
        return empty(403) if answer is None else text(answer)

    return greet
