"""Meta's Graph API for WhatsApp and Messenger, as strict as the real one about what is sent."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
import time
from typing import Any

from aiohttp import web

from .server import FakeServer

APP_SECRET = "4f1c9d2ab8e07736-tests"
VERIFY_TOKEN = "verify-9d3k2-of-the-tests"
NUMBER_ID, PAGE_ID, TOKEN = "1122334455", "998877", "EAAtests0123456789abcdef"
UNDELIVERABLE = 131026
_counter = itertools.count(1)


class FakeMeta(FakeServer):
    """Both channels; ``status`` and ``sender_action`` are courtesies and are not recorded as messages.

    Attributes:
        gone: numbers that have no WhatsApp any more, or that blocked us: Meta does not tell which.
    """

    def __init__(self) -> None:
        super().__init__()
        self.gone: set[str] = set()
        self.stored: list[bytes] = []

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/{sender}/messages", self.messages)
        app.router.add_post("/{sender}/media", self.media)
        app.router.add_get("/{sender}", self.who)

    async def who(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _no(401, 190, "Invalid OAuth access token")
        return web.json_response({"id": request.match_info["sender"]})

    async def messages(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            return _no(401, 190, "Invalid OAuth access token")
        if request.content_type == "multipart/form-data":
            body = await _attachment(request)
        else:
            body = await request.json()
        if "status" in body or "sender_action" in body:
            return web.json_response({"success": True})
        failed = await self.failing()
        if failed is not None:
            return failed
        if body.get("to") in self.gone:
            self.refused.append("undeliverable")
            return _no(400, UNDELIVERABLE, "Message Undeliverable")
        problem = (messenger_problem if request.match_info["sender"] == "me" else whatsapp_problem)(body)
        if problem:
            self.refused.append(problem)
            return _no(400, 100, problem)
        self.accepted.append(body)
        return await self.answered(web.json_response({"messages": [{"id": "wamid.x"}]}), request)

    async def media(self, request: web.Request) -> web.Response:
        """WhatsApp's store: documents of a few types, a calendar is none of them."""
        form = await request.post()
        file = form["file"]
        if form["messaging_product"] != "whatsapp" or file.content_type != "application/pdf":
            self.refused.append("type")
            return _no(400, 100, "Param file must be a file with one of the following types: …")
        self.stored.append(file.file.read())
        return web.json_response({"id": str(len(self.stored))})

    def too_many(self, seconds: float) -> web.Response:
        return _no(429, 130429, "Rate limit hit", {"Retry-After": str(seconds)})


def whatsapp_problem(body: dict[str, Any]) -> str:
    """What the real server would say; empty when nothing."""
    if body.get("messaging_product") != "whatsapp" or ("to" in body) == ("recipient" in body):
        return "Invalid parameter"
    if body["type"] == "document":
        return "" if body["document"]["id"] and body["document"]["filename"] else "Invalid parameter"
    if body["type"] == "text":
        return (
            "" if 1 <= len(body["text"]["body"]) <= 4096 else "Param text['body'] must be 1-4096 characters"
        )
    interactive = body["interactive"]
    if not 1 <= len(interactive["body"]["text"]) <= 1024:
        return "Body text length invalid. Min length: 1, Max length: 1024"
    if interactive["type"] == "button":
        replies = [button["reply"] for button in interactive["action"]["buttons"]]
        wrong = not 1 <= len(replies) <= 3 or any(len(r["title"]) > 20 or len(r["id"]) > 256 for r in replies)
    else:
        replies = [row for section in interactive["action"]["sections"] for row in section["rows"]]
        wrong = not 1 <= len(replies) <= 10 or len(interactive["action"]["button"]) > 20
        wrong |= any(len(r["title"]) > 24 or len(r.get("description", "")) > 72 for r in replies)
    titles = [reply["title"] for reply in replies]
    ids = [reply["id"] for reply in replies]
    if wrong or not all(titles) or len(set(titles)) < len(titles) or len(set(ids)) < len(ids):
        return "Invalid buttons or rows"
    return ""


def messenger_problem(body: dict[str, Any]) -> str:
    """What the real server would say; empty when nothing. Titles over 20 would be cut: refused here."""
    message = body["message"]
    if "attachment" in message:
        good = message["attachment"] == {"type": "file", "payload": {}} and body["filedata"][1]
        return "" if good and body["recipient"]["id"] else "(#100) Upload attachment failure."
    if body.get("messaging_type") != "RESPONSE" or not 1 <= len(message["text"]) <= 2000:
        return "(#100) Length of param message[text] must be less than or equal to 2000"
    replies = message.get("quick_replies", [])
    if len(replies) > 13 or any(len(r["title"]) > 20 or len(r["payload"]) > 1000 for r in replies):
        return "(#100) Invalid quick replies"
    return ""


def signed(document: Any) -> tuple[bytes, dict[str, str]]:
    """A body and the headers that Meta would send it with."""
    body = document if isinstance(document, bytes) else json.dumps(document).encode()
    digest = hmac.new(APP_SECRET.encode(), body, hashlib.sha256).hexdigest()
    return body, {"X-Hub-Signature-256": f"sha256={digest}", "Content-Type": "application/json"}


def whatsapp(*messages: dict[str, Any], contacts: list[dict[str, Any]] | None = None) -> dict[str, Any]:
    """A webhook of WhatsApp."""
    value = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "33100000000", "phone_number_id": NUMBER_ID},
        "contacts": contacts or [],
        "messages": list(messages),
    }
    entry = {"id": "1", "changes": [{"field": "messages", "value": value}]}
    return {"object": "whatsapp_business_account", "entry": [entry]}


def message(phone: str | None, text: str | None = None, **fields: Any) -> dict[str, Any]:
    """A message of WhatsApp."""
    return {
        **({"from": phone} if phone else {}),
        "id": f"wamid.{next(_counter)}",
        "timestamp": str(int(time.time())),
        "type": "text" if text is not None else "unknown",
        **({"text": {"body": text}} if text is not None else {}),
        **fields,
    }


def tapped(phone: str, choice: str, kind: str = "button_reply") -> dict[str, Any]:
    """A choice on WhatsApp."""
    reply = {"type": kind, kind: {"id": choice, "title": "x"}}
    return message(phone, None, type="interactive", interactive=reply)


def messenger(*items: dict[str, Any]) -> dict[str, Any]:
    """A webhook of Messenger."""
    return {"object": "page", "entry": [{"id": PAGE_ID, "time": 1, "messaging": list(items)}]}


def item(person: str, **fields: Any) -> dict[str, Any]:
    """An item of Messenger; ``text``, ``quick_reply`` and so on make its message."""
    base = {"sender": {"id": person}, "recipient": {"id": PAGE_ID}, "timestamp": int(time.time() * 1000)}
    if "postback" in fields or not fields:
        return base | fields
    return base | {"message": {"mid": f"m_{next(_counter)}", **fields}}


async def _attachment(request: web.Request) -> dict[str, Any]:
    """A form of Messenger: JSON in its fields, and the file."""
    form = dict(await request.post())
    file = form.pop("filedata")
    kind = form.pop("messaging_type")
    fields = {name: json.loads(value) for name, value in form.items()}
    return fields | {"messaging_type": kind, "filedata": (file.filename, file.file.read())}


def _no(status: int, code: int, text: str, headers: dict[str, str] | None = None) -> web.Response:
    return web.json_response({"error": {"message": text, "code": code}}, status=status, headers=headers)
