"""`python -m channels.messaging check`: what is wrong with the settings, and nothing is sent to anybody."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from channels.messaging.__main__ import check

from .fakes import meta, slack, twilio
from .fakes.meta import FakeMeta
from .fakes.slack import FakeSlack
from .fakes.telegram import TOKEN, FakeTelegram, Phone
from .fakes.twilio import FakeTwilio


@pytest.mark.parametrize("good", [True, False])
async def test_each_channel_says_whether_its_token_is_taken(good):
    servers = [kind() for kind in (FakeTelegram, FakeMeta, FakeTwilio, FakeSlack)]
    for server in servers:
        server.start()
    telegram, graph, sms, web = servers
    wrong = "" if good else "Wrong-token-1"
    variables = {
        "TELEGRAM_TOKEN": TOKEN + wrong,
        "TELEGRAM_API": telegram.url,
        "WHATSAPP_TOKEN": meta.TOKEN + wrong,
        "WHATSAPP_NUMBER_ID": "1",
        "MESSENGER_PAGE_TOKEN": meta.TOKEN + wrong,
        "META_APP_SECRET": meta.APP_SECRET,
        "META_VERIFY_TOKEN": meta.VERIFY_TOKEN,
        "META_API": graph.url,
        "TWILIO_ACCOUNT": twilio.ACCOUNT,
        "TWILIO_AUTH_TOKEN": twilio.TOKEN + wrong,
        "TWILIO_FROM": twilio.NUMBER,
        "TWILIO_PUBLIC_URL": twilio.PUBLIC_URL,
        "TWILIO_API": sms.url,
        "SLACK_BOT_TOKEN": slack.TOKEN + wrong,
        "SLACK_SIGNING_SECRET": slack.SECRET,
        "SLACK_API": web.url,
    }
    try:
        found = dict(await check(variables))
    finally:
        for server in servers:
            server.stop()
    assert set(found) == {"Telegram", "WhatsApp", "Messenger", "l'opérateur", "Slack"}
    for problem in found.values():
        assert problem == "" if good else "jeton est refusé" in problem
    assert not any(server.accepted for server in servers)


async def test_of_two_tokens_the_one_that_is_refused_is_named():
    server = FakeSlack()
    server.start()
    tokens = {"SLACK_BOT_TOKEN": slack.TOKEN, "SLACK_APP_TOKEN": "xapp-wrong"}
    try:
        found = dict(await check(tokens | {"SLACK_API": server.url}))
    finally:
        server.stop()
    assert found == {"Slack": "SLACK_APP_TOKEN : le jeton est refusé (invalid_auth)"}


async def test_a_setting_that_is_missing_is_named():
    found = dict(await check({"WHATSAPP_TOKEN": "x", "TELEGRAM_TOKEN": "x"}))
    assert "WHATSAPP_NUMBER_ID manque" in found["WhatsApp"] and "TELEGRAM_TOKEN" in found["Telegram"]


async def test_a_server_that_does_not_answer_is_told():
    found = dict(await check({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": "http://127.0.0.1:9"}))
    assert "ne répond pas" in found["Telegram"]


def test_our_telegram_updates_are_read_by_telegrams_own_library(messengers: Path):
    phone = Phone()
    group = phone.text("@bot", chat={"id": -100, "type": "supergroup", "title": "Groupe"})
    edited = phone.text("bonsoir")
    edited["edited_message"] = edited.pop("message")
    left = phone.text("x")
    member = {"user": left["message"]["from"], "status": "kicked", "until_date": 0}
    changed = {"old_chat_member": member, "new_chat_member": member}
    left["my_chat_member"] = left.pop("message") | changed
    updates = [phone.text("bonjour"), phone.tap("0123456789abcdef"), group, edited, left]
    program = (
        "import json, sys, telegram\n"
        "for update in json.load(sys.stdin):\n"
        "    read = telegram.Update.de_json(update, None)\n"
        "    print(read.effective_chat.type, read.effective_user.id)\n"
    )
    done = subprocess.run(
        [messengers, "-c", program], input=json.dumps(updates), capture_output=True, text=True, timeout=60
    )
    kinds = ["private", "private", "supergroup", "private", "private"]
    assert done.stdout.splitlines() == [f"{kind} {phone.chat}" for kind in kinds], done.stderr


def test_the_limits_of_our_telegram_are_those_of_its_own_library(messengers: Path):
    program = (
        "from telegram.constants import InlineKeyboardButtonLimit, InlineKeyboardMarkupLimit, MessageLimit\n"
        "print(MessageLimit.MAX_TEXT_LENGTH.value, InlineKeyboardButtonLimit.MAX_CALLBACK_DATA.value,\n"
        "      InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER.value)\n"
    )
    done = subprocess.run([messengers, "-c", program], capture_output=True, text=True, timeout=60)
    longest, data, most = map(int, done.stdout.split())

    def message(text: str, buttons: int = 1, carried: str = "x") -> str:
        rows = [[{"text": "a", "callback_data": carried}]] * buttons
        body = {"chat_id": 1, "text": text, "reply_markup": {"inline_keyboard": rows}}
        return FakeTelegram().problem(body)

    assert not message("a" * longest) and message("a" * (longest + 1))
    assert not message("a", 1, "x" * data) and message("a", 1, "x" * (data + 1))
    assert not message("a", most) and message("a", most + 1)


def test_11_the_present_library_of_twilio_signs_as_the_locked_one(messengers: Path):
    fields = [("Body", "À bientôt"), ("MediaUrl", "b"), ("MediaUrl", "a"), ("Vide", "")]
    _, headers = twilio.signed(fields, "a=1")
    program = (
        "import json, sys\n"
        "from twilio.request_validator import RequestValidator\n"
        "class Multi(dict):\n"
        "    def getall(self, name): return self[name]\n"
        "url, token, values = json.load(sys.stdin)\n"
        "print(RequestValidator(token).compute_signature(url, Multi(values)))\n"
    )
    values = {"Body": ["À bientôt"], "MediaUrl": ["b", "a"], "Vide": [""]}
    done = subprocess.run(
        [messengers, "-c", program],
        input=json.dumps([f"{twilio.URL}?a=1", twilio.TOKEN, values]),
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.stdout.strip() == headers["X-Twilio-Signature"], done.stderr
