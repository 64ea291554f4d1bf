"""SMS, and WhatsApp, through Twilio: text alone, choices by letters. https://www.twilio.com/docs/messaging."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qsl

from channels.messaging import gsm7, wording
from channels.messaging.choices import ChoiceLimits, arrange
from channels.messaging.event import TEXT, UNREADABLE, Event
from channels.messaging.inbound import Inbound, same
from channels.messaging.provider import Provider
from channels.messaging.render import Answer, Size, as_whatsapp, listed, plain, split
from channels.messaging.sending import SILENCED, Answered, Call, Outcome, usual_outcome
from channels.messaging.variables import base_url, needed, strong

LONGEST_TEXT = 1600
# Three segments: a long answer would cost up to thirty-four.
PAGE_SEPTETS = 3 * gsm7.JOINED
_WHATSAPP = "whatsapp:"
PATH = "/messaging/sms"


class Sms(Provider):
    """Numbers at Twilio.

    Args:
        account: identifier of the account.
        token: what Twilio signs with and what we call it with.
        sender: one of our numbers, or a messaging service.
        public_url: address of this server as Twilio calls it; never taken from what a request says.
        api: address of Twilio's API.
    """

    name = "sms"
    label = "l'opérateur"
    webhook = True
    accepted = 204
    choices: ClassVar[ChoiceLimits] = ChoiceLimits()

    def __init__(self, account: str, token: str, sender: str, public_url: str, api: str) -> None:
        self.own_id = account
        self._token = token
        self._sender = sender
        self._url = f"{public_url}{PATH}"
        self._api = f"{api}/2010-04-01/Accounts/{account}"
        credentials = base64.b64encode(f"{account}:{token}".encode()).decode()
        self._headers = {"Authorization": f"Basic {credentials}"}

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Sms | None:
        names = ("TWILIO_ACCOUNT", "TWILIO_AUTH_TOKEN", "TWILIO_FROM", "TWILIO_PUBLIC_URL")
        values = needed(variables, *names)
        if values is None:
            return None
        account, token, sender, _ = values.values()
        return cls(
            account,
            strong("TWILIO_AUTH_TOKEN", token),
            sender,
            base_url(variables, "TWILIO_PUBLIC_URL", ""),
            base_url(variables, "TWILIO_API", "https://api.twilio.com"),
        )

    def authentic(self, request: Inbound) -> bool:
        if request.headers("x-twilio-webhooks-signature-settings"):
            # Signed with a shared key that we were not given.
            return False
        url = self._url + (f"?{request.query_string}" if request.query_string else "")
        # Several values of one name count once each, sorted, as Twilio's own libraries do.
        pairs = sorted(set(_form(request.body)))
        signed = url + "".join(name + value for name, value in pairs)
        digest = hmac.new(self._token.encode(), signed.encode("utf-8", "surrogateescape"), hashlib.sha1)
        return same(request.header("x-twilio-signature"), base64.b64encode(digest.digest()).decode())

    def read(self, request: Inbound) -> list[Event]:
        form = dict(_form(request.body))
        identity, person, own = form["MessageSid"], form["From"], form["To"]
        if form.get("SmsStatus", "received") != "received":
            return []
        text = form.get("Body", "")
        kind = TEXT if text.strip() else UNREADABLE
        return [Event(identity, kind, (own, person), {"to": person, "from": own}, text)]

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        if self._is_whatsapp(event):
            marked = [as_whatsapp(part, answer.own) for part in split(text, LONGEST_TEXT - 100)]
        else:
            marked = split(gsm7.fold(plain(text, answer.own)), LONGEST_TEXT, gsm7_length)
        to = {"To": event.address["to"], "From": event.address["from"]}
        if self._sender.startswith("MG") and not self._is_whatsapp(event):
            to = {"To": event.address["to"], "MessagingServiceSid": self._sender}
        return [to | {"Body": part} for part in marked]

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return Call("POST", f"{self._api}/Messages.json", self._headers, form=body)

    def outcome(self, answer: Answered) -> Outcome:
        if answer.value("code") == 21610:
            return Outcome(SILENCED, reason="code 21610")
        return usual_outcome(answer)

    def probes(self) -> dict[str, Call]:
        return {"TWILIO_AUTH_TOKEN": Call("GET", f"{self._api}.json", self._headers)}

    def size(self, event: Event) -> Size:
        return len if self._is_whatsapp(event) else gsm7.length

    def page_for(self, event: Event) -> int:
        return 0 if self._is_whatsapp(event) else PAGE_SEPTETS

    def stop_words_for(self, event: Event) -> bool:
        return not self._is_whatsapp(event)

    @staticmethod
    def _is_whatsapp(event: Event) -> bool:
        return event.address["to"].startswith(_WHATSAPP)


def gsm7_length(text: str) -> int:
    """Return the larger of the two lengths that Twilio limits: characters and septets."""
    return max(len(text), gsm7.length(text) if gsm7.fits(text) else 0)


def _form(body: bytes) -> list[tuple[str, str]]:
    return parse_qsl(
        body.decode("utf-8", "surrogateescape"), keep_blank_values=True, errors="surrogateescape"
    )
