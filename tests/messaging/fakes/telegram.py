"""Telegram's Bot API, as strict as the real one about what a bot sends."""

from __future__ import annotations

import asyncio
import html
import itertools
import re
import time
from typing import Any

from aiohttp import web

from .server import FakeServer

TOKEN = "123456:AAtestAAtestAAtestAAtestAAtestAAtest"
SECRET = "Zq7_secret-of-the-tests-4821"
PUBLIC_URL = "https://assistant.example"
BOT_ID, BOT_NAME = 123456, "ImmersionBot"
_TAGS = re.compile(r"</?(b|strong|i|em|u|s|code|pre|a)(\s[^>]*)?>")
_counter = itertools.count(1000)


class FakeTelegram(FakeServer):
    """``webhook``: whether one is set, so that polling gets 409; ``refuses_webhook``: none may be."""

    def __init__(self) -> None:
        super().__init__()
        self.updates: list[dict[str, Any]] = []
        self.webhook: dict[str, Any] | None = None
        self.polls = 0
        self.conflicts = 0
        self.blocked: set[int] = set()
        self.answered_taps: list[str] = []
        self.refuses_files = False
        self.refuses_webhook = False

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/bot{token}/{method}", self.method)

    async def method(self, request: web.Request) -> web.Response:
        if request.match_info["token"] != TOKEN:
            return _no(401, "Unauthorized")
        name = request.match_info["method"]
        self.calls.append(name)
        form = request.content_type == "multipart/form-data"
        body = dict(await request.post()) if form else await request.json()
        handler = getattr(self, f"do_{name}", None)
        return await handler(body, request) if handler else _no(404, "Not Found")

    async def do_getMe(self, _body, _request) -> web.Response:
        return _yes({"id": BOT_ID, "is_bot": True, "first_name": "Immersion", "username": BOT_NAME})

    async def do_setWebhook(self, body, _request) -> web.Response:
        if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", body["secret_token"]):
            return _no(400, "Bad Request: secret token contains unallowed characters")
        if self.refuses_webhook:
            return _no(400, "Bad Request: bad webhook: failed to resolve host")
        self.webhook = body
        return _yes(True)

    async def do_deleteWebhook(self, _body, _request) -> web.Response:
        self.webhook = None
        return _yes(True)

    async def do_getUpdates(self, body, _request) -> web.Response:
        if self.webhook:
            return _no(
                409, "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook"
            )
        if self.polls:
            self.conflicts += 1
            return _no(409, "Conflict: terminated by other getUpdates request; make sure that only one runs")
        self.polls += 1
        try:
            offset = body.get("offset", 0)
            # In place: what a test gives meanwhile, in its own thread, must not go with the old ones.
            while self.updates and self.updates[0]["update_id"] < offset:
                self.updates.pop(0)
            deadline = time.monotonic() + min(1.0, body["timeout"])
            while not self.updates and time.monotonic() < deadline:
                await asyncio.sleep(0.02)
            return _yes(self.updates[: body["limit"]])
        finally:
            self.polls -= 1

    async def do_sendChatAction(self, body, _request) -> web.Response:
        return (
            _yes(True) if body.get("action") == "typing" else _no(400, "Bad Request: wrong parameter action")
        )

    async def do_answerCallbackQuery(self, body, _request) -> web.Response:
        self.answered_taps.append(body["callback_query_id"])
        return _yes(True)

    async def do_sendMessage(self, body, request) -> web.Response:
        failed = await self.failing()
        if failed is not None:
            return failed
        problem = self.problem(body)
        if problem:
            self.refused.append(problem)
            return _no(403 if problem.startswith("Forbidden") else 400, problem)
        self.accepted.append(body)
        return await self.answered(_yes({"message_id": next(_counter)}), request)

    async def do_sendDocument(self, body, request) -> web.Response:
        failed = await self.failing()
        if failed is not None:
            return failed
        if self.refuses_files or not body["document"].file.seek(0, 2) or not int(body["chat_id"]):
            self.refused.append("Bad Request: wrong file")
            return _no(400, "Bad Request: wrong file")
        body["document"].file.seek(0)
        file = (body["document"].filename, body["document"].content_type, body["document"].file.read())
        self.accepted.append({"chat_id": int(body["chat_id"]), "text": "", "document": file})
        return await self.answered(_yes({"message_id": next(_counter)}), request)

    def too_many(self, seconds: float) -> web.Response:
        return web.json_response(
            {
                "ok": False,
                "error_code": 429,
                "description": "Too Many Requests: retry later",
                "parameters": {"retry_after": seconds},
            },
            status=429,
        )

    def problem(self, body: dict[str, Any]) -> str:
        """What the real server would say against a message; empty when nothing."""
        if body["chat_id"] in self.blocked:
            return "Forbidden: bot was blocked by the user"
        text = body["text"]
        if body.get("parse_mode") == "HTML":
            rest = _TAGS.sub("", text)
            if "<" in rest or re.search(r"&(?!(lt|gt|amp|quot);)", rest):
                return "Bad Request: can't parse entities"
            if len(re.findall(r"<b>", text)) != len(re.findall(r"</b>", text)):
                return "Bad Request: can't parse entities"
            text = html.unescape(rest)
        if not text.strip():
            return "Bad Request: message text is empty"
        if len(text.encode("utf-16-le")) // 2 > 4096:
            return "Bad Request: message is too long"
        buttons = [
            button for row in body.get("reply_markup", {}).get("inline_keyboard", []) for button in row
        ]
        if len(buttons) > 100:
            return "Bad Request: too many buttons"
        for button in buttons:
            if not 1 <= len(button["callback_data"].encode()) <= 64 or not button["text"]:
                return "Bad Request: BUTTON_DATA_INVALID"
        return ""


