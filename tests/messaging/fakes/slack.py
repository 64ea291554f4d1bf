"""Slack's Web API and its socket; blocks are checked by Slack's own models and by what those let through."""

from __future__ import annotations

import itertools
import json
import time
from typing import Any
from urllib.parse import urlencode

from aiohttp import web
from slack_sdk.models.blocks import Block
from slack_sdk.signature import SignatureVerifier

from .server import FakeServer

TOKEN, SECRET, APP_TOKEN = "xoxb-tests", "8f742231b10e8888abcd99yyyzzz85a5", "xapp-tests"
_counter = itertools.count(1)


class FakeSlack(FakeServer):
    """``pending``: envelopes for the socket; ``acknowledged``: those that were."""

    def __init__(self) -> None:
        super().__init__()
        self.pending: list[dict[str, Any]] = []
        self.acknowledged: list[str] = []
        self.places: dict[str, tuple[str, int]] = {}
        self.stored: dict[str, bytes] = {}

    def routes(self, app: web.Application) -> None:
        app.router.add_post("/chat.postMessage", self.post_message)
        app.router.add_post("/auth.test", self.auth)
        app.router.add_post("/apps.connections.open", self.open)
        app.router.add_post("/files.getUploadURLExternal", self.place)
        app.router.add_post("/upload/{file}", self.upload)
        app.router.add_post("/files.completeUploadExternal", self.complete)
        app.router.add_get("/socket", self.socket)

    async def auth(self, request: web.Request) -> web.Response:
        good = request.headers.get("Authorization") == f"Bearer {TOKEN}"
        return web.json_response({"ok": True} if good else {"ok": False, "error": "invalid_auth"})

    async def open(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {APP_TOKEN}":
            return web.json_response({"ok": False, "error": "invalid_auth"})
        return web.json_response({"ok": True, "url": f"ws://127.0.0.1:{self.port}/socket"})

    async def socket(self, request: web.Request) -> web.WebSocketResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello"})
        while self.pending:
            envelope = self.pending[0]
            await socket.send_json(envelope)
            answer = await socket.receive_json(timeout=10)
            self.acknowledged.append(answer["envelope_id"])
            self.pending.pop(0)
        await socket.send_json({"type": "disconnect", "reason": "refresh_requested"})
        return socket

    async def post_message(self, request: web.Request) -> web.Response:
        failed = await self.failing()
        if failed is not None:
            return failed
        body = await request.json()
        error = self.problem(body)
        if request.headers.get("Authorization") != f"Bearer {TOKEN}":
            error = "invalid_auth"
        if error:
            self.refused.append(error)
            return web.json_response({"ok": False, "error": error})
        self.accepted.append(body)
        return await self.answered(web.json_response({"ok": True, "ts": "1.2"}), request)

    async def place(self, request: web.Request) -> web.Response:
        """Where a file may be put; this call takes a form, as the real one does."""
        form = await request.post()
        if request.headers.get("Authorization") != f"Bearer {TOKEN}" or not form.get("filename"):
            return web.json_response({"ok": False, "error": "invalid_arguments"})
        identity = f"F{next(_counter)}"
        self.places[identity] = (form["filename"], int(form["length"]))
        return web.json_response(
            {"ok": True, "upload_url": f"{self.url}/upload/{identity}", "file_id": identity}
        )

    async def upload(self, request: web.Request) -> web.Response:
        identity, content = request.match_info["file"], await request.read()
        if len(content) != self.places[identity][1]:
            return web.Response(status=400)
        self.stored[identity] = content
        return web.Response(text=f"OK - {len(content)}")

    async def complete(self, request: web.Request) -> web.Response:
        failed = await self.failing()
        if failed is not None:
            return failed
        body = await request.json()
        if not body.get("channel_id") or any(file["id"] not in self.stored for file in body["files"]):
            self.refused.append("invalid_arguments")
            return web.json_response({"ok": False, "error": "invalid_arguments"})
        self.accepted.append(body)
        return await self.answered(web.json_response({"ok": True, "files": body["files"]}), request)

    def problem(self, body: dict[str, Any]) -> str:
        """What the real server would say; empty when nothing."""
        if len(body["text"]) > 40_000 or len(json.dumps(body["blocks"])) > 40_000 or len(body["blocks"]) > 50:
            return "msg_too_long"
        for block in Block.parse_all(body["blocks"]):
            block.validate_json()
        actions = [block["elements"] for block in body["blocks"] if block["type"] == "actions"]
        identifiers = [element["action_id"] for elements in actions for element in elements]
        texts = [block["text"]["text"] for block in body["blocks"] if block["type"] == "section"]
        if len(set(identifiers)) < len(identifiers) or not all(texts) or max(map(len, texts)) > 3000:
            return "invalid_blocks"
        return "invalid_blocks" if any(len(elements) > 25 for elements in actions) else ""


def signed(body: bytes, stamp: str | None = None, **headers: str) -> tuple[bytes, dict[str, str]]:
    """A body and its headers, signed by Slack's own library."""
    stamp = str(int(time.time())) if stamp is None else stamp
    signature = SignatureVerifier(SECRET).generate_signature(timestamp=stamp, body=body)
    return body, {
        "X-Slack-Request-Timestamp": stamp,
        "X-Slack-Signature": signature,
        "Content-Type": "application/json",
        **headers,
    }


def event(text: str, channel: str = "D1", user: str = "U1", **fields: Any) -> dict[str, Any]:
    """An event of the Events API: a direct message, unless ``type`` says otherwise."""
    stamp = f"{time.time():.6f}"
    inner = {
        "type": "message",
        "channel_type": "im",
        "channel": channel,
        "user": user,
        "text": text,
        "ts": stamp,
        "event_ts": stamp,
        **fields,
    }
    return {"type": "event_callback", "team_id": "T1", "event_id": f"Ev{next(_counter)}", "event": inner}


def tap(value: str, channel: str = "D1", user: str = "U1") -> bytes:
    """The form that Slack sends for a button."""
    payload = {
        "type": "block_actions",
        "team": {"id": "T1"},
        "user": {"id": user},
        "channel": {"id": channel},
        "container": {"type": "message", "message_ts": "1.2"},
        "actions": [{"action_id": "choice_0", "value": value, "action_ts": f"{time.time():.6f}"}],
    }
    return urlencode({"payload": json.dumps(payload)}).encode()
