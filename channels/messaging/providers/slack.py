"""Slack: Socket Mode when an app token is set, else the Events API. https://docs.slack.dev."""

from __future__ import annotations

import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs

from channels.messaging import wording
from channels.messaging.choices import BUTTONS, Choice, ChoiceLimits, arrange
from channels.messaging.event import Event
from channels.messaging.inbound import Inbound, same
from channels.messaging.provider import Provider
from channels.messaging.providers.slack_api import WebApi, outcome
from channels.messaging.providers.slack_events import events_of, taps_of
from channels.messaging.providers.slack_socket import listen
from channels.messaging.pull import Pull
from channels.messaging.render import Answer, as_mrkdwn, listed, split
from channels.messaging.sending import Answered, Call, Client, Outcome
from channels.messaging.variables import base_url, needed, strong
from dossier import File
from serving.settings import SettingsError

LONGEST_SECTION = 3000
OLDEST_SECONDS = 300


class Slack(Provider):
    """A Slack app.

    Args:
        token: of the bot.
        signing_secret: what Slack signs with, for the Events API.
        app_token: opens the socket; empty: the Events API.
        api: address of the Web API.
    """

    name = "slack"
    label = "Slack"
    note = "Slack"
    takes_files = True
    lease = False
    choices: ClassVar[ChoiceLimits] = ChoiceLimits(buttons=25, button_title=75)

    def __init__(self, token: str, signing_secret: str, app_token: str, api: str) -> None:
        self._secret = signing_secret.encode()
        self._api = WebApi(api, token)
        self._opening = WebApi(api, app_token).method("apps.connections.open")
        self.pulls = bool(app_token)
        self.webhook = not app_token

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Slack | None:
        values = needed(variables, "SLACK_BOT_TOKEN")
        if values is None:
            return None
        app_token = variables.get("SLACK_APP_TOKEN", "").strip()
        secret = variables.get("SLACK_SIGNING_SECRET", "").strip()
        if app_token and not app_token.startswith("xapp-"):
            raise SettingsError("SLACK_APP_TOKEN doit commencer par xapp-.")
        if not app_token:
            strong("SLACK_SIGNING_SECRET", secret)
        api = base_url(variables, "SLACK_API", "https://slack.com/api")
        return cls(values["SLACK_BOT_TOKEN"], secret, app_token, api)

    def authentic(self, request: Inbound) -> bool:
        stamp = request.header("x-slack-request-timestamp") or b""
        if not re.fullmatch(rb"[0-9]{1,12}", stamp) or abs(time.time() - int(stamp)) > OLDEST_SECONDS:
            return False
        signed = b"v0:" + stamp + b":" + request.body
        digest = hmac.new(self._secret, signed, hashlib.sha256).hexdigest()
        return same(request.header("x-slack-signature"), f"v0={digest}")

    def handshake(self, request: Inbound) -> str | None:
        document = request.json()
        if isinstance(document, dict) and document.get("type") == "url_verification":
            return str(document.get("challenge", ""))
        return None

    def read(self, request: Inbound) -> list[Event]:
        if b"application/x-www-form-urlencoded" in (request.header("content-type") or b""):
            return taps_of(json.loads(parse_qs(request.body.decode())["payload"][0]))
        return events_of(request.json())

    async def pull(self, pull: Pull) -> None:
        await listen(self._opening, pull)

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        where = {"channel": event.address["channel"], **_thread(event)}
        where |= {"unfurl_links": False, "unfurl_media": False}
        bodies = []
        for part in split(text, LONGEST_SECTION, lambda source: len(as_mrkdwn(source, answer.own))):
            marked = as_mrkdwn(part, answer.own)
            section = {"type": "section", "text": {"type": "mrkdwn", "text": marked, "verbatim": False}}
            bodies.append(where | {"text": marked, "blocks": [section]})
        if layout.form == BUTTONS and layout.choices:
            elements = [_button(number, c, choice_id) for number, c in enumerate(layout.choices)]
            bodies[-1]["blocks"].append({"type": "actions", "elements": elements})
        return bodies

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return self._api.method("chat.postMessage", body)

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        where = {"channel_id": event.address["channel"], **_thread(event)}
        return await self._api.share(client, file, where)

    def outcome(self, answer: Answered) -> Outcome:
        return outcome(answer)

    def probes(self) -> dict[str, Call]:
        found = {"SLACK_BOT_TOKEN": self._api.method("auth.test")}
        return found | ({"SLACK_APP_TOKEN": self._opening} if self.pulls else {})

    def verdict(self, answer: Answered) -> str:
        if answer.status == 200 and answer.value("ok") is False:
            return f"le jeton est refusé ({answer.value('error')})"
        return super().verdict(answer)


def _thread(event: Event) -> dict[str, Any]:
    return {"thread_ts": event.address["thread"]} if "thread" in event.address else {}


def _button(number: int, choice: Choice, choice_id: Callable[[str], str]) -> dict[str, Any]:
    return {
        "type": "button",
        "text": {"type": "plain_text", "text": choice.title},
        "value": choice_id(choice.payload),
        "action_id": f"choice_{number}",
    }
