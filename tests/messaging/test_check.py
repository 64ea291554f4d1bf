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


async def test_a_setting_that_is_missing_is_named():
    found = dict(await check({"WHATSAPP_TOKEN": "x", "TELEGRAM_TOKEN": "x"}))
    assert "WHATSAPP_NUMBER_ID manque" in found["WhatsApp"] and "TELEGRAM_TOKEN" in found["Telegram"]


async def test_a_server_that_does_not_answer_is_told():
    found = dict(await check({"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": "http://127.0.0.1:9"}))
    assert "ne répond pas" in found["Telegram"]


def test_our_telegram_updates_are_read_by_telegrams_own_library(messengers: Path):
    updates = [Phone().text("bonjour"), Phone().tap("0123456789abcdef")]
    program = (
        "import json, sys, telegram\n"
        "for update in json.load(sys.stdin):\n"
        "    read = telegram.Update.de_json(update, None)\n"
        "    print((read.message or read.callback_query.message).chat.type)\n"
    )
    done = subprocess.run(
        [messengers, "-c", program], input=json.dumps(updates), capture_output=True, text=True, timeout=60
    )
    assert done.stdout.split() == ["private", "private"], done.stderr


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
