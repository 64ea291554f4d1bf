"""A small stand-in for the assistant: it serves the widget and a scripted conversation, checks what it
receives, and fails on demand. One instance is one origin: each test starts with an empty browser storage.
"""

from __future__ import annotations

import contextlib
import json
import secrets
import threading
import time
import uuid
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from tests.widget import script
from tests.widget.fake_after import After
from widget.bundle import later, widget

DEMO = Path(__file__).resolve().parents[2] / "widget" / "demo"
STRICT_CSP = (
    "default-src 'self'; script-src 'self'; style-src 'self'; connect-src 'self'; "
    "require-trusted-types-for 'script'"
)
TYPES = {".html": "text/html", ".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}
HOST_PAGE = """<!doctype html>
<html lang="fr"><head><title>Un site</title><link rel="icon" href="/chat/demo/icon.svg">
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main><h1>Un site</h1><p><a href="/other" id="link">Un lien</a></p></main>
<script src="/chat/widget.js" {attributes}></script></body></html>"""


@dataclass
class Fault:
    """What the next requests to a path get instead of an answer. Status 0 cuts the reply short."""

    path: str
    status: int
    times: int
    retry_after: int | None = None
    after_the_turn: bool = False


@dataclass
class Session:
    """One conversation: the script's memory, the offered payloads, the stored turns."""

    memory: dict[str, Any] = field(default_factory=dict)
    offered: set[str] = field(default_factory=set)
    titles: dict[str, str] = field(default_factory=dict)
    turns: dict[str, list[dict[str, Any]]] = field(default_factory=dict)
    history: list[dict[str, Any]] = field(default_factory=list)


class FakeServer:
    """Serves on a free port of this machine until ``stop``.

    Args:
        attributes: HTML attributes of the script tag on the page ``/host``.
    """

    def __init__(self, attributes: str = "") -> None:
        self.attributes = attributes
        self.pages = {"/host": HOST_PAGE, "/other": HOST_PAGE}
        self.scripts: dict[str, str] = {}
        self.prefix = ""
        self.policy = STRICT_CSP
        self.allowed_origins: set[str] = set()
        self.sessions: dict[str, Session] = {}
        self.requests: list[tuple[str, str, Any]] = []
        self.protests: list[str] = []
        self.faults: list[Fault] = []
        self.later = later().text
        self.after = After()
        self.delay = 0.0
        self.replies = 0
        self._lock = threading.Lock()
        outer = self

        class Handler(_Handler):
            fake = outer

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        threading.Thread(target=self._http.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()

    @property
    def url(self) -> str:
        """The origin, without a slash."""
        return f"http://127.0.0.1:{self._http.server_port}"

    @property
    def messages(self) -> list[dict[str, Any]]:
        """The bodies posted to ``/chat/messages``, refused ones included."""
        return [body for method, path, body in self.requests if (method, path) == ("POST", "/chat/messages")]

    def fail(self, path: str, status: int, times: int = 1, **more: Any) -> None:
        """Make the next ``times`` requests to ``path`` fail."""
        self.faults.append(Fault(path, status, times, **more))

    def forget_sessions(self) -> None:
        """Let every session expire."""
        self.sessions.clear()

    def stop(self) -> None:
        """Close the port."""
        self._http.shutdown()
        self._http.server_close()

    def fault_for(self, path: str) -> Fault | None:
        """Return the fault planned for this request, and count it."""
        fault = next((one for one in self.faults if one.path == path and one.times), None)
        if fault:
            fault.times -= 1
        return fault

    def take_turn(self, session: Session, body: dict[str, Any]) -> tuple[int, dict[str, Any]]:
        """Answer a message as the channel does: once per id, payloads only if offered."""
        try:
            message_id = str(uuid.UUID(body["id"]))
        except (KeyError, ValueError, AttributeError, TypeError):
            return self._protest(f"no id: {body}")
        if set(body) - {"id"} not in ({"text"}, {"payload"}, {"field", "value"}):
            return self._protest(f"text, payload or field: {body}")
        with self._lock:
            said = script.spoken(body)
            if message_id in session.turns:
                return 200, {"messages": session.turns[message_id], **said}
            if "field" in body and not said:
                return 422, {"error": {"code": "value_invalid", "message": script.NOT_TAKEN}}
            payload = body.get("payload")
            body = {"text": said["said"], **body} if said else body
            if payload is not None and payload not in session.offered:
                return self._protest(f"not offered: {payload}")
            if payload is None and not 0 < len(body["text"].strip()) <= 1000:
                return self._protest("length")
            reply = script.answer(session.memory, payload if payload is not None else body["text"])
            words = session.titles.get(payload, payload) if payload is not None else body["text"]
            session.turns[message_id] = reply
            session.history.append(
                {"from": "user", "id": message_id, "text": words, "at": "2026-11-23T09:00:00+00:00"}
            )
            session.history += [{"from": "bot", **message} for message in reply]
            for message in reply:
                rows = message.get("custom", {}).get("recap", [])
                for button in message["buttons"] + [{**row, "title": row["label"]} for row in rows]:
                    session.offered.add(button["payload"])
                    session.titles[button["payload"]] = button["title"]
            return 200, {"messages": reply, **said}

    def _protest(self, what: str) -> tuple[int, dict[str, Any]]:
        """The widget must never send this: kept, and looked at when the test ends."""
        self.protests.append(what)
        return 422, {"error": {"code": "unexpected", "message": "Ce choix n'est pas reconnu."}}


class _Handler(BaseHTTPRequestHandler):
    fake: FakeServer
    protocol_version = "HTTP/1.1"

    def parse_request(self) -> bool:
        """Take off the path under which a proxy would hold the assistant."""
        read = super().parse_request()
        if read and self.fake.prefix:
            self.path = self.path.removeprefix(self.fake.prefix)
        return read

    def do_GET(self) -> None:
        page = self.fake.pages.get(self.path.split("?")[0])
        if page is not None:
            self._send(200, page.replace("{attributes}", self.fake.attributes), "text/html")
        elif self.path in self.fake.scripts:
            self._send(200, self.fake.scripts[self.path], "text/javascript")
        elif self.path == "/chat/widget.js":
            self._send(200, widget().text, "text/javascript")
        elif self.path.split("?")[0] == f"/chat/{later().file}":
            fault = self.fake.fault_for("later")
            self._send(fault.status if fault else 200, self.fake.later, "text/javascript")
        elif self.path.startswith("/chat/dossier/") or self.path == "/chat/handover":
            self._api("GET")
        elif self.path.startswith("/chat/demo"):
            path = DEMO / (self.path.removeprefix("/chat/demo").strip("/") or "index.html")
            self._send(200, path.read_text(encoding="utf-8"), TYPES[path.suffix])
        elif self.path in ("/chat/history", "/chat/project"):
            self._api("GET")
        else:
            self.fake.protests.append(f"unknown address {self.path}")
            self._send(404, "{}", "application/json")

    def do_OPTIONS(self) -> None:
        self._send(204, "", "text/plain")

    def do_POST(self) -> None:
        self._api("POST")

    def do_DELETE(self) -> None:
        self._api("DELETE")

    def _api(self, method: str) -> None:
        raw = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        body = json.loads(raw) if raw else None
        self.fake.requests.append((method, self.path, body))
        fault = self.fake.fault_for(self.path)
        if fault and not fault.after_the_turn:
            return self._fail(fault)
        answer = self._answer(method, body)
        time.sleep(self.fake.delay if self.path == "/chat/messages" else 0)
        if fault:
            return self._fail(fault)
        return self._json(*answer)

    def _answer(self, method: str, body: Any) -> tuple[int, dict[str, Any] | bytes]:
        if (method, self.path) == ("POST", "/chat/sessions"):
            token = secrets.token_urlsafe(16)
            self.fake.sessions[token] = Session()
            return 201, {"token": token}
        token = self.headers.get("Authorization", "").removeprefix("Bearer ")
        known = self.fake.after.answer(method, self.path, body, token, self.fake.sessions)
        if known:
            return known
        session = self.fake.sessions.get(token)
        if session is None:
            return 401, {"error": {"code": "session_expired", "message": "Cette conversation a expiré."}}
        if (method, self.path) == ("GET", "/chat/history"):
            return 200, {"messages": session.history, **self.fake.after.elsewhere(token)}
        if (method, self.path) == ("GET", "/chat/project"):
            return 200, script.project(session.memory)
        if (method, self.path) == ("POST", "/chat/opinions"):
            known = body["id"].replace("-", "") in {id.replace("-", "") for id in session.turns}
            return (200, {"kept": True}) if known else self.fake._protest(f"opinion: {body}")
        if (method, self.path) == ("DELETE", "/chat/session"):
            del self.fake.sessions[token]
            return 200, {"erased": True}
        status, reply = self.fake.take_turn(session, body)
        return status, {**reply, **self.fake.after.elsewhere(token)}

    def _fail(self, fault: Fault) -> None:
        if not fault.status:
            # A connection cut before the first byte is tried again by Chromium itself: cut it later.
            self.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{")
            self.close_connection = True
            return
        sentence = {
            429: "Vous allez un peu vite.",
            503: "Un problème technique est survenu. Renvoyez votre message.",
        }
        message = sentence.get(fault.status, "Ce message n'a pas été accepté.")
        self._json(fault.status, {"error": {"code": "fault", "message": message}}, fault.retry_after)

    def _json(self, status: int, body: dict[str, Any] | bytes, retry_after: int | None = None) -> None:
        if isinstance(body, bytes):
            return self._send(status, body, "application/pdf")
        return self._send(status, json.dumps(body), "application/json", retry_after)

    def _send(
        self, status: int, content: str | bytes, content_type: str, retry_after: int | None = None
    ) -> None:
        data = content.encode() if isinstance(content, str) else content
        self.send_response(status)
        self.send_header("Content-Type", f"{content_type}; charset=utf-8")
        self.send_header("Content-Length", str(len(data)))
        if self.fake.policy:
            self.send_header("Content-Security-Policy", self.fake.policy)
        if (origin := self.headers.get("Origin")) in self.fake.allowed_origins:
            self.send_header("Access-Control-Allow-Origin", origin)
            self.send_header("Access-Control-Allow-Headers", "Authorization, Content-Type")
            self.send_header("Access-Control-Allow-Methods", "GET, POST, DELETE")
        self.send_header("Cache-Control", "no-store")
        if retry_after is not None:
            self.send_header("Retry-After", str(retry_after))
        self.end_headers()
        with contextlib.suppress(BrokenPipeError):
            self.wfile.write(data)
        self.fake.replies += content_type == "application/json"

    def log_message(self, *_args: Any) -> None:
        """Silence: the tests print what they need."""
