"""The Rasa input channel served at ``/chat``. In the credentials file::

    channels.chat.ChatInput:

| request | answer |
|---|---|
| ``POST /chat/sessions`` | 201 ``{"token"}`` |
| ``POST /chat/messages`` | 200 ``{"messages": […]}``, with the words of a value in ``"said"`` |
| ``GET /chat/project`` | 200 the plan in hand as a form, see ``dialogue.project`` |
| ``POST /chat/opinions`` | 200 ``{"kept": true}``, see ``channels.opinions`` |
| ``GET /chat/history`` | 200 ``{"messages": [{"from", …}]}`` |
| ``DELETE /chat/session`` | 200 ``{"erased": true}`` |
| ``/chat/dossier/…``, ``/chat/link/…``, ``/chat/handover`` | see ``channels.after_verdict`` |
| ``/chat/resume`` | see ``channels.resume`` |
| ``GET /chat/health`` | 200 or 503 ``{"status", "checks", "down"}`` |
| ``GET /chat/live``, ``GET /chat/ready`` | 200, 503: see ``channels.probes`` |
| ``GET /chat/widget.js`` | the widget |

The token goes in ``Authorization: Bearer``. The person's message is ``{"id", "text"}``, ``{"id", "payload"}``
with the payload of a button that was offered, or ``{"id", "field", "value"}`` with a field of the plan in
hand that can be given now (``dialogue.given``). A message of the assistant is ``{"text", "buttons":
[{"title", "payload"}], "custom"}``. An error is ``{"error": {"code", "message"}}``; after a 503 the same
message, with the same id, can be sent again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Sanic
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels import fields, refusals
from channels.after_verdict import AfterVerdict
from channels.files import add_files
from channels.gate import PREFIX, Gate
from channels.incoming import read_message
from channels.limits import Limit
from channels.opinions import Opinions
from channels.probes import add_probes
from channels.resume import Resume
from channels.routing import as_function, faults_told
from channels.tokens import Session, TokenRefused, Tokens
from channels.turns import CHANNEL_NAME, Turns
from dialogue.clock import today
from dialogue.project import project
from serving.conversations import history, open_conversation, turns
from serving.health import Health
from serving.settings import Settings, load_settings
from serving.stores import shared_database

BEARER = "Bearer "
SECONDS_PER_HOUR = 3600


class ChatInput(InputChannel):
    """The web channel.

    Args:
        settings: where to store, whom to let in, how long to wait.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._database = shared_database(settings.database_url, settings.store_timeout)
        self._tokens = Tokens(settings.signing_key, settings.session_hours * SECONDS_PER_HOUR)
        self._turns = Turns(settings, self._database)
        self._gate = Gate(settings)
        self._resume = Resume(settings, self._database, self._gate, self._tokens, self._session)
        self._after_verdict = AfterVerdict(settings, self._database, self._gate, self._sender)
        self._opinions = Opinions(settings, self._database, self._sender)
        self._health = Health(self._database)
        self._messages_by_session = Limit(
            "messages of a conversation", f"{settings.messages_per_minute}/minute", settings
        )

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return CHANNEL_NAME

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> ChatInput:
        """Make the channel from the environment; the credentials file holds no setting."""
        return cls(load_settings())

    def url_prefix(self) -> str:
        """An absolute prefix: the channel is not under ``/webhooks``."""
        return PREFIX

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """Return the routes."""
        routes = Blueprint(CHANNEL_NAME)
        for handler, path, method in (
            (self.open_session, "/sessions", "POST"),
            (self.receive, "/messages", "POST"),
            (self.show_history, "/history", "GET"),
            (self.show_project, "/project", "GET"),
            (self.erase_session, "/session", "DELETE"),
            (self.show_health, "/health", "GET"),
        ):
            routes.add_route(as_function(handler), path, methods=[method], name=handler.__name__)
        self._after_verdict.add_to(routes)
        self._resume.add_to(routes)
        self._opinions.add_to(routes)
        add_probes(routes)
        add_files(routes, demo=self._settings.demo)

        @routes.listener("before_server_start")
        async def install_gate(app: Sanic, _loop: Any) -> None:
            self._gate.install(app)

        @routes.listener("before_server_stop")
        async def leave(_app: Sanic, _loop: Any) -> None:
            self._gate.leave()

        return routes

    async def open_session(self, request: Request) -> HTTPResponse:
        """``POST /chat/sessions``."""
        await self._gate.count_session(request)
        token = self._tokens.issue()
        sender_id = self._tokens.sender_of(token)
        with faults_told():
            await self._database.run(lambda connection: open_conversation(connection, sender_id))
        return json_response({"token": token}, 201)

    async def receive(self, request: Request) -> HTTPResponse:
        """``POST /chat/messages``."""
        session = await self._session(request)
        sender_id = session.sender_id
        wait = await self._messages_by_session.wait_for(sender_id)
        if wait:
            raise refusals.too_many(wait)
        message = read_message(request.body, self._settings.text_limit)
        with faults_told():
            # Asked meanwhile: a turn must not wait for it.
            elsewhere = asyncio.ensure_future(self._resume.elsewhere(session))
            answer = await self._turns.take(getattr(request.app.ctx, "agent", None), sender_id, message)
        said = {"said": answer.said} if message.field else {}
        return json_response({"messages": answer.messages, **said, **await elsewhere}, ensure_ascii=True)

    async def show_history(self, request: Request) -> HTTPResponse:
        """``GET /chat/history``."""
        session = await self._session(request)
        sender_id = session.sender_id
        with faults_told():
            conversation = await self._database.run(lambda connection: turns(connection, sender_id))
        if conversation is None:
            raise refusals.ERASED_SESSION
        messages = {"messages": history(conversation), **await self._resume.elsewhere(session)}
        return json_response(messages, ensure_ascii=True)

    async def show_project(self, request: Request) -> HTTPResponse:
        """``GET /chat/project``."""
        sender_id = await self._sender(request)
        with faults_told():
            shown = project(
                await fields.state_of(getattr(request.app.ctx, "agent", None), sender_id), today()
            )
        return json_response(shown, ensure_ascii=True)

    async def erase_session(self, request: Request) -> HTTPResponse:
        """``DELETE /chat/session``: after the turn under way, if any. Erasing twice is confirmed twice."""
        sender_id = await self._sender(request)
        with faults_told():
            await self._turns.erase(getattr(request.app.ctx, "agent", None), sender_id)
        return json_response({"erased": True})

    async def show_health(self, request: Request) -> HTTPResponse:
        """``GET /chat/health``."""
        report = await self._health.report(getattr(request.app.ctx, "agent", None))
        body = report.body()
        messaging = getattr(request.app.ctx, "messaging", None)
        if messaging is not None and (channels := await messaging.health()):
            body["channels"] = channels
        return json_response(body, report.status)

    async def _session(self, request: Request) -> Session:
        header = request.headers.get("authorization", "")
        if not header.startswith(BEARER):
            raise refusals.NO_SESSION
        try:
            session = self._tokens.read(header[len(BEARER) :].strip())
        except TokenRefused as error:
            raise (refusals.OLD_SESSION if error.expired else refusals.BAD_SESSION) from None
        await self._resume.let_in(session)
        return session

    async def _sender(self, request: Request) -> str:
        return (await self._session(request)).sender_id
