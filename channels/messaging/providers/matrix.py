"""Matrix, in rooms without encryption: the client-server API, https://spec.matrix.org."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import quote

from channels.messaging import wording
from channels.messaging.choices import ChoiceLimits, arrange
from channels.messaging.event import Event
from channels.messaging.provider import Provider
from channels.messaging.providers.matrix_api import ClientApi, outcome
from channels.messaging.providers.matrix_sync import Rooms
from channels.messaging.pull import Pull, PullFailed
from channels.messaging.render import Answer, as_html_lines, listed, plain, split
from channels.messaging.sending import NEVER, Answered, Call, Client, Outcome
from channels.messaging.variables import base_url, needed, strong
from dossier import File

# An event is smaller than 65,536 bytes, in which our text stands twice, once as HTML.
LONGEST_TEXT = 10_000
TYPING_MILLISECONDS = 10_000


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
        self._api = ClientApi(server, token)
        self._rooms = Rooms(self._api)

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Matrix | None:
        values = needed(variables, "MATRIX_HOMESERVER", "MATRIX_TOKEN")
        if values is None:
            return None
        server = base_url(variables, "MATRIX_HOMESERVER", "")
        return cls(server, strong("MATRIX_TOKEN", values["MATRIX_TOKEN"]))

    async def prepare(self, client: Client) -> bool:
        answer = await client.call(self._who_am_i())
        self._rooms.user = answer.value("user_id") or self._rooms.user
        return bool(self._rooms.user)

    async def pull(self, pull: Pull) -> None:
        # Without our own name we would answer ourselves.
        if not self._rooms.user and not await self.prepare(pull.client):
            raise PullFailed("whoami")
        await self._rooms.sync(pull)

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
        return self._api.send(body["room"], body["content"], part_id)

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        stored = await client.call(self._api.upload(file))
        address = stored.value("content_uri")
        if not address:
            return outcome(stored) if stored.status != 200 else Outcome(NEVER, reason="no content_uri")
        content = {
            "msgtype": "m.file",
            "body": file.name,
            "url": address,
            "info": {"mimetype": file.content_type, "size": len(file.content)},
        }
        return outcome(await client.call(self._api.send(event.address["room"], content, part_id)))

    def outcome(self, answer: Answered) -> Outcome:
        return outcome(answer)

    def courtesies(self, event: Event) -> list[Call]:
        user = self._rooms.user
        path = f"/rooms/{quote(event.address['room'])}/typing/{quote(user)}"
        typing = {"typing": True, "timeout": TYPING_MILLISECONDS}
        return [self._api.request("PUT", path, typing)] if user else []

    async def erase_own(self, client: Client, event: Event) -> None:
        room = event.address["room"]
        for item in await self._rooms.history(client, room):
            ours = item.get("sender") == self._rooms.user and item["type"] == "m.room.message"
            if ours and item.get("content"):
                answer = await client.call(self._api.redact(room, item["event_id"]))
                if answer.status == 429:
                    return

    def problem(self) -> str:
        if not self._rooms.locked:
            return ""
        return "un salon chiffré ne peut pas être lu : invitez le compte dans un salon non chiffré"

    def probes(self) -> dict[str, Call]:
        return {"MATRIX_TOKEN": self._who_am_i()}

    def _who_am_i(self) -> Call:
        return self._api.request("GET", "/account/whoami")
