"""Telegram: proof, choices, markup, and what people do."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path

import pytest

from channels.messaging import wording
from channels.messaging.catalogue import configured
from channels.messaging.provider import Inbound
from serving.conversations import turns
from serving.deliveries import DELIVERIES
from serving.settings import SettingsError

from .bot.actions import ELEVEN, LONG
from .desk import Desk, deliveries_counted
from .fakes.telegram import BOT_ID, BOT_NAME, PUBLIC_URL, SECRET, TOKEN, Phone, buttons_of, shown

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
MEDIA = {
    "voice": {"file_id": "v", "duration": 3},
    "sticker": {"file_id": "s"},
    "location": {"latitude": 50.4, "longitude": 2.8},
    "contact": {"phone_number": "+33600000000", "first_name": "C"},
    "poll": {"id": "p", "question": "?"},
}


async def give(desk: Desk, *updates: dict) -> None:
    """Give updates as Telegram does, and wait until each is dealt with."""
    for update in updates:
        assert await desk.post(json.dumps(update).encode(), HEADERS) == 200
        await desk.idle()


async def greeted(desk: Desk, telegram) -> Phone:
    """A person who has already had the first answer, with its three choices."""
    phone = Phone()
    await give(desk, phone.text("bonjour"))
    return phone


async def test_01_the_right_secret_is_let_in_and_makes_one_row(desk, telegram):
    assert await desk.post(json.dumps(Phone().text("bonjour")).encode(), HEADERS) == 200
    assert len(desk.rows()) == 1


@pytest.mark.parametrize("values", [[], ["wrong"], [SECRET, "wrong"], ["wrong", SECRET], [SECRET, SECRET]])
async def test_02_no_wrong_or_repeated_secret_is_refused_and_makes_no_row(desk, values):
    body = json.dumps(Phone().text("bonjour")).encode()
    request = Inbound(body, lambda name: values if name == "x-telegram-bot-api-secret-token" else [], {})
    assert (await desk.messaging.accept(desk.provider, request))[0] == 403
    assert desk.rows() == []


@pytest.mark.parametrize("value", ["sÃ©", "s\udce9", "é", "\x00", ""])
async def test_03_a_secret_of_strange_bytes_is_refused_and_never_an_error(desk, value):
    assert await desk.post(b"{}", {"X-Telegram-Bot-Api-Secret-Token": value}) == 403


@pytest.mark.parametrize("secret", ["", "court", "a" * 40, "accentué-accentué-accentué"])
def test_04_a_webhook_without_a_strong_secret_does_not_start(telegram_settings, secret):
    with pytest.raises(SettingsError, match="TELEGRAM_SECRET"):
        configured({**telegram_settings, "TELEGRAM_SECRET": secret})


@pytest.mark.parametrize("url", ["", "assistant.example"])
def test_a_webhook_without_a_public_address_does_not_start(telegram_settings, url):
    with pytest.raises(SettingsError, match="PUBLIC_URL"):
        configured({**telegram_settings, "PUBLIC_URL": url})


async def test_telegram_is_told_where_to_push_and_what_to_say(desk, telegram):
    async with desk.open():
        while telegram.webhook is None:
            await asyncio.sleep(0.01)
    assert telegram.webhook["url"] == f"{PUBLIC_URL}/messaging/telegram"
    assert telegram.webhook["secret_token"] == SECRET
    assert set(telegram.webhook["allowed_updates"]) >= {"message", "edited_message", "callback_query"}


async def test_a_webhook_that_telegram_refuses_is_shown_until_it_is_taken(desk, telegram, monkeypatch):
    monkeypatch.setattr("channels.messaging.pulling.pause", lambda tries: 0.05)
    telegram.refuses_webhook = True
    async with desk.open():
        while (await desk.messaging.health())["telegram"]["status"] != "down":
            await asyncio.sleep(0.02)
        telegram.refuses_webhook = False
        while (await desk.messaging.health())["telegram"]["status"] != "ok":
            await asyncio.sleep(0.02)
    assert telegram.webhook


def test_a_token_of_another_shape_does_not_start():
    with pytest.raises(SettingsError, match="TELEGRAM_TOKEN"):
        configured({"TELEGRAM_TOKEN": "my token"})


@pytest.mark.parametrize(
    "body",
    [
        b"[" * 50_000 + b"]" * 50_000,
        b"\xff\xfe",
        b"[]",
        b"null",
        b"",
        b'{"update_id": 1, "message": 3}',
        b"{}",
    ],
)
async def test_13_what_is_genuine_and_cannot_be_read_is_accepted_and_dropped(desk, body):
    assert await desk.post(body, HEADERS) == 200
    assert desk.rows() == []


async def test_13_a_nul_and_a_lone_surrogate_are_answered_like_any_text(desk, telegram):
    body = json.dumps(Phone().text("a\x00b\ud83dc")).encode()
    async with desk.open():
        assert await desk.post(body, HEADERS) == 200
        await desk.idle()
    assert desk.said() == ["a b c"]
    assert shown(telegram.accepted[0]).endswith("Vous avez dit : a b c (1)")


async def test_the_first_answer_says_that_a_program_answers_and_the_next_one_does_not(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("il pleut"))
    first, second = map(shown, telegram.accepted)
    assert first.startswith("Vous écrivez à un programme") and "30 jours au plus" in first
    assert "Telegram voit aussi cet échange" in first and "effacer mes données" in first
    assert second == "Vous avez dit : il pleut (2)"


async def test_a_turn_is_stored_under_the_name_of_its_messenger(desk, telegram):
    async with desk.open():
        await greeted(desk, telegram)
    stored = desk.database.run_now(lambda connection: turns(connection, desk.conversations()[0]))
    assert {turn.channel for turn in stored} == {"telegram"}


async def test_33_what_a_person_wrote_is_shown_as_it_was_written(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(
            desk, phone.text("<b>gras</b> & **étoiles** _souligné_ *seul* `code`"), phone.text("relire")
        )
    assert telegram.refused == []
    for sent in telegram.accepted[1:]:
        assert "<b>gras</b> & **étoiles** _souligné_ *seul* `code`" in shown(sent)
        assert "<b>" not in sent["text"]


async def test_our_own_bold_is_bold(desk, telegram):
    async with desk.open():
        await greeted(desk, telegram)
    assert "<b>Que voulez-vous faire ?</b>" in telegram.accepted[0]["text"]
    assert telegram.accepted[0]["link_preview_options"] == {"is_disabled": True}


async def test_markup_that_is_refused_is_sent_again_as_plain_text(desk, telegram):
    problem = telegram.problem
    telegram.problem = lambda body: (
        "Bad Request: can't parse entities" if "parse_mode" in body else problem(body)
    )
    async with desk.open():
        await greeted(desk, telegram)
    assert telegram.accepted[0]["text"].endswith("Que voulez-vous faire ?")


async def test_34_eleven_choices_are_eleven_buttons(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("onze"))
    assert list(buttons_of(telegram.accepted[1])) == [button["title"] for button in ELEVEN]


async def test_36_a_payload_of_more_than_64_bytes_is_carried_by_a_short_id(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("long charge utile"))
        await give(desk, phone.tap(buttons_of(telegram.accepted[1])["Oui"]))
    assert telegram.refused == []
    assert shown(telegram.accepted[2]) == f"Choix {'x' * 52} noté (3)."


@pytest.mark.parametrize(
    "typed", ["b", "B)", "b.", "« b »", "(b)", "decouvrir un metier", "DÉCOUVRIR UN MÉTIER"]
)
async def test_39_a_letter_or_a_title_without_accents_chooses(desk, telegram, typed):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text(typed))
    assert shown(telegram.accepted[1]) == "Choix discover noté (2)."


async def test_40_a_number_is_never_a_choice(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.tap(buttons_of(telegram.accepted[0])["Vérifier mon projet"]), phone.text("17"))
    assert shown(telegram.accepted[2]) == "Âge : 17."


async def test_41_a_letter_beyond_the_list_is_text(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("d"))
    assert shown(telegram.accepted[1]) == "Vous avez dit : d (2)"


async def test_42_an_old_button_works_and_a_double_tap_counts_once(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("onze"))
        discover = buttons_of(telegram.accepted[0])["Découvrir un métier"]
        for update in (phone.tap(discover), phone.tap(discover)):
            assert await desk.post(json.dumps(update).encode(), HEADERS) == 200
        await desk.idle()
        await give(desk, phone.text("fini"))
    assert [shown(sent) for sent in telegram.accepted[2:]] == [
        "Choix discover noté (3).",
        "Vous avez dit : fini (4)",
    ]
    assert len(telegram.answered_taps) == 2


async def test_43_an_unknown_button_is_told_and_makes_no_turn(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.tap("0123456789abcdef"))
    assert shown(telegram.accepted[1]) == wording.NOT_OFFERED
    assert desk.said() == ["bonjour"]


@pytest.mark.parametrize("typed", ["/restart", '/choose{"status":"x"}', "//restart", "/session_start"])
async def test_44_a_command_of_the_inside_is_text(desk, telegram, typed):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text(typed))
    assert shown(telegram.accepted[1]) == f"Vous avez dit : {typed.lstrip('/')} (2)"


async def test_start_greets_and_says_again_who_answers(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("/start"))
    assert shown(telegram.accepted[1]).startswith("Vous écrivez à un programme")
    assert desk.said() == ["bonjour", "bonjour"]


async def test_45_stop_as_a_command_silences_until_start(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(
            desk, phone.text("/stop"), phone.text("il pleut"), phone.text("/start"), phone.text("stop")
        )
    assert [shown(sent) for sent in telegram.accepted[1:]] == [
        wording.STOPPED,
        wording.RESUMED,
        "Vous avez dit : stop (2)",
    ]


async def test_46_erasing_is_asked_first_and_another_message_erases_nothing(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("Supprime mes données svp"), phone.text("autre chose"))
        assert shown(telegram.accepted[1]) == wording.ERASE_ASKED
        assert desk.said() == ["bonjour", "autre chose"]


async def test_46_a_confirmed_erasing_leaves_nothing_of_the_conversation(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("il pleut"))
        conversation = desk.conversations()[0]
        await give(desk, phone.text("effacer mes données"), phone.text("autre chose"), phone.text("EFFACER"))
        assert shown(telegram.accepted[-1]) == wording.erased("Telegram")
        assert desk.conversations() == [] and desk.said() == []
        assert conversation.encode() not in desk.file.read_bytes()
        await give(desk, phone.text("de retour"))
    assert shown(telegram.accepted[-1]).endswith("Vous avez dit : de retour (1)")
    assert shown(telegram.accepted[-1]).startswith("Vous écrivez à un programme")


async def test_47_nothing_of_the_person_is_in_the_file_once_delivered(desk, telegram):
    async with desk.open():
        phone = Phone(900_100_200_300)
        await give(desk, phone.text("bonjour"))
    content = b"".join(Path(f).read_bytes() for f in desk.file.parent.glob("conversations.db*"))
    for trace in (str(phone.chat), phone.name, phone.name.split()[0], TOKEN):
        assert trace.encode() not in content
    assert [(row.body, row.reply, row.outcome) for row in desk.rows()] == [(None, None, "sent")]


async def test_47_a_waiting_row_is_encrypted(desk):
    phone = Phone(900_100_200_301)
    await desk.post(json.dumps(phone.text("secret de polichinelle")).encode(), HEADERS)
    content = desk.file.read_bytes()
    assert b"polichinelle" not in content and str(phone.chat).encode() not in content


@pytest.mark.parametrize("kind", sorted(MEDIA))
async def test_49_what_is_not_text_gets_one_sentence_and_is_not_fetched(desk, telegram, kind):
    async with desk.open():
        phone = await greeted(desk, telegram)
        media = {kind: MEDIA[kind]}
        await give(desk, phone.text(None, **media), phone.text(None, **media), phone.text("voilà"))
    assert [shown(sent) for sent in telegram.accepted[1:]] == [
        wording.UNREADABLE,
        "Vous avez dit : voilà (2)",
    ]
    assert "getFile" not in telegram.calls


async def test_49_the_caption_of_a_photo_is_read(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text(None, photo=[{"file_id": "x"}], caption="ma convention"))
    assert shown(telegram.accepted[1]) == "Vous avez dit : ma convention (2)"


@pytest.mark.parametrize("kind", ["message_reaction", "poll_answer", "channel_post", "inline_query"])
async def test_49_other_events_get_nothing(desk, kind):
    assert await desk.post(json.dumps({"update_id": 1, kind: {"id": 3}}).encode(), HEADERS) == 200
    assert desk.rows() == []


async def test_50_an_edited_message_is_told_once_and_makes_no_turn(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        for text in ("bonsoir", "bonsoir !"):
            update = phone.text(text)
            update["edited_message"] = update.pop("message")
            await give(desk, update)
    assert [shown(sent) for sent in telegram.accepted[1:]] == [wording.EDITED]
    assert desk.said() == ["bonjour"]


def in_group(phone: Phone, text: str, **fields) -> dict:
    return phone.text(text, chat={"id": -100_5, "type": "supergroup", "title": "Groupe"}, **fields)


async def test_51_a_group_is_answered_only_when_it_speaks_to_us(desk, telegram):
    async with desk.open():
        while "getMe" not in telegram.calls:
            await asyncio.sleep(0.01)
        phone = Phone()
        await give(desk, in_group(phone, "salut à tous"))
        assert telegram.accepted == []
        await give(desk, in_group(phone, f"@{BOT_NAME} bonjour"))
        answer = telegram.accepted[0]
        assert "Vérifier mon projet" not in buttons_of(answer) and answer["chat_id"] == -100_5
        reply_to = {"message_id": 1, "from": {"id": BOT_ID, "is_bot": True}}
        await give(desk, in_group(phone, "vérifier mon projet", reply_to_message=reply_to))
    assert len(telegram.accepted) == 2


async def test_51_a_check_in_a_group_is_refused_and_nothing_of_it_is_kept(desk, telegram):
    async with desk.open():
        phone = Phone()
        reply_to = {"message_id": 1, "from": {"id": BOT_ID, "is_bot": True}}
        await give(desk, in_group(phone, "bonjour", reply_to_message=reply_to))
        await give(desk, in_group(phone, "verifier mon projet", reply_to_message=reply_to))
    assert shown(telegram.accepted[1]) == wording.PRIVATE
    assert desk.conversations() == []


async def test_52_another_bot_and_service_messages_get_nothing(desk, telegram):
    async with desk.open():
        bot = Phone().text("bonjour")
        bot["message"]["from"]["is_bot"] = True
        await give(desk, bot, Phone().text(None, pinned_message={"message_id": 2}))
    assert telegram.accepted == [] and desk.rows() == []


async def test_23_a_person_who_blocked_us_is_not_written_to_again(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        telegram.blocked.add(phone.chat)
        await give(desk, phone.text("tu es là ?"))
    assert [row.outcome for row in desk.rows()] == ["sent", "never"]
    assert len(telegram.refused) == 1


async def test_23_what_waits_for_a_person_who_leaves_is_closed_and_counted(desk, telegram):
    before = deliveries_counted("telegram", "left")
    async with desk.open():
        phone = await greeted(desk, telegram)
        telegram.faults.append(60.0)
        assert await desk.post(json.dumps(phone.text("tu es là ?")).encode(), HEADERS) == 200
        while not desk.rows(DELIVERIES.c.tries > 0):
            await asyncio.sleep(0.02)
        left = phone.text("x").pop("message") | {"new_chat_member": {"status": "kicked"}}
        await give(desk, {"update_id": 77, "my_chat_member": left})
    assert [(row.outcome, row.body) for row in desk.rows()] == [("sent", None), ("left", None)]
    assert len(telegram.accepted) == 1 and deliveries_counted("telegram", "left") == before + 1


async def test_too_long_is_told_with_the_limit(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("a" * 1001))
    assert shown(telegram.accepted[1]) == wording.too_long(1000)


async def test_too_fast_is_told_once_then_silence(agent, tmp_path, telegram_settings, telegram):
    desk = Desk(agent, tmp_path / "c.db", telegram_settings, messages_per_minute=3)
    async with desk.open():
        phone = Phone()
        await give(desk, *[phone.text(f"m{number}") for number in range(6)])
    assert [shown(sent) for sent in telegram.accepted[3:]] == [wording.TOO_FAST]
    assert desk.said() == ["m0", "m1", "m2"]


async def test_a_long_text_is_sent_whole_in_one_part_where_it_fits(desk, telegram):
    async with desk.open():
        phone = await greeted(desk, telegram)
        await give(desk, phone.text("long"))
    assert shown(telegram.accepted[1]) == LONG


async def test_30_polling_takes_a_webhook_away_once_and_then_works(agent, tmp_path, telegram):
    telegram.webhook = {"url": "https://old.example"}
    phone = Phone()
    telegram.updates = [phone.text("bonjour"), phone.text("il pleut")]
    desk = Desk(agent, tmp_path / "c.db", {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": telegram.url})
    async with desk.open():
        await asyncio.to_thread(telegram.wait_for, 2)
        await desk.idle()
    assert telegram.calls.count("deleteWebhook") == 1
    assert shown(telegram.accepted[1]) == "Vous avez dit : il pleut (2)"


async def test_30_of_two_servers_only_one_polls(agent, tmp_path, telegram):
    settings = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API": telegram.url}
    first, second = (Desk(agent, tmp_path / "c.db", settings) for _ in range(2))
    async with first.open(), second.open():
        telegram.updates = [Phone().text("bonjour")]
        await asyncio.to_thread(telegram.wait_for, 1)
        await first.idle()
        both = [(await desk.messaging.health())["telegram"]["status"] for desk in (first, second)]
    assert both == ["ok", "ok"] and telegram.conflicts == 0
    assert len(telegram.accepted) == 1


async def test_a_row_of_a_channel_that_was_switched_off_waits_for_it(
    agent, tmp_path, telegram_settings, telegram
):
    desk = Desk(agent, tmp_path / "c.db", telegram_settings)
    await desk.post(json.dumps(Phone().text("bonjour")).encode(), HEADERS)
    off = Desk(agent, tmp_path / "c.db", {})
    async with off.open():
        await asyncio.sleep(0.3)
    assert len(desk.rows(DELIVERIES.c.closed.is_(None))) == 1
