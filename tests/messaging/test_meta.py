"""WhatsApp and Messenger: Meta's proof, batches, buttons, lists, people without a number."""

from __future__ import annotations

import hashlib
import hmac
import json
import time
from collections.abc import Iterator

import pytest

from channels.messaging import wording
from serving.deliveries import DELIVERIES

from .bot.actions import ELEVEN, LONG
from .desk import Desk, deliveries_counted
from .fakes import meta
from .fakes.meta import FakeMeta, item, message, messenger, signed, tapped, whatsapp

META = {"META_APP_SECRET": meta.APP_SECRET, "META_VERIFY_TOKEN": meta.VERIFY_TOKEN}
PHONE = "33600000001"


@pytest.fixture
def server() -> Iterator[FakeMeta]:
    fake = FakeMeta()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def desk(agent, tmp_path, server) -> Desk:
    """WhatsApp."""
    settings = {"WHATSAPP_TOKEN": meta.TOKEN, "WHATSAPP_NUMBER_ID": meta.NUMBER_ID, "META_API": server.url}
    return Desk(agent, tmp_path / "c.db", META | settings)


@pytest.fixture
def page(agent, tmp_path, server) -> Desk:
    """Messenger."""
    return Desk(agent, tmp_path / "c.db", META | {"MESSENGER_PAGE_TOKEN": meta.TOKEN, "META_API": server.url})


async def give(desk: Desk, *documents: dict) -> None:
    for document in documents:
        assert await desk.post(*signed(document)) == 200
        await desk.idle()


def body_of(sent: dict) -> str:
    return sent["text"]["body"] if sent["type"] == "text" else sent["interactive"]["body"]["text"]


async def test_05_the_same_document_written_in_another_way_is_refused(desk):
    body, headers = signed(whatsapp(message(PHONE, "bonjour")))
    assert await desk.post(json.dumps(json.loads(body), indent=1).encode(), headers) == 403
    assert await desk.post(body, headers) == 200
    assert len(desk.rows()) == 1


@pytest.mark.parametrize("value", ["sha1=" + "0" * 40, "sha256=", "sha256=\udce9", "é" * 71, ""])
async def test_06_another_signature_is_refused(desk, value):
    body, _ = signed(whatsapp(message(PHONE, "bonjour")))
    assert await desk.post(body, {"X-Hub-Signature-256": value, "X-Hub-Signature": "sha1=00"}) == 403


async def test_06_the_older_signature_alone_is_refused_even_when_it_is_right(desk):
    body, _ = signed(whatsapp(message(PHONE, "bonjour")))
    older = hmac.new(meta.APP_SECRET.encode(), body, hashlib.sha1).hexdigest()
    assert await desk.post(body, {"X-Hub-Signature": f"sha1={older}"}) == 403


@pytest.mark.parametrize("challenge", ["1158201444", "<script>alert(1)</script>"])
def test_07_the_challenge_is_given_back_to_who_knows_the_word(desk, challenge):
    query = {"hub.mode": ["subscribe"], "hub.challenge": [challenge], "hub.verify_token": [meta.VERIFY_TOKEN]}
    assert desk.provider.greet(query) == challenge
    for wrong in (["x"], [], ["\udce9"], [meta.VERIFY_TOKEN] * 2):
        assert desk.provider.greet({**query, "hub.verify_token": wrong}) is None


@pytest.mark.parametrize(
    "body", [b"[" * 50_000, b"[]", b"\xff", b"null", b'{"entry": 3}', b'{"entry": [{}]}']
)
async def test_13_what_is_signed_and_cannot_be_read_is_accepted_and_dropped(desk, body):
    assert await desk.post(*signed(body)) == 200
    assert desk.rows() == []


async def test_15_every_message_of_a_batch_is_answered_in_order(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "un"), message(PHONE, "deux"), message(PHONE, "trois")))
    assert [body_of(sent).rsplit(" : ")[-1] for sent in server.accepted] == [
        "un (1)",
        "deux (2)",
        "trois (3)",
    ]


