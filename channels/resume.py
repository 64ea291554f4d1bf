"""« Enregistrer et reprendre » over HTTP: the same conversation on another device, for seven days.

| request | answer |
|---|---|
| ``POST /chat/resume`` | 201 ``{"code", "secret", "until"}``: a code to type once, a secret for a link |
| ``GET /chat/resume`` | 200 ``{"until", "opened"}``: until when it can be resumed, when others came in |
| ``DELETE /chat/resume`` | 200 ``{"revoked": true}``: code and link are void, other devices are shut out |
| ``POST /chat/resume/open`` ``{"code"}`` or ``{"secret"}`` | 201 ``{"token", "until"}``: no session needed |

The answers of ``/chat/messages`` and ``/chat/history`` to the first device carry ``"opened_elsewhere"``, the
time at which another device came in last. Times are ISO 8601, in UTC.
"""

from __future__ import annotations

import datetime
from collections.abc import Awaitable, Callable
from typing import Any

from sanic import Blueprint
from sanic.request import Request
from sanic.response import HTTPResponse
from sanic.response import json as json_response

from channels.gate import Gate
from channels.incoming import read_object
from channels.limits import Limit
from channels.refusals import ERASED_SESSION, SHUT_OUT, Refused, too_many, unprocessable
from channels.routing import as_function, faults_told
from channels.tokens import Session, Tokens
from serving.conversations import is_open
from serving.database import Database
from serving.faults import TurnFailed
from serving.resume import Resumptions, devices, is_device, saved_until, withdraw
from serving.settings import Settings

UNKNOWN = Refused(
    401,
    "resume_unknown",
    "Ce code ou ce lien n'ouvre rien : il a déjà servi, il est trop ancien ou mal recopié.",
)
TOO_MANY = "Trop d'essais. Attendez une heure, ou demandez un nouveau code sur l'autre appareil."
TRIES_OF_AN_ADDRESS, TRIES_IN_ALL = "5/hour", "100/day"
LINKS_OF_AN_ADDRESS = "60/hour"
EVERYBODY = "all"


class Resume:
    """Saves conversations and opens them elsewhere.

    Args:
        settings: keys and limits.
        database: where the conversations are.
        gate: it knows the address of a request.
        tokens: they make the token of another device.
        session_of: returns whose request it is, or raises ``Refused``.
    """

    def __init__(
        self,
        settings: Settings,
        database: Database,
        gate: Gate,
        tokens: Tokens,
        session_of: Callable[[Request], Awaitable[Session]],
    ) -> None:
        self._database = database
        self._gate = gate
        self._tokens = tokens
        self._session_of = session_of
        self._resumptions = Resumptions(settings.signing_key)
        self._codes_of_address = Limit("codes of an address", TRIES_OF_AN_ADDRESS, settings)
        self._codes_in_all = Limit("codes in all", TRIES_IN_ALL, settings)
        self._links_of_address = Limit("links of an address", LINKS_OF_AN_ADDRESS, settings)

    def add_to(self, routes: Blueprint) -> None:
        """Add the routes."""
        for handler, path, method in (
            (self.save, "/resume", "POST"),
            (self.show, "/resume", "GET"),
            (self.revoke, "/resume", "DELETE"),
            (self.open, "/resume/open", "POST"),
        ):
            routes.add_route(as_function(handler), path, methods=[method], name=f"resume_{handler.__name__}")

    async def let_in(self, session: Session) -> None:
        """Check that the device of a session is still let in; the first one always is.

        Raises:
            Refused: 401, it was shut out.
        """
        device = session.device
        if device is None:
            return
        with faults_told():
            known = await self._database.run(
                lambda connection: is_device(connection, session.sender_id, device)
            )
        if not known:
            raise SHUT_OUT

    async def elsewhere(self, session: Session) -> dict[str, str]:
        """Return {"opened_elsewhere"} for the first device when another came in, else nothing."""
        if session.device is not None:
            return {}
        try:
            opened = await self._database.run(lambda connection: devices(connection, session.sender_id))
        except TurnFailed:
            return {}
        return {"opened_elsewhere": _iso(opened[-1])} if opened else {}

    async def save(self, request: Request) -> HTTPResponse:
        """``POST /chat/resume``."""
        session = await self._session_of(request)

        def work(connection: Any) -> Any:
            if not is_open(connection, session.sender_id):
                return None
            return self._resumptions.save(connection, session.sender_id, session.session_id)

        with faults_told():
            saved = await self._database.run(work)
        if saved is None:
            raise ERASED_SESSION
        return json_response({"code": saved.code, "secret": saved.link, "until": _iso(saved.until)}, 201)

    async def show(self, request: Request) -> HTTPResponse:
        """``GET /chat/resume``."""
        session = await self._session_of(request)
        with faults_told():
            until, opened = await self._database.run(
                lambda connection: (
                    saved_until(connection, session.sender_id),
                    devices(connection, session.sender_id),
                )
            )
        return json_response({"until": until and _iso(until), "opened": [_iso(time) for time in opened]})

    async def revoke(self, request: Request) -> HTTPResponse:
        """``DELETE /chat/resume``."""
        session = await self._session_of(request)
        with faults_told():
            await self._database.run(lambda connection: withdraw(connection, session.sender_id))
        return json_response({"revoked": True})

    async def open(self, request: Request) -> HTTPResponse:
        """``POST /chat/resume/open``."""
        fields = read_object(request.body)
        secret = fields.get("code", fields.get("secret"))
        if ("code" in fields) == ("secret" in fields) or not isinstance(secret, str):
            raise unprocessable("code_or_secret", "Donnez le code à douze lettres, ou le lien entier.")
        await self.count(self._gate.address(request), "code" in fields)

        with faults_told():
            opened = await self._database.run(
                lambda connection: self._resumptions.open(connection, secret, "code" in fields)
            )
        if opened is None:
            raise UNKNOWN
        token = self._tokens.issue_for(opened.session_id, opened.device, opened.until)
        return json_response({"token": token, "until": _iso(opened.until)}, 201)

    async def count(self, address: str, is_code: bool) -> None:
        """Count one try of an address.

        Raises:
            Refused: 429, too many tries.
        """
        if is_code:
            wait = await self._codes_of_address.wait_for(address)
            wait = wait or await self._codes_in_all.wait_for(EVERYBODY)
        else:
            wait = await self._links_of_address.wait_for(address)
        if wait:
            raise too_many(wait, TOO_MANY)


def _iso(moment: float) -> str:
    at = datetime.datetime.fromtimestamp(moment, datetime.timezone.utc)
    return at.isoformat(timespec="seconds")
