"""Telegram: long polling by default, a webhook when asked. Bot API, https://core.telegram.org/bots/api."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from aiohttp import FormData

from channels.messaging.choices import LIST, ChoiceLimits, arrange
from channels.messaging.event import CHOICE, EDITED, LEFT, TEXT, UNREADABLE, Event
from channels.messaging.provider import Inbound, Provider, Pull, PullFailed, base_url, needed, same, strong
from channels.messaging.render import Answer, Size, as_html, plain, split, utf16
from channels.messaging.sending import (
    LATER,
    NEVER,
    PLAIN,
    SENT,
    Answered,
    Call,
    Client,
    Outcome,
    usual_outcome,
)
from dossier import File
from serving.settings import SettingsError

LONGEST_TEXT = 4096
POLL_SECONDS = 25
BATCH = 100
WANTED = ["message", "edited_message", "callback_query", "my_chat_member"]
PATH = "/messaging/telegram"
_MEDIA = (
    *("voice", "audio", "photo", "video", "video_note", "animation", "sticker", "document", "poll", "dice"),
    *("location", "venue", "contact", "story", "paid_media"),
)
_GONE = ("kicked", "left")


class Telegram(Provider):
    """A bot of Telegram.

    Args:
        token: from @BotFather.
        secret: what Telegram must say with each request; empty: long polling.
        api: address of the Bot API.
        public_url: address at which Telegram reaches this server, for the webhook.
    """

    name = "telegram"
    label = "Telegram"
    note = "Telegram"
    takes_files = True
    choices: ClassVar[ChoiceLimits] = ChoiceLimits(buttons=100, button_title=64)

    def __init__(self, token: str, secret: str, api: str, public_url: str) -> None:
        self.own_id = token.split(":")[0]
        self.webhook = bool(secret)
        self.pulls = not secret
        self._secret = secret
        self._base = f"{api}/bot{token}"
        self._public_url = public_url
        self._username = ""

    @classmethod
    def from_variables(cls, variables: Mapping[str, str]) -> Telegram | None:
        values = needed(variables, "TELEGRAM_TOKEN")
        if values is None:
            return None
        token = values["TELEGRAM_TOKEN"]
        if not re.fullmatch(r"\d+:[A-Za-z0-9_-]{20,}", token):
            raise SettingsError("TELEGRAM_TOKEN n'a pas la forme d'un jeton de @BotFather : 123456:ABC…")
        mode = variables.get("TELEGRAM_MODE", "").strip().lower() or "polling"
        if mode not in ("polling", "webhook"):
            raise SettingsError("TELEGRAM_MODE doit valoir polling ou webhook.")
        secret = variables.get("TELEGRAM_SECRET", "").strip()
        if mode == "webhook":
            if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", strong("TELEGRAM_SECRET", secret)):
                raise SettingsError("TELEGRAM_SECRET ne peut contenir que lettres, chiffres, _ et -.")
        else:
            secret = ""
        api = base_url(variables, "TELEGRAM_API", "https://api.telegram.org")
        return cls(token, secret, api, variables.get("PUBLIC_URL", "").strip().rstrip("/"))

    def authentic(self, request: Inbound) -> bool:
        return same(request.header("x-telegram-bot-api-secret-token"), self._secret)

    def read(self, request: Inbound) -> list[Event]:
        return self._events(request.json())

    def _events(self, update: dict[str, Any]) -> list[Event]:
        update_id = str(update["update_id"])
        if "callback_query" in update:
            return self._tap(update["callback_query"])
        if "my_chat_member" in update:
            member = update["my_chat_member"]
            if member["new_chat_member"]["status"] in _GONE:
                return [Event(update_id, LEFT, self._who(member, member["from"]), {})]
            return []
        message = update.get("message") or update.get("edited_message")
        sender = (message or {}).get("from") or {}
        if not message or not sender or sender.get("is_bot"):
            return []
        group = message["chat"]["type"] != "private"
        text = message.get("text") or message.get("caption") or ""
        if group:
            text = self._addressed(message, text)
            if not text:
                return []
        if "edited_message" in update:
            kind = EDITED
        elif text:
            kind = TEXT
        elif any(name in message for name in _MEDIA):
            kind = UNREADABLE
        else:
            return []
        address = _address(message) | ({"reply_to": message["message_id"]} if group else {})
        value = text if kind == TEXT else ""
        return [Event(update_id, kind, self._who(message, sender), address, value, message["date"], group)]

    def _tap(self, tap: dict[str, Any]) -> list[Event]:
        message, data = tap.get("message"), tap.get("data")
        if not message or not data:
            return []
        group = message["chat"]["type"] != "private"
        address = _address(message) | {"tap": tap["id"]}
        return [Event(f"tap {tap['id']}", CHOICE, self._who(message, tap["from"]), address, data, 0.0, group)]

    def _addressed(self, message: dict[str, Any], text: str) -> str:
        """The text said to us in a group; empty when it is said to others."""
        replied = ((message.get("reply_to_message") or {}).get("from") or {}).get("id")
        name = f"@{self._username}"
        if self._username and name.lower() in text.lower():
            return re.sub(re.escape(name), "", text, flags=re.IGNORECASE).strip()
        return text if str(replied) == self.own_id else ""

    @staticmethod
    def _who(message: dict[str, Any], sender: dict[str, Any]) -> tuple[str, ...]:
        chat = message["chat"]
        if chat["type"] == "private":
            return (str(chat["id"]),)
        return (str(chat["id"]), str(message.get("message_thread_id") or ""), str(sender["id"]))

    async def pull(self, pull: Pull) -> None:
        wanted = {"timeout": POLL_SECONDS, "limit": BATCH, "allowed_updates": WANTED}
        if pull.position:
            wanted["offset"] = int(pull.position)
        answer = await pull.client.call(self._method("getUpdates", wanted, POLL_SECONDS + 10.0))
        if answer.status == 409 and "webhook" in str(answer.value("description")).lower():
            await pull.client.call(self._method("deleteWebhook", {"drop_pending_updates": False}))
            raise PullFailed("a webhook was set", 0.1)
        if answer.status != 200 or not isinstance(answer.value("result"), list):
            raise PullFailed(answer.cause or f"status {answer.status}", _wait(answer))
        updates = answer.value("result")
        if not updates:
            await pull.take([], None)
            return
        events: list[Event] = []
        for update in updates:
            try:
                events += self._events(update)
            except (KeyError, TypeError, ValueError, AttributeError):
                continue
        await pull.take(events, str(max(update["update_id"] for update in updates) + 1))

    async def prepare(self, client: Client) -> bool:
        me = await client.call(self._method("getMe", {}))
        self._username = me.value("result", "username") or self._username
        done = me.status == 200
        if self.webhook and self._public_url:
            hook = {
                "url": f"{self._public_url}{PATH}",
                "secret_token": self._secret,
                "allowed_updates": WANTED,
            }
            done = (await client.call(self._method("setWebhook", hook))).status == 200 and done
        return done

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        assert layout.form != LIST
        bodies = []
        for text in split(answer.text, LONGEST_TEXT, utf16):
            bodies.append(
                {
                    "chat_id": event.address["chat"],
                    "text": as_html(text, answer.own),
                    "plain": plain(text, answer.own),
                    "parse_mode": "HTML",
                    "link_preview_options": {"is_disabled": True},
                    **_thread(event.address),
                }
            )
        rows = [[{"text": c.title, "callback_data": choice_id(c.payload)}] for c in layout.choices]
        if rows:
            bodies[-1]["reply_markup"] = {"inline_keyboard": rows}
        return bodies

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return self._method("sendMessage", {key: value for key, value in body.items() if key != "plain"})

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        form = FormData({"chat_id": str(event.address["chat"])})
        for name, value in _thread(event.address).items():
            form.add_field(name, json.dumps(value))
        form.add_field("document", file.content, filename=file.name, content_type=file.content_type)
        call = Call("POST", f"{self._base}/sendDocument", content=form)
        return self.outcome(await client.call(call))

    def without_markup(self, body: dict[str, Any]) -> dict[str, Any]:
        return {**{k: v for k, v in body.items() if k != "parse_mode"}, "text": body["plain"]}

    def outcome(self, answer: Answered) -> Outcome:
        description = str(answer.value("description") or "")
        if answer.status == 429:
            return Outcome(LATER, _wait(answer), "status 429")
        if answer.status == 400 and "can't parse entities" in description:
            return Outcome(PLAIN, reason="markup refused")
        if answer.status in (400, 403, 404):
            return Outcome(NEVER, reason=f"status {answer.status}")
        if answer.status == 200 and answer.value("ok") is not True:
            return Outcome(LATER, reason="not ok")
        return usual_outcome(answer) if answer.status != 200 else Outcome(SENT)

    def courtesies(self, event: Event) -> list[Call]:
        calls = [
            self._method(
                "sendChatAction",
                {"chat_id": event.address["chat"], "action": "typing", **_thread(event.address, reply=False)},
            )
        ]
        if "tap" in event.address:
            calls.insert(0, self._method("answerCallbackQuery", {"callback_query_id": event.address["tap"]}))
        return calls

    def probe(self) -> Call:
        return self._method("getMe", {})

    def size(self, event: Event) -> Size:
        return utf16

    def _method(self, name: str, data: dict[str, Any], seconds: float = 8.0) -> Call:
        return Call("POST", f"{self._base}/{name}", data=json.loads(json.dumps(data)), seconds=seconds)


def _address(message: dict[str, Any]) -> dict[str, Any]:
    address: dict[str, Any] = {"chat": message["chat"]["id"]}
    if message.get("is_topic_message"):
        address["thread"] = message["message_thread_id"]
    return address


def _thread(address: dict[str, Any], reply: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "thread" in address:
        found["message_thread_id"] = address["thread"]
    if reply and "reply_to" in address:
        found["reply_parameters"] = {
            "message_id": address["reply_to"],
            "allow_sending_without_reply": True,
        }
    return found


def _wait(answer: Answered) -> float | None:
    seconds = answer.value("parameters", "retry_after")
    return float(seconds) if isinstance(seconds, (int, float)) else answer.retry_after
