"""Messenger, https://developers.facebook.com/docs/messenger-platform."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from channels.messaging import wording
from channels.messaging.choices import ChoiceLimits, arrange
from channels.messaging.event import CHOICE, EDITED, TEXT, UNREADABLE, Event
from channels.messaging.inbound import Inbound
from channels.messaging.providers.meta import MetaProvider, form_with
from channels.messaging.reading import readable
from channels.messaging.render import Answer, listed, plain, split
from channels.messaging.sending import Call, Client, Outcome
from dossier import File

LONGEST_TEXT = 2000


class Messenger(MetaProvider):
    """A Facebook page."""

    name = "messenger"
    label = "Messenger"
    note = "Messenger (Meta)"
    takes_files = True
    choices: ClassVar[ChoiceLimits] = ChoiceLimits(buttons=13, button_title=20, lettered_buttons=True)

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Messenger | None:
        found = cls.common(variables, "MESSENGER_PAGE_TOKEN")
        if found is None:
            return None
        values, api = found
        return cls(
            values["MESSENGER_PAGE_TOKEN"], values["META_APP_SECRET"], values["META_VERIFY_TOKEN"], api
        )

    def read(self, request: Inbound) -> list[Event]:
        document = request.json()
        if document["object"] != "page":
            return []
        items = [item for entry in document["entry"] for item in entry.get("messaging") or []]
        return [event for item in items for event in readable(self.name, self._events, item)]

    @staticmethod
    def _events(item: dict[str, Any]) -> list[Event]:
        person, page = item["sender"]["id"], item["recipient"]["id"]
        who, address, at = (page, person), {"to": person}, float(item.get("timestamp", 0)) / 1000
        if "postback" in item:
            postback = item["postback"]
            identity = postback.get("mid") or f"{person} {item['timestamp']}"
            return [Event(identity, CHOICE, who, address, postback["payload"], at)]
        if "message_edit" in item:
            edit = item["message_edit"]
            return [Event(f"{edit['mid']} {edit.get('num_edit', 1)}", EDITED, who, address, "", at)]
        message = item.get("message") or {}
        if not message.get("mid") or message.get("is_echo"):
            return []
        choice = (message.get("quick_reply") or {}).get("payload")
        if choice:
            return [Event(message["mid"], CHOICE, who, address, choice, at)]
        text = message.get("text") or ""
        return [Event(message["mid"], TEXT if text else UNREADABLE, who, address, text, at)]

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = plain(listed(answer.text, layout, wording.ANSWER_BY_LETTER), answer.own)
        messages: list[dict[str, Any]] = [{"text": part} for part in split(text, LONGEST_TEXT)]
        if len(layout.choices) <= self.choices.buttons and layout.choices:
            messages[-1]["quick_replies"] = [
                {"content_type": "text", "title": c.title, "payload": choice_id(c.payload)}
                for c in layout.choices
            ]
        to = {"recipient": {"id": event.address["to"]}, "messaging_type": "RESPONSE"}
        return [to | {"message": message} for message in messages]

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return Call("POST", f"{self._api}/me/messages", self._headers, body)

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        form = form_with(
            file,
            "filedata",
            recipient=json.dumps({"id": event.address["to"]}),
            messaging_type="RESPONSE",
            message=json.dumps({"attachment": {"type": "file", "payload": {}}}),
        )
        return self.outcome(
            await client.call(Call("POST", f"{self._api}/me/messages", self._headers, content=form))
        )

    def courtesies(self, event: Event) -> list[Call]:
        return [self.call({"recipient": {"id": event.address["to"]}, "sender_action": "typing_on"}, "")]

    def probes(self) -> dict[str, Call]:
        return {"MESSENGER_PAGE_TOKEN": Call("GET", f"{self._api}/me?fields=id", self._headers)}
