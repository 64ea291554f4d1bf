"""Matrix, against a real home server: messages, limits, removal, restart, replay."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
import sqlalchemy as sa

from channels.messaging import wording
from channels.messaging.__main__ import check
from channels.messaging.event import TEXT, Event
from channels.messaging.keys import Keys
from channels.messaging.providers.matrix import Matrix
from channels.messaging.sending import Answered, Client
from serving.deliveries import DELIVERIES, POSITIONS

from .desk import Desk
from .synapse import Person, Synapse

LAST = "Vous avez dit"


@pytest.fixture
def bot(synapse: Synapse) -> Person:
    return synapse.person("bot")


@pytest.fixture
def desk(agent, tmp_path, synapse, bot) -> Desk:
    return Desk(agent, tmp_path / "c.db", settings(synapse, bot))


def settings(server: Synapse, bot: Person) -> dict[str, str]:
    return {"MATRIX_HOMESERVER": server.url, "MATRIX_TOKEN": bot.token}


@contextlib.asynccontextmanager
async def listening(desk: Desk) -> AsyncIterator[None]:
    """The desk, open, once it knows where it is."""
    async with desk.open():
        while not position(desk):
            await asyncio.sleep(0.05)
        yield


def position(desk: Desk) -> str | None:
    return desk.database.run_now(
        lambda c: c.execute(sa.select(POSITIONS.c.position)).scalar() if desk.rows() is not None else None
    )


async def room_with(desk: Desk, person: Person, bot: Person, *others: Person, encrypted: bool = False) -> str:
    room = await asyncio.to_thread(person.room, bot.user, *[o.user for o in others], encrypted=encrypted)
    for other in others:
        await asyncio.to_thread(other.call, "POST", f"/join/{room}", {})
    while bot.user not in await asyncio.to_thread(person.joined, room):
        await asyncio.sleep(0.05)
    return room


async def answers(person: Person, room: str, bot: Person, count: int) -> list[str]:
    return await asyncio.to_thread(person.wait_for, room, bot.user, count)


async def test_a_private_room_is_joined_and_answered_with_letters(desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, "bonjour")
        assert "b) Découvrir un métier" in (await answers(person, room, bot, 1))[0]
        person.say(room, "B)")
        assert (await answers(person, room, bot, 2))[1] == "Choix discover noté (2)."
        await desk.idle()
    content = person.heard(room, bot.user)[0]
    assert "<b>Que voulez-vous faire ?</b>" in content["formatted_body"] and "**" not in content["body"]


async def test_33_marks_of_a_person_are_shown_as_written(desk, synapse, bot):
    person, words = synapse.person("camille"), "<b>gras</b> & **étoiles** _souligné_ *seul* `code`"
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, words)
        assert words in (await answers(person, room, bot, 1))[0]
    html = person.heard(room, bot.user)[0]["formatted_body"]
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; **étoiles**" in html


async def test_27_two_hundred_messages_sent_while_we_were_away_are_all_taken_in_order(
    desk, agent, synapse, bot
):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, "bonjour")
        await answers(person, room, bot, 1)
        await desk.idle()
    sent = [await asyncio.to_thread(person.say, room, f"n{number}") for number in range(200)]
    again = Desk(agent, desk.file, settings(synapse, bot))
    async with again.open():
        while len(again.rows()) < 201:
            await asyncio.sleep(0.1)
        assert (await answers(person, room, bot, 3))[1:3] == [f"{LAST} : n{n} ({n + 2})" for n in (0, 1)]
    keys = Keys(again.settings.signing_key)
    expected = [keys.event("matrix", synapse.url, Event(event_id, TEXT, (), {})) for event_id in sent]
    assert [row.event_id for row in again.rows()[1:]] == expected


async def test_28_a_part_sent_again_after_a_restart_of_the_server_is_one_event(desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
    provider, client = desk.provider, Client()
    call = provider.call({"room": room, "content": {"msgtype": "m.text", "body": "une fois"}}, "part.0")
    assert (await client.call(call)).status == 200
    await asyncio.to_thread(synapse.kill)
    assert (await client.call(call)).status == 0
    await asyncio.to_thread(synapse.start)
    assert (await client.call(call)).status == 200
    # A new server of ours has the same token: to the home server it is the same device.
    following = Matrix.from_variables(settings(synapse, bot))
    assert await following.prepare(client)
    again = following.call({"room": room, "content": {"msgtype": "m.text", "body": "une fois"}}, "part.0")
    assert (await client.call(again)).status == 200
    await client.close()
    assert [content["body"] for content in person.heard(room, bot.user)] == ["une fois"]
    assert len(bot.call("GET", "/devices")["devices"]) == 1


async def test_20_a_part_whose_answer_was_lost_is_one_event(desk, synapse, bot, monkeypatch):
    person, call, lost = synapse.person("camille"), Client.call, []

    async def loses_the_first_send(self, asked):
        answer = await call(self, asked)
        if "/send/m.room.message/" in asked.url and not lost:
            lost.append(answer.status)
            return Answered(0, cause="timeout")
        return answer

    monkeypatch.setattr(Client, "call", loses_the_first_send)
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, "dossier")
        await answers(person, room, bot, 4)
        await desk.idle()
    assert lost == [200] and len(person.heard(room, bot.user)) == 4


async def test_13_an_event_of_a_strange_shape_does_not_hold_the_next_ones(desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, "bonjour", **{"m.relates_to": "rien"})
        person.say(room, "il pleut")
        assert (await answers(person, room, bot, 1))[0].endswith("Vous avez dit : il pleut (1)")
    assert desk.said() == ["il pleut"]


async def test_a_replay_of_everything_answers_nothing_twice(desk, agent, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        start = position(desk)
        room = await room_with(desk, person, bot)
        for number in range(5):
            person.say(room, f"n{number}")
        await answers(person, room, bot, 5)
        await desk.idle()
    desk.database.run_now(lambda c: c.execute(sa.update(POSITIONS).values(position=start)))
    again = Desk(agent, desk.file, settings(synapse, bot))
    async with again.open():
        while position(again) == start:
            await asyncio.sleep(0.05)
        await again.idle()
    assert len(person.heard(room, bot.user)) == 5 and len(again.said()) == 5


async def test_23_a_room_that_we_were_removed_from_is_not_written_to_again(desk, synapse, bot, fault):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.say(room, "bonjour")
        await answers(person, room, bot, 1)
        fault("sleep 1")
        person.say(room, "encore")
        while not desk.rows(DELIVERIES.c.closed.is_(None)):
            await asyncio.sleep(0.02)
        person.call("POST", f"/rooms/{room}/kick", {"user_id": bot.user})
        await desk.idle()
    assert desk.rows()[-1].outcome in ("left", "never")


async def test_46_erasing_redacts_our_own_messages(desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        for count, text in enumerate(("bonjour", "effacer mes données", "EFFACER"), 1):
            person.say(room, text)
            await answers(person, room, bot, count)
            await desk.idle()
    assert [content.get("body") for content in person.heard(room, bot.user)] == [
        None,
        None,
        wording.erased("le serveur Matrix"),
    ]


async def test_46_a_home_server_that_fails_does_not_keep_the_erasing_from_being_done(
    desk, synapse, bot, monkeypatch
):
    person, call = synapse.person("camille"), Client.call

    async def without_history(self, asked):
        # What comes is read with a place to begin at; what was said is read from its end.
        broken = "/messages?" in asked.url and "from=" not in asked.url
        return Answered(500) if broken else await call(self, asked)

    monkeypatch.setattr(Client, "call", without_history)
    async with listening(desk):
        room = await room_with(desk, person, bot)
        for count, text in enumerate(("bonjour", "effacer mes données", "EFFACER"), 1):
            person.say(room, text)
            told = await answers(person, room, bot, count)
            await desk.idle()
    assert told[2] == wording.erased("le serveur Matrix")
    assert desk.conversations() == [] and {row.conversation for row in desk.rows()} == {""}


async def test_50_51_52_edits_notices_and_other_peoples_words_make_no_turn(desk, synapse, bot):
    person, other = synapse.person("camille"), synapse.person("alex")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        first = person.say(room, "bonjour")
        await answers(person, room, bot, 1)
        person.send(room, msgtype="m.notice", body="automate")
        relation = {"rel_type": "m.replace", "event_id": first}
        person.say(room, "* bonsoir", **{"m.relates_to": relation, "m.new_content": {"body": "bonsoir"}})
        assert (await answers(person, room, bot, 2))[1] == wording.EDITED
        group = await room_with(desk, person, bot, other)
        person.say(group, "salut à tous")
        person.say(group, f"{bot.user} il pleut")
        text = (await answers(person, group, bot, 1))[0]
        await desk.idle()
    assert text.endswith("Vous avez dit : il pleut (1)")
    assert desk.said() == ["bonjour", "il pleut"]


async def test_49_a_picture_gets_one_sentence(desk, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot)
        person.send(room, msgtype="m.image", body="photo.jpg", url="mxc://test.local/x")
        assert (await answers(person, room, bot, 1))[0].endswith(wording.UNREADABLE)


async def test_55_an_encrypted_room_is_told_to_the_person_and_to_the_operator(desk, synapse, bot, caplog):
    person = synapse.person("camille")
    async with listening(desk):
        assert (await desk.messaging.health())["matrix"]["status"] == "ok"
        room = await room_with(desk, person, bot, encrypted=True)
        # The invitation alone is enough for the operator to know.
        invited = (await desk.messaging.health())["matrix"]
        content = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "ciphertext": "x",
            "session_id": "s",
            "sender_key": "k",
        }
        person.send(room, kind="m.room.encrypted", **content, device_id="D")
        assert (await answers(person, room, bot, 1))[0] == wording.ENCRYPTED
        person.call("POST", f"/rooms/{room}/kick", {"user_id": bot.user})
        while (health := (await desk.messaging.health())["matrix"])["status"] != "ok":
            await asyncio.sleep(0.05)
    assert invited["status"] == "attention" and "chiffré" in invited["problem"]
    assert "encrypted room not read" in caplog.text
    assert "problem" not in health


async def test_55_an_encrypted_message_in_a_room_of_before_is_told_to_the_operator(desk, agent, synapse, bot):
    person = synapse.person("camille")
    async with listening(desk):
        room = await room_with(desk, person, bot, encrypted=True)
    again = Desk(agent, desk.file, settings(synapse, bot))
    async with again.open():
        assert (await again.messaging.health())["matrix"]["status"] == "ok"
        person.send(room, kind="m.room.encrypted", ciphertext="x")
        while (await again.messaging.health())["matrix"]["status"] != "attention":
            await asyncio.sleep(0.05)


async def test_29_the_limits_of_an_ordinary_server_are_waited_for(agent, tmp_path, synapse, monkeypatch):
    bot, person, call = synapse.person("bot", limited=True), synapse.person("camille"), Client.call
    statuses = []

    async def noted(self, asked):
        answer = await call(self, asked)
        if "/send/m.room.message/" in asked.url:
            statuses.append(answer.status)
        return answer

    monkeypatch.setattr(Client, "call", noted)
    desk = Desk(agent, tmp_path / "c.db", settings(synapse, bot))
    async with listening(desk):
        room = await room_with(desk, person, bot)
        # Ten messages at once are let through: five of them are used up.
        for _ in range(5):
            bot.send(room, msgtype="m.notice", body="x")
        for number in range(6):
            person.say(room, f"n{number}")
        while len(desk.rows()) < 6:
            await asyncio.sleep(0.05)
        await desk.idle(60)
    assert desk.said() == [f"n{number}" for number in range(6)]
    assert [row.outcome for row in desk.rows()] == ["sent"] * 6
    # Refused when the limit is met and not once more while it lasts.
    assert statuses.count(200) == 6 and 1 <= statuses.count(429) <= 2


@pytest.mark.parametrize("good", [True, False])
async def test_the_check_says_whether_the_token_is_taken_and_enters_no_room(synapse, bot, good):
    token = {} if good else {"MATRIX_TOKEN": "syt_wrong-token-0123456789"}
    found = await check(settings(synapse, bot) | token)
    assert found == [("le serveur Matrix", "" if good else "MATRIX_TOKEN : le jeton est refusé")]
    assert bot.call("GET", "/joined_rooms")["joined_rooms"] == []


def test_an_address_that_is_none_is_refused():
    from serving.settings import SettingsError

    with pytest.raises(SettingsError, match="MATRIX_HOMESERVER"):
        Matrix.from_variables({"MATRIX_HOMESERVER": "tchap", "MATRIX_TOKEN": "syt_0123456789abcdef"})