async def test_13_15_one_message_of_a_batch_that_cannot_be_read_does_not_take_the_others_away(desk, server):
    strange = message(PHONE, "perdu")
    del strange["timestamp"]
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "un"), strange, message(PHONE, "deux")))
    assert desk.said() == ["un", "deux"]


async def test_31_three_choices_fit_buttons_with_the_short_title(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")))
        replies = [b["reply"] for b in server.accepted[0]["interactive"]["action"]["buttons"]]
        assert [reply["title"] for reply in replies] == [
            "Vérifier mon projet",
            "Découvrir un métier",
            "Confirmer",
        ]
        await give(desk, whatsapp(tapped(PHONE, replies[2]["id"])))
    assert body_of(server.accepted[1]) == "Choix confirm noté (2)."
    assert server.refused == []


async def test_34_eleven_choices_are_letters_and_none_is_lost(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")), whatsapp(message(PHONE, "onze")))
        text = body_of(server.accepted[1])
        assert all(f") {button['title']}" in text for button in ELEVEN)
        await give(desk, whatsapp(message(PHONE, "K")))
    assert body_of(server.accepted[2]) == "Choix m10 noté (3)."


async def test_35_titles_that_begin_alike_are_not_shown_as_equal(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")), whatsapp(message(PHONE, "jumeaux")))
        text = body_of(server.accepted[1])
    assert "a) Je suis salarié en congé parental" in text and "b) Je suis salarié en congé sabbatique" in text


async def test_32_a_long_text_with_choices_is_text_then_choices(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")), whatsapp(message(PHONE, "long")))
    first, second = server.accepted[1:]
    assert (first["type"], second["type"]) == ("text", "interactive")
    assert body_of(first) == LONG and body_of(second) == wording.CHOOSE


async def test_33_a_persons_own_marks_are_shown_as_written(desk, server):
    words = "<b>gras</b> & **étoiles** _souligné_ *seul* `code`"
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, words)))
    shown = body_of(server.accepted[0])
    assert words in shown.replace("\u2060", "")
    assert "*seul*" not in shown and "_souligné_" not in shown


async def test_49_media_get_one_sentence_and_a_caption_is_read(desk, server):
    voice = {"type": "audio", "audio": {"id": "1", "voice": True}}
    photo = {"type": "image", "image": {"id": "2", "caption": "ma convention"}}
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")))
        await give(desk, *[whatsapp(message(PHONE, None, **kind)) for kind in (voice, voice, photo)])
    assert [body_of(sent) for sent in server.accepted[1:]] == [
        wording.UNREADABLE,
        "Vous avez dit : ma convention (2)",
    ]


async def test_52_statuses_reactions_and_other_numbers_get_nothing(desk):
    status = whatsapp()
    status["entry"][0]["changes"][0]["value"]["statuses"] = [{"id": "wamid.1", "status": "read"}]
    other = whatsapp(message(PHONE, "bonjour"))
    other["entry"][0]["changes"][0]["value"]["metadata"]["phone_number_id"] = "999"
    reaction = whatsapp(message(PHONE, None, type="reaction", reaction={"emoji": "x"}))
    for document in (status, other, reaction):
        assert await desk.post(*signed(document)) == 200
    assert desk.rows() == []


async def test_53_a_person_without_a_number_is_answered_by_the_scoped_id(desk, server):
    user = "FR.13491208655302741918"
    async with desk.open():
        await give(desk, whatsapp(message(None, "bonjour", from_user_id=user)))
    assert server.accepted[0]["recipient"] == user and "to" not in server.accepted[0]


async def test_53_a_new_scoped_id_goes_on_with_the_same_conversation(desk, server):
    old, new = "FR.111", "FR.222"
    system = {
        "type": "user_changed_user_id",
        "user_id": new,
        "previous_user_id": old,
        "body": "User changed",
    }
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "un", from_user_id=old)))
        await give(desk, whatsapp(message(PHONE, None, type="system", system=system)))
        await give(desk, whatsapp(message(PHONE, "deux", from_user_id=new)))
    assert body_of(server.accepted[1]) == "Vous avez dit : deux (2)"
    assert len(desk.conversations()) == 1