class Phone:
    """A person on Telegram: makes the updates that Telegram would send."""

    def __init__(self, chat: int | None = None) -> None:
        self.chat = chat or next(_counter) * 7919
        self.name = "Camille Testier"

    def text(self, text: str | None, **fields: Any) -> dict[str, Any]:
        """An update with a message."""
        message = {
            "message_id": next(_counter),
            "date": int(time.time()),
            "chat": {"id": self.chat, "type": "private", "first_name": self.name},
            "from": {"id": self.chat, "is_bot": False, "first_name": self.name},
            **({"text": text} if text is not None else {}),
            **fields,
        }
        return {"update_id": next(_counter), "message": message}

    def tap(self, data: str) -> dict[str, Any]:
        """An update with a tap on a button."""
        return {
            "update_id": next(_counter),
            "callback_query": {
                "id": str(next(_counter)),
                "chat_instance": "1",
                "from": {"id": self.chat, "is_bot": False, "first_name": self.name},
                "message": {
                    "message_id": 5,
                    "date": int(time.time()),
                    "chat": {"id": self.chat, "type": "private", "first_name": self.name},
                },
                "data": data,
            },
        }


def webhook_of(server: FakeTelegram) -> dict[str, str]:
    """Settings of a webhook of ``server``."""
    return {
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_MODE": "webhook",
        "TELEGRAM_SECRET": SECRET,
        "TELEGRAM_API": server.url,
        "PUBLIC_URL": PUBLIC_URL,
    }


def buttons_of(sent: dict[str, Any]) -> dict[str, str]:
    """Title to data of the buttons of a message that was sent."""
    rows = sent.get("reply_markup", {}).get("inline_keyboard", [])
    return {button["text"]: button["callback_data"] for row in rows for button in row}


def shown(sent: dict[str, Any]) -> str:
    """What the person reads."""
    return html.unescape(_TAGS.sub("", sent["text"])) if sent.get("parse_mode") else sent["text"]


def _yes(result: Any) -> web.Response:
    return web.json_response({"ok": True, "result": result})


def _no(status: int, description: str) -> web.Response:
    return web.json_response({"ok": False, "error_code": status, "description": description}, status=status)
