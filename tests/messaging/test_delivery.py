"""Nothing is lost, nothing is answered twice, order holds: whatever fails, in whatever order."""

from __future__ import annotations

import asyncio
import json
import time

import pytest
import sqlalchemy as sa

from channels.messaging.providers.telegram_events import events_of
from serving import deliveries
from serving.deliveries import DELIVERIES
from serving.faults import TurnFailed
from serving.purge import purge

from .desk import Desk
from .fakes.telegram import SECRET, TOKEN, Phone, shown

HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


async def post(desk: Desk, update: dict) -> int:
    return await desk.post(json.dumps(update).encode(), HEADERS)


async def push(desk: Desk, update: dict) -> None:
    """Give an update as Telegram does: again until it is accepted."""
    while (status := await post(desk, update)) != 200:
        assert status == 503
        await asyncio.sleep(0.1)


async def test_14_an_event_that_comes_ten_times_at_once_and_again_after_an_hour_is_answered_once(
    desk, telegram
):
    update = Phone().text("bonjour")
    async with desk.open():
        assert set(await asyncio.gather(*[post(desk, update) for _ in range(10)])) == {200}
        await desk.idle()
        desk.database.run_now(
            lambda c: c.execute(sa.update(DELIVERIES).values(received=DELIVERIES.c.received - 3600))
        )
        purge(desk.database, 30)
        assert set(await asyncio.gather(*[post(desk, update) for _ in range(10)])) == {200}
        await desk.idle()
    assert len(telegram.accepted) == 1 and desk.said() == ["bonjour"] and len(desk.rows()) == 1


async def test_15_two_messages_at_once_are_two_turns_in_order(desk, telegram):
    phone = Phone()
    async with desk.open():
        await desk.messaging.receive(
            desk.provider,
            [event for text in ("un", "deux") for event in events_of(phone.text(text), "", "")],
        )
        await desk.idle()
    assert [shown(sent).rsplit(": ")[-1] for sent in telegram.accepted] == ["un (1)", "deux (2)"]


async def test_16_twenty_people_at_once_are_not_mixed(desk, telegram):
    phones = [Phone() for _ in range(20)]
    async with desk.open():
        for round_ in (1, 2, 3):
            await asyncio.gather(*[push(desk, phone.text(f"{phone.chat} {round_}")) for phone in phones])
        await desk.idle(60)
    for phone in phones:
        mine = [shown(sent) for sent in telegram.accepted if sent["chat_id"] == phone.chat]
        assert [text.rsplit(" : ")[-1] for text in mine] == [f"{phone.chat} {n} ({n})" for n in (1, 2, 3)]


async def test_17_a_slow_turn_does_not_make_the_provider_wait(desk, telegram, fault):
    fault("sleep 1.5")
    async with desk.open():
        update = Phone().text("lent")
        await post(desk, update)
        # The provider is answered while the turn is still under way.
        assert len(desk.rows(DELIVERIES.c.closed.is_(None))) == 1 and telegram.accepted == []
        await post(desk, update)
        await desk.idle()
    assert len(telegram.accepted) == 1


async def test_18_a_database_that_is_down_makes_the_provider_send_again(desk, telegram):
    update = Phone().text("bonjour")
    broken, run = desk.database, desk.database.run

    async def fails(_work):
        raise TurnFailed("store", "down")

    broken.run = fails
    assert await post(desk, update) == 503
    broken.run = run
    async with desk.open():
        assert await post(desk, update) == 200
        await desk.idle()
    assert len(telegram.accepted) == 1 and desk.said() == ["bonjour"]


async def test_19_a_message_that_was_accepted_is_answered_by_the_next_server(
    desk, agent, tmp_path, telegram_settings, telegram
):
    await post(desk, Phone().text("bonjour"))
    following = Desk(agent, desk.file, telegram_settings)
    async with following.open():
        await following.idle()
    assert len(telegram.accepted) == 1


async def test_20_parts_that_were_accepted_are_not_sent_again(desk, telegram, monkeypatch, hurried):
    phone = Phone()
    async with desk.open():
        await post(desk, phone.text("bonjour"))
        await desk.idle()
        monkeypatch.setattr("channels.messaging.providers.telegram.LONGEST_TEXT", 700)
        telegram.faults.extend([None, "down", "500"])
        await post(desk, phone.text("long"))
        await desk.idle()
    texts = [shown(sent) for sent in telegram.accepted[1:]]
    assert len(texts) == len(set(texts)) == 4


async def test_20_a_part_that_is_accepted_while_the_server_stops_is_not_sent_again(
    agent, tmp_path, telegram_settings, telegram, monkeypatch
):
    async def late(answer, _request):
        await asyncio.sleep(0.3)
        return answer

    monkeypatch.setattr(telegram, "answered", late)
    desk = Desk(agent, tmp_path / "c.db", telegram_settings)
    async with desk.open():
        await post(desk, Phone().text("bonjour"))
        while not telegram.accepted:
            await asyncio.sleep(0.01)
    again = Desk(agent, tmp_path / "c.db", telegram_settings)
    async with again.open():
        await again.idle()
    assert len(telegram.accepted) == 1


async def test_22_a_limit_is_waited_for_and_other_conversations_go_on(desk, telegram):
    slow, other = Phone(), Phone()
    async with desk.open():
        telegram.faults.append(1.5)
        await post(desk, slow.text("un"))
        while not telegram.times:
            await asyncio.sleep(0.01)
        told = time.monotonic()
        await post(desk, slow.text("deux"))
        await post(desk, other.text("autre"))
        await desk.idle()
    chats = [sent["chat_id"] for sent in telegram.accepted]
    assert chats == [other.chat, slow.chat, slow.chat]
    assert telegram.times[2] - told >= 1.4


