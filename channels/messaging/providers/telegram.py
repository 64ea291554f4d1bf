"""Telegram: long polling by default, a webhook when asked. Bot API, https://core.telegram.org/bots/api."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import Any, ClassVar

from aiohttp import FormData

from channels.messaging import wording
from channels.messaging.choices import ChoiceLimits, arrange
from channels.messaging.event import Event
from channels.messaging.inbound import Inbound, same
from channels.messaging.provider import Provider
from channels.messaging.providers.telegram_api import BotApi, outcome
from channels.messaging.providers.telegram_events import WANTED, events_of
from channels.messaging.providers.telegram_polling import poll
from channels.messaging.pull import Pull
from channels.messaging.render import Answer, Size, as_html, listed, plain, split, utf16
from channels.messaging.sending import Answered, Call, Client, Outcome
from channels.messaging.variables import base_url, needed, strong
from dossier import File
from serving.settings import SettingsError

LONGEST_TEXT = 4096
PATH = "/messaging/telegram"


class Telegram(Provider):
    """A bot of Telegram.

    Args:
        token: from @BotFather.
        secret: what Telegram must say with each request; empty: long polling.
        api: address of the Bot API.
        public_url: address at which Telegram reaches this server; empty: long polling.
    """

    name = "telegram"
    label = "Telegram"
    note = "Telegram"
    takes_files = True
    choices: ClassVar[ChoiceLimits] = ChoiceLimits(buttons=100, button_title=64, lettered_buttons=True)

    def __init__(self, token: str, secret: str, api: str, public_url: str) -> None:
        self.own_id = token.split(":")[0]
        self.webhook = bool(secret)
        self.pulls = not secret
        self._secret = secret
        self._api = BotApi(api, token)
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
        api = base_url(variables, "TELEGRAM_API", "https://api.telegram.org")
        if mode == "polling":
            return cls(token, "", api, "")
        return cls(token, _secret(variables), api, base_url(variables, "PUBLIC_URL", ""))

    def authentic(self, request: Inbound) -> bool:
        return same(request.header("x-telegram-bot-api-secret-token"), self._secret)

    def read(self, request: Inbound) -> list[Event]:
        return self._events_of(request.json())

    def _events_of(self, update: dict[str, Any]) -> list[Event]:
        return events_of(update, self.own_id, self._username)

    async def pull(self, pull: Pull) -> None:
        await poll(self._api, self._events_of, pull)

    async def prepare(self, client: Client) -> bool:
        me = await client.call(self._api.method("getMe"))
        self._username = me.value("result", "username") or self._username
        done = me.status == 200
        if self.webhook:
            url = f"{self._public_url}{PATH}"
            hook = {"url": url, "secret_token": self._secret, "allowed_updates": WANTED}
            done = (await client.call(self._api.method("setWebhook", hook))).status == 200 and done
        return done

    def render(self, answer: Answer, event: Event, choice_id: Callable[[str], str]) -> list[dict[str, Any]]:
        layout = arrange(list(answer.buttons), self.choices)
        text = listed(answer.text, layout, wording.ANSWER_BY_LETTER)
        where = {"chat_id": event.address["chat"], **_thread(event.address)}
        form = {"parse_mode": "HTML", "link_preview_options": {"is_disabled": True}}
        bodies = [
            where | form | {"text": as_html(part, answer.own), "plain": plain(part, answer.own)}
            for part in split(text, LONGEST_TEXT, utf16)
        ]
        rows = [[{"text": c.title, "callback_data": choice_id(c.payload)}] for c in layout.choices]
        if rows:
            bodies[-1]["reply_markup"] = {"inline_keyboard": rows}
        return bodies

    def call(self, body: dict[str, Any], part_id: str) -> Call:
        return self._api.method("sendMessage", {key: value for key, value in body.items() if key != "plain"})

    async def send_file(self, client: Client, event: Event, file: File, part_id: str) -> Outcome:
        form = FormData({"chat_id": str(event.address["chat"])})
        for name, value in _thread(event.address).items():
            form.add_field(name, json.dumps(value))
        form.add_field("document", file.content, filename=file.name, content_type=file.content_type)
        return outcome(await client.call(self._api.upload("sendDocument", form)))

    def without_markup(self, body: dict[str, Any]) -> dict[str, Any]:
        return {**{k: v for k, v in body.items() if k != "parse_mode"}, "text": body["plain"]}

    def outcome(self, answer: Answered) -> Outcome:
        return outcome(answer)

    def courtesies(self, event: Event) -> list[Call]:
        where = {"chat_id": event.address["chat"], **_thread(event.address, reply=False)}
        typing = self._api.method("sendChatAction", where | {"action": "typing"})
        if "tap" not in event.address:
            return [typing]
        return [self._api.method("answerCallbackQuery", {"callback_query_id": event.address["tap"]}), typing]

    def probes(self) -> dict[str, Call]:
        return {"TELEGRAM_TOKEN": self._api.method("getMe")}

    def size(self, event: Event) -> Size:
        return utf16


def _secret(variables: Mapping[str, str]) -> str:
    secret = strong("TELEGRAM_SECRET", variables.get("TELEGRAM_SECRET", "").strip())
    if not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret):
        raise SettingsError("TELEGRAM_SECRET ne peut contenir que lettres, chiffres, _ et -.")
    return secret


def _thread(address: dict[str, Any], reply: bool = True) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "thread" in address:
        found["message_thread_id"] = address["thread"]
    if reply and "reply_to" in address:
        found["reply_parameters"] = {"message_id": address["reply_to"], "allow_sending_without_reply": True}
    return found
