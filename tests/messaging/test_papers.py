"""« Le dossier » on messengers: the files where they are taken, else links of fifteen minutes."""

from __future__ import annotations

import asyncio
import json
import re

import pytest
import requests

from channels.links import Links
from channels.messaging import wording
from serving.deliveries import DELIVERIES

from .desk import Desk
from .fakes import meta, slack
from .fakes.telegram import SECRET, Phone, shown
from .test_matrix import answers, bot, listening, room_with
from .test_matrix import desk as matrix_desk
from .test_meta import META
from .test_meta import give as give_meta
from .test_meta import server as meta_server
from .test_slack import give as give_slack
from .test_slack import server as slack_server
from .test_sms import SETTINGS, say
from .test_sms import server as twilio

__all__ = ["bot", "matrix_desk", "meta_server", "slack_server", "twilio"]

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
NAMES = ["dossier-immersion.pdf", "agenda-immersion.ics", "lettres-immersion.pdf"]
KINDS = ["pdf", "ics", "letters"]
LINK = re.compile(r"https://assistant\.example/chat/link/(\S+)")


async def ask(desk: Desk, phone: Phone, text: str = "dossier") -> None:
    assert await desk.post(json.dumps(phone.text(text)).encode(), HEADERS) == 200
    await desk.idle()


async def test_telegram_gets_the_files_after_the_text(desk, telegram):
    phone = Phone()
    async with desk.open():
        await ask(desk, phone)
    text, *documents = telegram.accepted
    assert shown(text).endswith("Votre dossier est prêt.")
    assert [sent["document"][0] for sent in documents] == NAMES
    assert [sent["document"][2][:5] for sent in documents] == [b"%PDF-", b"BEGIN", b"%PDF-"]
    assert {sent["chat_id"] for sent in documents} == {phone.chat}


async def test_a_file_waits_like_any_part_and_those_accepted_are_not_sent_again(desk, telegram, hurried):
    async with desk.open():
        telegram.faults.extend([None, None, "429", "500", "down"])
        await ask(desk, Phone())
    assert [sent["document"][0] for sent in telegram.accepted[1:]] == NAMES


async def test_a_waiting_row_holds_no_file(desk, telegram):
    async with desk.open():
        telegram.faults.extend([None, 60.0])
        assert await desk.post(json.dumps(Phone().text("dossier")).encode(), HEADERS) == 200
        while not desk.rows(DELIVERIES.c.sent == 1, DELIVERIES.c.tries > 0):
            await asyncio.sleep(0.05)
    assert len(desk.rows()[0].reply) < 5_000


@pytest.mark.parametrize("url", ["https://assistant.example", ""])
async def test_a_file_that_is_refused_becomes_its_link(agent, tmp_path, telegram_settings, telegram, url):
    telegram.refuses_files = True
    desk = Desk(agent, tmp_path / "c.db", telegram_settings, public_url=url)
    async with desk.open():
        await ask(desk, Phone())
    ends = wording.LINKS_END if url else wording.NO_FILE
    said = [shown(sent) for sent in telegram.accepted[1:]]
    assert len(said) == 3 and all(
        text.endswith(ends) and bool(LINK.search(text)) == bool(url) for text in said
    )


async def test_a_plan_that_was_erased_meanwhile_is_said_to_be_none(desk, telegram, monkeypatch):
    async with desk.open():
        phone = Phone()
        telegram.faults.extend([None, 2.0])
        assert await desk.post(json.dumps(phone.text("dossier")).encode(), HEADERS) == 200
        while not desk.rows(DELIVERIES.c.sent == 1, DELIVERIES.c.tries > 0):
            await asyncio.sleep(0.05)
        await desk.messaging._answering._turns.erase(desk.agent, desk.conversations()[0])
        await desk.idle()
    assert [shown(sent) for sent in telegram.accepted[1:]] == [
        "Il n'y a pas encore de projet : parlez-en d'abord à l'assistant."
    ] * 3


async def test_an_sms_gets_links_that_open_each_file(agent, tmp_path, twilio):
    settings = SETTINGS | {"TWILIO_API": twilio.url}
    desk = Desk(agent, tmp_path / "c.db", settings, public_url="https://assistant.example")
    async with desk.open():
        await say(desk, "dossier", "suite", "suite", "suite")
    tokens = LINK.findall(" ".join(sent["Body"] for sent in twilio.accepted))
    conversation, links = desk.conversations()[0], Links(desk.settings)
    assert [links.read(token) for token in tokens] == [(kind, conversation) for kind in KINDS]


async def test_whatsapp_gets_documents_and_a_link_for_what_it_does_not_take(agent, tmp_path, meta_server):
    settings = {"WHATSAPP_TOKEN": meta.TOKEN, "WHATSAPP_NUMBER_ID": meta.NUMBER_ID}
    settings |= META | {"META_API": meta_server.url}
    desk = Desk(agent, tmp_path / "c.db", settings, public_url="https://assistant.example")
    async with desk.open():
        await give_meta(desk, meta.whatsapp(meta.message("33600000001", "dossier")))
    _, pdf, ics, letters = meta_server.accepted
    assert [sent["document"]["filename"] for sent in (pdf, letters)] == [NAMES[0], NAMES[2]]
    assert LINK.search(ics["text"]["body"]) and meta_server.refused == ["type"]
    assert [content[:5] for content in meta_server.stored] == [b"%PDF-"] * 2


async def test_messenger_gets_the_files(agent, tmp_path, meta_server):
    settings = META | {"MESSENGER_PAGE_TOKEN": meta.TOKEN, "META_API": meta_server.url}
    desk = Desk(agent, tmp_path / "c.db", settings)
    async with desk.open():
        await give_meta(desk, meta.messenger(meta.item("77", text="dossier")))
    assert [sent["filedata"][0] for sent in meta_server.accepted[1:]] == NAMES
    assert {sent["recipient"]["id"] for sent in meta_server.accepted} == {"77"}


async def test_slack_gets_the_files_in_the_thread_that_asked(agent, tmp_path, slack_server):
    settings = {"SLACK_BOT_TOKEN": slack.TOKEN, "SLACK_SIGNING_SECRET": slack.SECRET}
    desk = Desk(agent, tmp_path / "c.db", settings | {"SLACK_API": slack_server.url})
    async with desk.open():
        await give_slack(desk, slack.event("dossier", thread_ts="1.5"))
    shared = slack_server.accepted[1:]
    files = [sent["files"][0]["id"] for sent in shared]
    assert [slack_server.places[file][0] for file in files] == NAMES
    assert {(sent["channel_id"], sent["thread_ts"]) for sent in shared} == {("D1", "1.5")}


async def test_matrix_gets_files_that_its_server_keeps(matrix_desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(matrix_desk):
        room = await room_with(matrix_desk, person, bot)
        person.say(room, "dossier")
        await answers(person, room, bot, 4)
        await matrix_desk.idle()
    files = person.heard(room, bot.user)[1:]
    assert [(file["msgtype"], file["body"]) for file in files] == [("m.file", name) for name in NAMES]
    for file in files:
        path = file["url"].removeprefix("mxc://")
        where = f"{synapse.url}/_matrix/client/v1/media/download/{path}"
        kept = requests.get(where, headers={"Authorization": f"Bearer {person.token}"}, timeout=20)
        assert kept.ok and len(kept.content) == file["info"]["size"]
