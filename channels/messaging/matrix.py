"""Matrix, in rooms without encryption: the client-server API, https://spec.matrix.org."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import quote, urlencode

from channels.messaging import wording
from channels.messaging.choices import ChoiceLimits, arrange
from channels.messaging.event import EDITED, ENCRYPTED, LEFT, TEXT, UNREADABLE, Event
from channels.messaging.matrix_sync import history, sync
from channels.messaging.provider import Provider, Pull, base_url, needed, strong
from channels.messaging.render import Answer, as_html_lines, listed, plain, split
from channels.messaging.sending import LATER, NEVER, Answered, Call, Client, Outcome, usual_outcome
from dossier import File

# An event is smaller than 65,536 bytes, in which our text stands twice, once as HTML.
LONGEST_TEXT = 10_000
_MEDIA = ("m.image", "m.audio", "m.video", "m.file", "m.location", "m.sticker")
_QUOTED = re.compile(r"\A(?:>[^\n]*\n)+\n?")


class Matrix(Provider):
    """An account on a home server.

    Args:
        server: address of the home server.
        token: access token of the account: one, kept, because sends are told apart by device.
    """

    name = "matrix"
    label = "le serveur Matrix"
    pulls = True
    takes_files = True
    choices: ClassVar[ChoiceLimits] = ChoiceLimits()

    def __init__(self, server: str, token: str) -> None:
        self.own_id = server
        self._base = f"{server}/_matrix/client/v3"
        self._media = f"{server}/_matrix/media/v3/upload"
        self._headers = {"Authorization": f"Bearer {token}"}
        self.user = ""
        self.members: dict[str, int] = {}

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Matrix | None:
        values = needed(variables, "MATRIX_HOMESERVER", "MATRIX_TOKEN")
        if values is None:
            return None
        server = base_url(variables, "MATRIX_HOMESERVER", "")
        return cls(server, strong("MATRIX_TOKEN", values["MATRIX_TOKEN"]))

    def request(self, method: str, path: str, data: Any = None, seconds: float = 8.0, **query: str) -> Call:
        """Return a call of the client-server API."""
        asked = f"?{urlencode(query)}" if query else ""
        return Call(method, f"{self._base}{path}{asked}", self._headers, data, seconds=seconds)

    async def prepare(self, client: Client) -> bool:
        answer = await client.call(self.probe())
        self.user = answer.value("user_id") or self.user
        return bool(self.user)

    async def pull(self, pull: Pull) -> None:
        if not self.user and not await self.prepare(pull.client):
            # Without our own name we would answer ourselves.
            await sync(self, pull, ready=False)
            return
        await sync(self, pull, ready=True)

    def events_of(self, room: str, item: dict[str, Any]) -> list[Event]:
        """Return what an event of a room's timeline is for us; a person alone with us needs not name us."""
        sender, content = item.get("sender") or "", item.get("content") or {}
        if not sender or sender == self.user or "event_id" not in item:
            return []
        group = self.members.get(room, 2) > 2
        who = (room, sender)
        at, address = float(item.get("origin_server_ts", 0)) / 1000, {"room": room}

        def event(kind: str, text: str = "") -> list[Event]:
            return [Event(item["event_id"], kind, who, address, text, at, group)]

        if item["type"] == "m.room.encrypted":
            self.problem = (
                "un salon chiffré ne peut pas être lu : invitez le compte dans un salon non chiffré"
            )
            return [] if group else event(ENCRYPTED)
        if item["type"] not in ("m.room.message", "m.sticker") or content.get("msgtype") == "m.notice":
            return []
        edited = (content.get("m.relates_to") or {}).get("rel_type") == "m.replace"
        if edited:
            return [] if group else event(EDITED)
        if item["type"] == "m.sticker" or content.get("msgtype") in _MEDIA:
            return [] if group else event(UNREADABLE)
        body = content.get("body")
        if content.get("msgtype") not in ("m.text", "m.emote") or not isinstance(body, str):
            return []
        text = _QUOTED.sub("", body).strip()
        if group:
            local = self.user[1:].split(":")[0]
            named = self.user in ((content.get("m.mentions") or {}).get("user_ids") or [])
            if not named and self.user not in text and not re.match(rf"@?{re.escape(local)}\b", text, re.I):
                return []
            text = re.sub(
                rf"{re.escape(self.user)}|\A@?{re.escape(local)}\b[ ,:]*", "", text, flags=re.I
            ).strip()
        return event(TEXT if text else UNREADABLE, text)

    def left(self, room: str, person: str) -> Event:
        """The event of a room that we are no longer in, for one person of it."""
        return Event(f"left {room}", LEFT, (room, person), {})

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        return [
            {
                "room": event.address["room"],
                "content": {
                    "msgtype": "m.text",
                    "body": plain(part, answer.own),
                    "format": "org.matrix.custom.html",
                    "formatted_body": as_html_lines(part, answer.own),
                },
            }
            for part in split(text, LONGEST_TEXT)
        ]

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        path = f"/rooms/{quote(body['room'])}/send/m.room.message/{part_id}"
        return self.request("PUT", path, body["content"])

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        headers = self._headers | {"Content-Type": file.content_type}
        where = f"{self._media}?{urlencode({'filename': file.name})}"
        stored = await client.call(Call("POST", where, headers, content=file.content))
        address = stored.value("content_uri")
        if not address:
            return self.outcome(stored) if stored.status != 200 else Outcome(NEVER, reason="no content_uri")
        content = {
            "msgtype": "m.file",
            "body": file.name,
            "url": address,
            "info": {"mimetype": file.content_type, "size": len(file.content)},
        }
        return self.outcome(
            await client.call(self.call({"room": event.address["room"], "content": content}, part_id))
        )

    def outcome(self, answer: Answered) -> Outcome:
        milliseconds = answer.value("retry_after_ms")
        if answer.status == 429 and isinstance(milliseconds, (int, float)):
            return Outcome(LATER, milliseconds / 1000, "M_LIMIT_EXCEEDED")
        return usual_outcome(answer)

    def courtesies(self, event: Event) -> list[Call]:
        path = f"/rooms/{quote(event.address['room'])}/typing/{quote(self.user)}"
        return [self.request("PUT", path, {"typing": True, "timeout": 10_000})] if self.user else []

    async def erase_own(self, client: Client, event: Event) -> None:
        """Redact our messages of the room, as far as the server lets us now."""
        room = event.address["room"]
        for item in await history(self, client, room, None):
            if item.get("sender") == self.user and item["type"] == "m.room.message" and item.get("content"):
                path = f"/rooms/{quote(room)}/redact/{quote(item['event_id'])}/r{item['event_id'][1:20]}"
                answer = await client.call(self.request("PUT", path, {"reason": "effacement demandé"}))
                if answer.status == 429:
                    return

    def probe(self) -> Call:
        return self.request("GET", "/account/whoami")