async def test_24_a_provider_that_is_down_at_the_start_is_shown_and_answered_later(
    agent, tmp_path, telegram_settings, telegram
):
    port = telegram.port
    telegram.stop()
    desk = Desk(agent, tmp_path / "c.db", telegram_settings)
    async with desk.open():
        await post(desk, Phone().text("bonjour"))
        while not (health := (await desk.messaging.health())["telegram"]).get("problem"):
            await asyncio.sleep(0.05)
        assert health["status"] == "down" and health["waiting"] == 1
        again = type(telegram)()
        again.port = port
        again.start()
        try:
            await desk.idle()
            health = (await desk.messaging.health())["telegram"]
        finally:
            again.stop()
    assert len(again.accepted) == 1
    assert (health["status"], health["waiting"]) == ("ok", 0) and health["last_success_seconds"] is not None


async def test_25_a_short_fault_is_not_seen_by_the_person(desk, telegram, fault):
    fault("raise")
    async with desk.open():
        await post(desk, Phone().text("il pleut"))
        while not desk.rows(DELIVERIES.c.tries > 0):
            await asyncio.sleep(0.02)
        fault("")
        await desk.idle()
    assert len(telegram.accepted) == 1
    assert shown(telegram.accepted[0]).endswith("Vous avez dit : il pleut (1)")


async def test_25_a_long_fault_is_told_once_and_never_answered_late(desk, telegram, fault, monkeypatch):
    monkeypatch.setattr("channels.messaging.delivery.TURN_PAUSES", (0.05, 0.05, 0.05))
    fault("raise")
    phone = Phone()
    async with desk.open():
        await post(desk, phone.text("il pleut"))
        await desk.idle()
        fault("")
        await post(desk, phone.text("il neige"))
        await desk.idle()
    told, answered = map(shown, telegram.accepted)
    assert told.startswith("Votre message n'a pas été traité") and "il pleut" not in answered
    assert desk.said() == ["il neige"]


async def test_26_an_event_that_always_fails_does_not_hold_the_next_one(desk, telegram, caplog, monkeypatch):
    phone = Phone()
    render = type(desk.provider).render

    def poisoned(self, answer, event, choice_id):
        if "poison" in event.value:
            raise ZeroDivisionError(answer.text)
        return render(self, answer, event, choice_id)

    monkeypatch.setattr(type(desk.provider), "render", poisoned)
    async with desk.open():
        await post(desk, phone.text("poison mortel"))
        await post(desk, phone.text("bonjour"))
        await desk.idle()
    assert [row.outcome for row in desk.rows()] == ["poisoned", "sent"]
    assert len(telegram.accepted) == 1
    assert "event given up" in caplog.text
    assert not any("poison" in record.getMessage() for record in caplog.records)


async def test_54_an_answer_is_not_sent_after_the_window_of_the_provider(desk, telegram):
    update = Phone().text("bonjour")
    update["message"]["date"] -= 25 * 3600
    async with desk.open():
        await post(desk, update)
        await desk.idle()
    assert telegram.accepted == []
    assert [row.outcome for row in desk.rows()] == ["late"]


async def test_a_token_that_is_refused_keeps_the_answers_for_when_it_is_mended(
    agent, tmp_path, telegram_settings, telegram
):
    wrong = {**telegram_settings, "TELEGRAM_TOKEN": TOKEN.replace("AAtest", "BBtest")}
    desk = Desk(agent, tmp_path / "c.db", wrong)
    async with desk.open():
        await post(desk, Phone().text("bonjour"))
        while not (await desk.messaging.health())["telegram"].get("problem"):
            await asyncio.sleep(0.05)
    assert len(desk.rows(DELIVERIES.c.closed.is_(None))) == 1


async def test_the_health_counts_refusals_and_waiting_rows(desk, telegram):
    assert await desk.post(b"{}", {}) == 403
    await post(desk, Phone().text("bonjour"))
    health = (await desk.messaging.health())["telegram"]
    assert (health["refused"], health["waiting"], health["status"]) == (1, 1, "ok")


@pytest.mark.parametrize(("age", "left"), [(5, (1, True)), (40, (0, False))])
async def test_the_purge_erases_old_rows_and_keeps_what_the_dedupe_needs(desk, telegram, age, left):
    async with desk.open():
        await post(desk, Phone().text("bonjour"))
        await desk.idle()
    past = time.time() - age * 24 * 3600

    def grow_old(connection):
        connection.execute(sa.update(DELIVERIES).values(received=past))

    desk.database.run_now(grow_old)
    purge(desk.database, 30)
    rows = desk.rows()
    assert len(rows) == left[0]
    assert bool(rows and rows[0].conversation) == left[1]


async def test_a_waiting_row_that_is_too_old_is_emptied_by_the_purge(desk):
    await post(desk, Phone().text("bonjour"))
    desk.database.run_now(
        lambda c: c.execute(sa.update(DELIVERIES).values(received=time.time() - 3 * 24 * 3600))
    )
    desk.database.run_now(lambda connection: deliveries.purge(connection, 2))
    assert [(row.body, row.conversation, row.closed is None) for row in desk.rows()] == [(None, "", False)]
