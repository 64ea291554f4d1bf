"""Slack: proof, the Events API, the socket, buttons, threads."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import Iterator

import pytest

from channels.messaging import wording

from .bot.actions import ELEVEN
from .desk import Desk, inbound
from .fakes import slack
from .fakes.slack import FakeSlack, event, signed, tap


@pytest.fixture
def server() -> Iterator[FakeSlack]:
    fake = FakeSlack()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def desk(agent, tmp_path, server) -> Desk:
    settings = {"SLACK_BOT_TOKEN": slack.TOKEN, "SLACK_SIGNING_SECRET": slack.SECRET}
    return Desk(agent, tmp_path / "c.db", settings | {"SLACK_API": server.url})


async def give(desk: Desk, *documents: dict | bytes) -> None:
    for document in documents:
        if isinstance(document, bytes):
            request = signed(document, **{"Content-Type": "application/x-www-form-urlencoded"})
        else:
            request = signed(json.dumps(document).encode())
        assert await desk.post(*request) == 200
        await desk.idle()


def buttons_of(sent: dict) -> dict[str, str]:
    elements = [e for block in sent["blocks"] if block["type"] == "actions" for e in block["elements"]]
    return {element["text"]["text"]: element["value"] for element in elements}


@pytest.mark.parametrize("shift", [-301, 301])
async def test_08_an_old_or_early_request_is_refused(desk, shift):
    body = json.dumps(event("bonjour")).encode()
    assert await desk.post(*signed(body, str(int(time.time()) + shift))) == 403


@pytest.mark.parametrize("stamp", ["abc", "", "１７９５６８９０００", "1e9", "-1", "9" * 40])
async def test_08_a_time_that_is_none_is_refused(desk, stamp):
    assert await desk.post(*signed(b"{}", stamp)) == 403


async def test_08_a_signature_of_strange_bytes_is_refused(desk):
    body, headers = signed(b"{}")
    for value in ("v0=é", "v0=\udce9", "v0=" + "0" * 64, ""):
        assert await desk.post(body, headers | {"X-Slack-Signature": value}) == 403


async def test_09_the_challenge_is_answered_only_when_signed(desk):
    body, headers = signed(json.dumps({"type": "url_verification", "challenge": "c4"}).encode())
    assert await desk.messaging.accept(desk.provider, inbound(body, headers)) == (200, "c4")
    assert (await desk.messaging.accept(desk.provider, inbound(body, {})))[0] == 403


async def test_10_a_charset_in_the_type_is_accepted(desk):
    body = json.dumps(event("bonjour")).encode()
    assert await desk.post(*signed(body, **{"Content-Type": "application/json; charset=utf-8"})) == 200
    assert len(desk.rows()) == 1


@pytest.mark.parametrize("body", [b"[" * 50_000, b"[]", b"{}", b"payload=%7B", b"null"])
async def test_13_what_is_signed_and_cannot_be_read_is_accepted_and_dropped(desk, body):
    for kind in ("application/json", "application/x-www-form-urlencoded"):
        assert await desk.post(*signed(body, **{"Content-Type": kind})) == 200
    assert desk.rows() == []


async def test_17_a_retry_of_slack_is_not_a_second_turn(desk, server):
    document = event("bonjour")
    async with desk.open():
        await give(desk, document, document)
    assert len(server.accepted) == 1


async def test_33_marks_of_a_person_are_shown_as_written(desk, server):
    words = "&lt;b&gt;gras&lt;/b&gt; &amp; **étoiles** _souligné_ *seul* `code` <https://exemple.fr|exemple>"
    async with desk.open():
        await give(desk, event(words))
    shown = server.accepted[0]["text"]
    assert "&lt;b&gt;gras&lt;/b&gt; &amp; **étoiles** _souligné_ *seul* `code`" in shown.replace("\u2060", "")
    assert "*seul*" not in shown and "https://exemple.fr" in shown


async def test_34_eleven_choices_are_one_actions_block_and_one_is_taken(desk, server):
    async with desk.open():
        await give(desk, event("bonjour"), event("onze"))
        shown = buttons_of(server.accepted[1])
        assert list(shown) == [button["title"] for button in ELEVEN]
        await give(desk, tap(shown[ELEVEN[10]["title"]]))
    assert server.accepted[2]["text"] == "Choix m10 noté (3)."
    assert server.refused == []


async def test_49_a_file_without_words_gets_one_sentence(desk, server):
    async with desk.open():
        await give(desk, event("", subtype="file_share", files=[{"id": "F1"}]))
    assert server.accepted[0]["text"].endswith(wording.UNREADABLE)


async def test_50_an_edited_message_makes_no_turn(desk, server):
    edit = event("", subtype="message_changed", message={"user": "U1", "text": "x", "edited": {"ts": "1"}})
    async with desk.open():
        await give(desk, event("bonjour"), edit)
    assert server.accepted[1]["text"] == wording.EDITED and desk.said() == ["bonjour"]


async def test_51_a_channel_is_answered_in_its_thread_when_it_names_us(desk, server):
    async with desk.open():
        await give(desk, event("salut", channel="C1", channel_type="channel"))
        assert server.accepted == []
        mention = event("<@U0BOT> bonjour", channel="C1", channel_type="channel", type="app_mention")
        await give(desk, mention)
    assert server.accepted[0]["thread_ts"] == mention["event"]["ts"]
    assert "Vérifier mon projet" not in buttons_of(server.accepted[0])
    assert desk.said() == ["bonjour"]


async def test_52_bots_deletions_and_joins_get_nothing(desk):
    for fields in ({"bot_id": "B1"}, {"subtype": "message_deleted"}, {"subtype": "channel_join"}):
        assert await desk.post(*signed(json.dumps(event("x", **fields)).encode())) == 200
    assert desk.rows() == []


async def test_22_a_limit_of_slack_is_waited_for(desk, server):
    server.faults.append(0.3)
    async with desk.open():
        await give(desk, event("bonjour"))
    assert len(server.accepted) == 1 and server.times[1] - server.times[0] >= 0.3


async def test_the_socket_needs_no_public_address_and_acknowledges_what_is_stored(agent, tmp_path, server):
    settings = {"SLACK_BOT_TOKEN": slack.TOKEN, "SLACK_APP_TOKEN": slack.APP_TOKEN, "SLACK_API": server.url}
    desk = Desk(agent, tmp_path / "c.db", settings)
    server.pending = [
        {"type": "events_api", "envelope_id": f"e{number}", "payload": event(f"m{number}")}
        for number in (1, 2)
    ]
    async with desk.open():
        await asyncio.to_thread(server.wait_for, 2)
        await desk.idle()
    assert server.acknowledged == ["e1", "e2"]
    assert server.accepted[1]["text"] == "Vous avez dit : m2 (2)"
    assert not desk.provider.webhook


class Impatient:
    """Slack's server: what is not answered within three seconds is sent again, three times at most."""

    PATIENCE_SECONDS = 3.0

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.retries = 0

    async def give(self, document: dict) -> None:
        request = signed(json.dumps(document).encode())
        for _ in range(4):
            try:
                assert await asyncio.wait_for(self._desk.post(*request), self.PATIENCE_SECONDS) == 200
                return
            except asyncio.TimeoutError:
                self.retries += 1


async def test_17_a_turn_that_is_slower_than_slack_waits_for_is_answered_once(desk, server, fault):
    fault("sleep 4.5")
    slack_itself = Impatient(desk)
    async with desk.open():
        await slack_itself.give(event("lent"))
        # Accepted while the turn is still under way.
        assert server.accepted == []
        await desk.idle()
    assert slack_itself.retries == 0
    assert len(server.accepted) == 1 and desk.said() == ["lent"]
