"""Twilio's API for messages, and its signed requests (made by Twilio's own library)."""

from __future__ import annotations

import base64
import itertools
from urllib.parse import parse_qsl, urlencode

from aiohttp import web
from twilio.request_validator import RequestValidator

from .server import FakeServer

ACCOUNT, TOKEN = "ACtests0123456789", "0f1e2d3c4b5a69788796a5b4c3d2e1f0"
PUBLIC_URL = "https://assistant.example:8443/base"
URL = f"{PUBLIC_URL}/messaging/sms"
NUMBER = "+33937000000"
_counter = itertools.count(1)


class FakeTwilio(FakeServer):
    """``opted_out``: numbers that Twilio refuses to write to."""

    def __init__(self) -> None:
        super().__init__()
        self.opted_out: set[str] = set()

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/2010-04-01/Accounts/{account}/Messages.json", self.messages)
        app.router.add_get("/2010-04-01/Accounts/{account}.json", self.account)

    async def account(self, request: web.Request) -> web.Response:
        return web.json_response({}) if _allowed(request) else web.json_response({"code": 20003}, status=401)

    async def messages(self, request: web.Request) -> web.Response:
        if not _allowed(request):
            return web.json_response({"code": 20003}, status=401)
        failed = await self.failing()
        if failed is not None:
            return failed
        form = dict(await request.post())
        code = 0
        if form["To"] in self.opted_out:
            code = 21610
        elif not 1 <= len(form["Body"]) <= 1600:
            code = 21617
        elif ("From" in form) == ("MessagingServiceSid" in form):
            code = 21603
        if code:
            self.refused.append(str(code))
            return web.json_response({"code": code, "status": 400}, status=400)
        self.accepted.append(form)
        return await self.answered(web.json_response({"sid": "SM1"}, status=201), request)


def signed(fields: list[tuple[str, str]], query: str = "", url: str = URL) -> tuple[bytes, dict[str, str]]:
    """A form and its headers."""
    body = urlencode(fields)
    values: dict[str, list[str] | str] = {}
    for name, value in parse_qsl(body, keep_blank_values=True):
        values.setdefault(name, []).append(value)
    address = url + (f"?{query}" if query else "")
    signature = RequestValidator(TOKEN).compute_signature(address, _Multi(values))
    return body.encode(), {
        "X-Twilio-Signature": signature,
        "Content-Type": "application/x-www-form-urlencoded",
    }


def sms(person: str, text: str, to: str = NUMBER, **fields: str) -> list[tuple[str, str]]:
    """The fields of a message."""
    identity = f"SM{next(_counter):032d}"
    return [("MessageSid", identity), ("From", person), ("To", to), ("Body", text), *fields.items()]


class _Multi(dict):
    """The multi-dictionary that Twilio's library asks for."""

    def getall(self, name: str) -> list[str]:
        return self[name]


def _allowed(request: web.Request) -> bool:
    given = base64.b64encode(f"{ACCOUNT}:{TOKEN}".encode()).decode()
    return request.headers.get("Authorization") == f"Basic {given}"
