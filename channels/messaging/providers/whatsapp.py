"""WhatsApp Cloud API, https://developers.facebook.com/documentation/business-messaging/whatsapp."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from channels.messaging import wording
from channels.messaging.choices import BUTTONS, LIST, ChoiceLimits, Layout, arrange
from channels.messaging.event import Event
from channels.messaging.inbound import Inbound
from channels.messaging.providers.meta import MetaProvider, form_with
from channels.messaging.providers.whatsapp_events import events_of
from channels.messaging.render import Answer, as_whatsapp, listed, split
from channels.messaging.sending import NEVER, Call, Client, Outcome
from dossier import File

LONGEST_TEXT, LONGEST_INTERACTIVE = 4096, 1024


class WhatsApp(MetaProvider):
    """A number of WhatsApp."""

    name = "whatsapp"
    label = "WhatsApp"
    note = "WhatsApp (Meta)"
    takes_files = True
    choices: ClassVar[ChoiceLimits] = ChoiceLimits(
        buttons=3, button_title=20, rows=10, row_title=24, row_description=72
    )

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> WhatsApp | None:
        found = cls.common(variables, "WHATSAPP_TOKEN", "WHATSAPP_NUMBER_ID")
        if found is None:
            return None
        values, api = found
        provider = cls(values["WHATSAPP_TOKEN"], values["META_APP_SECRET"], values["META_VERIFY_TOKEN"], api)
        provider.own_id = values["WHATSAPP_NUMBER_ID"]
        return provider

    def read(self, request: Inbound) -> list[Event]:
        return events_of(request.json(), self.own_id)

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        marked = _marker(answer)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        interactive = layout.form in (BUTTONS, LIST)
        if interactive and len(marked(text)) <= LONGEST_INTERACTIVE:
            return [_interactive(marked(text), layout, choice_id, event)]
        parts = split(text, LONGEST_TEXT, lambda part: len(marked(part)))
        bodies = [
            _to(event) | {"type": "text", "text": {"body": marked(p), "preview_url": False}} for p in parts
        ]
        if interactive:
            bodies.append(_interactive(wording.CHOOSE, layout, choice_id, event))
        return bodies

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return Call("POST", f"{self._api}/{self.own_id}/messages", self._headers, body)

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        where = f"{self._api}/{self.own_id}/media"
        form = form_with(file, "file", messaging_product="whatsapp")
        stored = await client.call(Call("POST", where, self._headers, content=form))
        if not stored.value("id"):
            return self.outcome(stored) if stored.status != 200 else Outcome(NEVER, reason="no media id")
        document = {"id": stored.value("id"), "filename": file.name}
        body = _to(event) | {"type": "document", "document": document}
        return self.outcome(await client.call(self.call(body, part_id)))

    def courtesies(self, event: Event) -> list[Call]:
        seen = {
            "messaging_product": "whatsapp",
            "status": "read",
            "message_id": event.address["message"],
            "typing_indicator": {"type": "text"},
        }
        return [self.call(seen, "")]

    def probes(self) -> dict[str, Call]:
        return {"WHATSAPP_TOKEN": Call("GET", f"{self._api}/{self.own_id}?fields=id", self._headers)}


def _marker(answer: Answer) -> Callable[[str], str]:
    return lambda text: as_whatsapp(text, answer.own)


def _to(event: Event) -> dict[str, Any]:
    to: dict[str, Any] = {key: event.address[key] for key in ("to", "recipient") if key in event.address}
    return {"messaging_product": "whatsapp", "recipient_type": "individual", **to}


def _interactive(text: str, layout: Layout, choice_id: Callable[[str], str], event: Event) -> dict[str, Any]:
    if layout.form == BUTTONS:
        replies = [{"id": choice_id(c.payload), "title": c.title} for c in layout.choices]
        shown: dict[str, Any] = {
            "type": "button",
            "action": {"buttons": [{"type": "reply", "reply": reply} for reply in replies]},
        }
    else:
        rows = [
            {
                "id": choice_id(c.payload),
                "title": c.title,
                **({"description": c.description} if c.description else {}),
            }
            for c in layout.choices
        ]
        shown = {"type": "list", "action": {"button": wording.SEE_CHOICES, "sections": [{"rows": rows}]}}
    return _to(event) | {"type": "interactive", "interactive": {**shown, "body": {"text": text}}}
