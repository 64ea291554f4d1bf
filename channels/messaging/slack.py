"""Slack: Socket Mode when an app token is set, else the Events API. https://docs.slack.dev."""

from __future__ import annotations

import asyncio
import hashlib
import hmac
import json
import re
import time
from collections.abc import Callable, Mapping
from typing import Any, ClassVar
from urllib.parse import parse_qs

import aiohttp

from channels.messaging import wording
from channels.messaging.choices import BUTTONS, ChoiceLimits, arrange
from channels.messaging.event import CHOICE, EDITED, TEXT, UNREADABLE, Event
from channels.messaging.provider import Inbound, Provider, Pull, PullFailed, base_url, needed, same, strong
from channels.messaging.render import Answer, as_mrkdwn, listed, split
from channels.messaging.sending import (
    LATER,
    NEVER,
    SENT,
    WRONG_TOKEN_PAUSE,
    Answered,
    Call,
    Client,
    Outcome,
    usual_outcome,
)
from dossier import File
from serving.settings import SettingsError

LONGEST_SECTION = 3000
OLDEST_SECONDS = 300
SOCKET_SECONDS = 30.0
_TOKEN_ERRORS = ("invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive")
_PASSING = ("ratelimited", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
_LINK = re.compile(r"<(https?://[^|>]+)(?:\|[^>]*)?>")
_MENTION = re.compile(r"<@[A-Z0-9]+(?:\|[^>]*)?>")


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
        self._api = api
        self._headers = {"Authorization": f"Bearer {token}"}
        self._app_headers = {"Authorization": f"Bearer {app_token}"}
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
            return self._taps(json.loads(parse_qs(request.body.decode())["payload"][0]))
        return self._events(request.json())

    def _events(self, document: dict[str, Any]) -> list[Event]:
        event = document["event"]
        identity, subtype = document["event_id"], event.get("subtype")
        private = event["type"] == "message" and event.get("channel_type") == "im"
        if event.get("bot_id") or not (private or event["type"] == "app_mention"):
            return []
        at = float(event.get("event_ts") or event.get("ts") or "0")
        if subtype == "message_changed" and (event.get("message") or {}).get("edited"):
            who = self._who(document, event["channel"], event["message"].get("user", ""), "", True)
            return [Event(identity, EDITED, who, {"channel": event["channel"]}, "", at)]
        if subtype not in (None, "file_share", "thread_broadcast") or not event.get("user"):
            return []
        text = _MENTION.sub("", event.get("text") or "", count=0 if not private else 1)
        text = _LINK.sub(r"\1", text).strip()
        text = text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
        thread = event.get("thread_ts") or ("" if private else event["ts"])
        who = self._who(document, event["channel"], event["user"], thread, private)
        address = {"channel": event["channel"], **({"thread": thread} if thread else {})}
        return [Event(identity, TEXT if text else UNREADABLE, who, address, text, at, not private)]

    def _taps(self, document: dict[str, Any]) -> list[Event]:
        if document.get("type") != "block_actions":
            return []
        channel, person = document["channel"]["id"], document["user"]["id"]
        thread = (document.get("container") or {}).get("thread_ts") or ""
        private = channel.startswith("D")
        team = {"team_id": (document.get("team") or {}).get("id", "")}
        who = self._who(team, channel, person, thread, private)
        address = {"channel": channel, **({"thread": thread} if thread else {})}
        return [
            Event(
                f"{a['action_ts']} {person}",
                CHOICE,
                who,
                address,
                a["value"],
                float(a["action_ts"]),
                not private,
            )
            for a in document["actions"]
            if a.get("value")
        ]

    @staticmethod
    def _who(
        document: dict[str, Any], channel: str, person: str, thread: str, private: bool
    ) -> tuple[str, ...]:
        team = document.get("team_id") or ""
        return (team, channel) if private else (team, channel, thread, person)

    async def pull(self, pull: Pull) -> None:
        answer = await pull.client.call(Call("POST", f"{self._api}/apps.connections.open", self._app_headers))
        if answer.value("ok") is not True:
            raise PullFailed(str(answer.value("error") or answer.cause or answer.status), answer.retry_after)
        try:
            async with pull.client.session().ws_connect(
                answer.value("url"), heartbeat=SOCKET_SECONDS
            ) as socket:
                await pull.take([], None)
                async for message in socket:
                    if message.type is not aiohttp.WSMsgType.TEXT:
                        continue
                    envelope = json.loads(message.data)
                    if envelope.get("type") == "disconnect":
                        return
                    if "envelope_id" in envelope:
                        await pull.take(self._enveloped(envelope), None)
                        # Only what is stored is acknowledged; the rest comes again.
                        await socket.send_json({"envelope_id": envelope["envelope_id"]})
        except (aiohttp.ClientError, asyncio.TimeoutError, OSError, ValueError) as error:
            raise PullFailed(type(error).__name__) from None

    def _enveloped(self, envelope: dict[str, Any]) -> list[Event]:
        read = {"events_api": self._events, "interactive": self._taps}.get(envelope.get("type", ""))
        try:
            return read(envelope["payload"]) if read else []
        except (KeyError, TypeError, ValueError, AttributeError):
            return []

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        where = {"channel": event.address["channel"], "unfurl_links": False, "unfurl_media": False}
        if "thread" in event.address:
            where["thread_ts"] = event.address["thread"]
        bodies = []
        for part in split(text, LONGEST_SECTION, lambda source: len(as_mrkdwn(source, answer.own))):
            marked = as_mrkdwn(part, answer.own)
            section = {"type": "section", "text": {"type": "mrkdwn", "text": marked, "verbatim": False}}
            bodies.append(where | {"text": marked, "blocks": [section]})
        if layout.form == BUTTONS and layout.choices:
            elements = [
                {
                    "type": "button",
                    "text": {"type": "plain_text", "text": c.title},
                    "value": choice_id(c.payload),
                    "action_id": f"choice_{number}",
                }
                for number, c in enumerate(layout.choices)
            ]
            bodies[-1]["blocks"].append({"type": "actions", "elements": elements})
        return bodies

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return Call("POST", f"{self._api}/chat.postMessage", self._headers, body)

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        asked = {"filename": file.name, "length": str(len(file.content))}
        url = f"{self._api}/files.getUploadURLExternal"
        place = await client.call(Call("POST", url, self._headers, form=asked))
        if place.value("ok") is not True:
            return self.outcome(place)
        stored = await client.call(Call("POST", place.value("upload_url"), content=file.content))
        if stored.status != 200:
            return usual_outcome(stored)
        shared: dict[str, Any] = {"files": [{"id": place.value("file_id"), "title": file.title}]}
        shared |= {"channel_id": event.address["channel"]}
        if "thread" in event.address:
            shared["thread_ts"] = event.address["thread"]
        url = f"{self._api}/files.completeUploadExternal"
        return self.outcome(await client.call(Call("POST", url, self._headers, shared)))

    def outcome(self, answer: Answered) -> Outcome:
        error = answer.value("error")
        if answer.status != 200 or not isinstance(answer.body, dict):
            return usual_outcome(answer if answer.status != 200 else Answered(502, cause="not JSON"))
        if answer.value("ok") is True:
            return Outcome(SENT)
        if error in _TOKEN_ERRORS:
            return Outcome(LATER, WRONG_TOKEN_PAUSE, str(error))
        return Outcome(LATER if error in _PASSING else NEVER, answer.retry_after, str(error))

    def probe(self) -> Call:
        return Call("POST", f"{self._api}/auth.test", self._headers)

    def verdict(self, answer: Answered) -> str:
        if answer.status == 200 and answer.value("ok") is False:
            return f"le jeton est refusé ({answer.value('error')})"
        return super().verdict(answer)
