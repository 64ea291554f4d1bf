"""The routes of what comes after the verdict: files, links of fifteen minutes, a person.

| request | answer |
|---|---|
| ``GET /chat/dossier/pdf``, ``ics``, ``letters`` | the file |
| ``GET`` and ``POST /chat/link/…`` | the file, or the form to a person, for whoever has no session |
| ``/chat/handover``, ``/chat/handover/preview`` | see ``channels.handover`` |
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels import documents, handover_page, pages
from channels.gate import Gate
from channels.handover import NO_FORM, Handover
from channels.incoming import read_object
from channels.limits import Limit
from channels.links import LinkRefusedError, Links
from channels.refusals import Refused, too_many
from channels.routing import as_function, faults_told
from serving.database import Database
from serving.handover.contact import contact
from serving.settings import Settings

OLD_LINK = "Ce lien n'est plus valable : il ne sert que 15 minutes. Demandez-le de nouveau à l'assistant."
HUMAN = "human"
FILES_A_MINUTE = "20/minute"


class AfterVerdict:
    """Gives files and reaches a person.

    Args:
        settings: keys, limits, public address.
        database: where the conversations are.
        gate: it knows the address of a request.
        sender_of: returns the conversation of a request, from its token, or raises ``Refused``.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        gate: Gate,
        sender_of: Callable[[Request], Awaitable[str]],
    ) -> None:
        self._gate = gate
        self._sender_of = sender_of
        self._links = Links(settings)
        self._contact = contact()
        self._handover = Handover(settings, self._contact, database)
        self._files = Limit("files of a conversation", FILES_A_MINUTE, settings)

    def add_to(self, routes: Blueprint) -> None:
        """Add the routes."""
        for handler, path, method in (
            (self.give_file, "/dossier/<kind:str>", "GET"),
            (self.open_link, "/link/<token:str>", "GET"),
            (self.send_by_link, "/link/<token:str>", "POST"),
            (self.show_offer, "/handover", "GET"),
            (self.show_preview, "/handover/preview", "POST"),
            (self.send, "/handover", "POST"),
        ):
            routes.add_route(as_function(handler), path, methods=[method], name=handler.__name__)

    async def give_file(self, request: Request, kind: str) -> HTTPResponse:
        """``GET /chat/dossier/…``: a file made from the plan of the conversation."""
        sender_id = await self._sender_of(request)
        with faults_told():
            return await self._file(request, sender_id, kind)

    async def open_link(self, request: Request, token: str) -> HTTPResponse:
        """``GET /chat/link/…``: for whoever has no session; what is refused is a page."""
        try:
            what, sender_id = self._links.read(token)
            if what == HUMAN:
                return self._form()
            with faults_told():
                return await self._file(request, sender_id, what)
        except LinkRefusedError:
            return pages.refusal(OLD_LINK, 410)
        except Refused as refused:
            return pages.refusal(refused.message, refused.status)

    async def send_by_link(self, request: Request, token: str) -> HTTPResponse:
        """``POST /chat/link/…``: the steps of the form to a person."""
        try:
            what, sender_id = self._links.read(token)
        except LinkRefusedError:
            return pages.refusal(OLD_LINK, 410)
        if what != HUMAN or not self._handover.is_open:
            return pages.refusal(NO_FORM.message, NO_FORM.status)
        fields = {name: values[0] for name, values in (request.form or {}).items()}
        step = fields.pop("step", "")
        if step == "write":
            return self._form(fields)
        try:
            with faults_told():
                preview = await self._handover.preview(_agent(request), sender_id, fields)
        except Refused as refused:
            return self._form(fields, refused)
        if step != "send":
            return handover_page.confirm(preview, fields)
        try:
            with faults_told():
                address = self._gate.address(request)
                answer = await self._handover.send(_agent(request), sender_id, address, fields)
        except Refused as refused:
            return handover_page.confirm(preview, fields, refused.message, refused.status)
        return handover_page.sent(answer["message"])

    async def show_offer(self, request: Request) -> HTTPResponse:
        """``GET /chat/handover``."""
        sender_id = await self._sender_of(request)
        with faults_told():
            return _json(await self._handover.offer(_agent(request), sender_id))

    async def show_preview(self, request: Request) -> HTTPResponse:
        """``POST /chat/handover/preview``."""
        sender_id = await self._sender_of(request)
        with faults_told():
            return _json(await self._handover.preview(_agent(request), sender_id, read_object(request.body)))

    async def send(self, request: Request) -> HTTPResponse:
        """``POST /chat/handover``."""
        sender_id = await self._sender_of(request)
        address = self._gate.address(request)
        with faults_told():
            fields = read_object(request.body)
            return _json(await self._handover.send(_agent(request), sender_id, address, fields))

    def _form(self, fields: dict[str, str] | None = None, refused: Refused | None = None) -> HTTPResponse:
        if not self._handover.is_open:
            return pages.refusal(NO_FORM.message, NO_FORM.status)
        return handover_page.write(
            self._contact.recipient,
            self._contact.keeps,
            fields or {},
            refused.message if refused else "",
            refused.status if refused else 200,
        )

    async def _file(self, request: Request, sender_id: str, kind: str) -> HTTPResponse:
        wait = await self._files.wait_for(sender_id)
        if wait:
            raise too_many(wait)
        papers = await documents.papers_from(_agent(request), sender_id)
        return documents.as_download(await documents.file_of(papers, kind))


def _agent(request: Request) -> Any:
    return getattr(request.app.ctx, "agent", None)


def _json(body: dict[str, Any]) -> HTTPResponse:
    return json_response(body, ensure_ascii=True)