async def test_54_an_answer_due_after_a_day_is_not_sent(desk, server):
    late = message(PHONE, "bonjour", timestamp=str(int(time.time()) - 25 * 3600))
    async with desk.open():
        await give(desk, whatsapp(late))
    assert server.accepted == [] and [row.outcome for row in desk.rows()] == ["late"]


async def test_23_a_number_that_is_refused_is_not_tried_again(desk, server):
    async with desk.open():
        await give(desk, whatsapp(message("", "bonjour", from_user_id="FR.1")))
    server_refuses = {"error": {"code": 131047}}
    from channels.messaging.sending import NEVER, Answered

    assert desk.provider.outcome(Answered(400, server_refuses)).kind == NEVER
    assert not desk.rows(DELIVERIES.c.closed.is_(None))


async def test_13_15_one_strange_item_of_a_page_does_not_take_the_others_away(page, server):
    strange = item("7", text="perdu")
    del strange["sender"]
    async with page.open():
        await give(page, messenger(strange, item("7", text="un")))
    assert page.said() == ["un"]


async def test_messenger_answers_with_quick_replies_and_takes_them(page, server):
    async with page.open():
        await give(page, messenger(item("7", text="bonjour")))
        replies = server.accepted[0]["message"]["quick_replies"]
        assert [r["title"] for r in replies] == ["Vérifier mon projet", "Découvrir un métier", "Confirmer"]
        tap = item("7", text="Découvrir un métier", quick_reply={"payload": replies[1]["payload"]})
        await give(page, messenger(tap))
    assert server.accepted[1]["message"]["text"] == "Choix discover noté (2)."


async def test_34_eleven_choices_are_quick_replies_under_letters(page, server):
    async with page.open():
        await give(page, messenger(item("7", text="bonjour")), messenger(item("7", text="onze")))
        sent = server.accepted[1]["message"]
        assert [r["title"] for r in sent["quick_replies"]] == list("abcdefghijk")
        assert all(button["title"] in sent["text"] for button in ELEVEN)
        tap = item("7", text="k", quick_reply={"payload": sent["quick_replies"][10]["payload"]})
        await give(page, messenger(tap))
    assert server.accepted[2]["message"]["text"] == "Choix m10 noté (3)."


async def test_32_a_text_over_two_thousand_is_split_and_the_choices_come_last(page, server):
    async with page.open():
        await give(page, messenger(item("7", text="bonjour")), messenger(item("7", text="long")))
    first, second = (sent["message"] for sent in server.accepted[1:])
    assert "quick_replies" not in first and len(second["quick_replies"]) == 2
    assert first["text"] + "\n\n" + second["text"] == LONG


async def test_52_echoes_reads_and_deliveries_get_nothing(page):
    echo = item("7", text="bonjour", is_echo=True)
    read = item("7") | {"read": {"watermark": 1}}
    assert await page.post(*signed(messenger(echo, read))) == 200
    assert page.rows() == []


async def test_49_an_attachment_gets_one_sentence(page, server):
    async with page.open():
        await give(page, messenger(item("7", attachments=[{"type": "audio"}])))
    assert server.accepted[0]["message"]["text"].endswith(wording.UNREADABLE)


async def test_23_a_number_that_cannot_be_reached_is_not_tried_again_and_is_counted(desk, server):
    before = deliveries_counted("whatsapp", "never")
    server.gone.add(PHONE)
    async with desk.open():
        await give(desk, whatsapp(message(PHONE, "bonjour")), whatsapp(message("33600000002", "bonjour")))
    assert [row.outcome for row in desk.rows()] == ["never", "sent"]
    assert len(server.refused) == 1 and deliveries_counted("whatsapp", "never") == before + 1
    assert desk.rows()[0].body is None
