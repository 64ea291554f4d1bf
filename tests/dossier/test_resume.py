"""« Enregistrer et reprendre » : the same conversation on another device, and nobody else's."""

import asyncio
import datetime
import time

import pytest
import requests
import sqlalchemy as sa

from channels.refusals import Refused
from channels.resume import Resume
from serving.database import Database
from serving.purge import purge
from serving.resume import ALPHABET, DEVICES, RESUMPTIONS, plain_code
from serving.settings import Settings
from tests.dossier.conftest import KEY, Service, Talk
from tests.dossier.plans import LAWFUL_PLANS


@pytest.fixture(scope="module")
def busy(tmp_path_factory):
    """A service behind a proxy, so that each test may come from its own address."""
    service = Service(tmp_path_factory.mktemp("resume"), CHAT_TRUSTED_PROXIES="1")
    yield service
    service.stop()


@pytest.fixture
def mine(busy):
    return Talk(busy, LAWFUL_PLANS["adult"])


_addresses = iter(range(1, 250))


def open_with(service, address=None, **body):
    return requests.post(
        f"{service.base}/resume/open",
        json=body,
        headers={"X-Forwarded-For": address or f"198.51.100.{next(_addresses)}"},
        timeout=20,
    )


def save(talk):
    answer = talk.call("POST", "/resume")
    assert answer.status_code == 201, answer.text
    return answer.json()


def test_a_code_opens_the_same_conversation_once(mine):
    saved = save(mine)
    opened = open_with(mine.service, code=saved["code"])
    assert opened.status_code == 201
    other = opened.json()["token"]
    assert other != mine.token
    assert mine.call("GET", "/dossier/pdf", token=other).content.startswith(b"%PDF")
    assert mine.call("GET", "/history", token=other).status_code == 200
    again = open_with(mine.service, code=saved["code"])
    assert (again.status_code, again.json()["error"]["code"]) == (401, "resume_unknown")


def test_a_code_has_twelve_letters_of_five_bits_and_is_read_as_people_type_it(mine):
    code = save(mine)["code"]
    letters = code.replace("-", "")
    assert (len(letters), len(ALPHABET)) == (12, 32)
    assert set(letters) <= set(ALPHABET)
    typed = letters.lower().replace("0", "o").replace("1", "l")
    assert plain_code(typed[:6] + " " + typed[6:]) == letters
    assert open_with(mine.service, code=typed).status_code == 201


def test_a_link_opens_for_seven_days_on_as_many_devices(mine):
    saved = save(mine)
    until = datetime.datetime.fromisoformat(saved["until"]).timestamp()
    assert abs(until - time.time() - 7 * 24 * 3600) < 60
    for _ in range(2):
        opened = open_with(mine.service, secret=saved["secret"])
        assert opened.status_code == 201 and opened.json()["until"] == saved["until"]


def test_after_seven_days_nothing_opens_and_devices_are_out(mine):
    saved = save(mine)
    other = open_with(mine.service, secret=saved["secret"]).json()["token"]
    for table in (RESUMPTIONS, DEVICES):
        mine.service.run(
            lambda connection, table=table: connection.execute(
                sa.update(table).where(table.c.sender_id == mine.sender).values(until=time.time() - 1)
            )
        )
    assert open_with(mine.service, secret=saved["secret"]).status_code == 401
    assert mine.call("GET", "/history", token=other).status_code == 401
    assert mine.call("GET", "/history").status_code == 200


def test_the_first_device_is_told_and_can_shut_the_other_out(mine):
    assert "opened_elsewhere" not in mine.call("GET", "/history").json()
    saved = save(mine)
    other = open_with(mine.service, code=saved["code"]).json()["token"]
    told = mine.call("GET", "/history").json()["opened_elsewhere"]
    assert mine.call("GET", "/resume").json() == {"until": saved["until"], "opened": [told]}
    body = {"id": "0b1f0b52-5a8c-4d2c-9a53-2f0a0d6a6a11", "text": "bonjour"}
    assert mine.call("POST", "/messages", body).json()["opened_elsewhere"] == told
    assert "opened_elsewhere" not in mine.call("GET", "/history", token=other).json()
    assert mine.call("DELETE", "/resume").json() == {"revoked": True}
    out = mine.call("GET", "/history", token=other)
    assert (out.status_code, out.json()["error"]["code"]) == (401, "session_withdrawn")
    assert open_with(mine.service, secret=saved["secret"]).status_code == 401
    assert mine.call("GET", "/history").status_code == 200


def test_asking_again_withdraws_the_former_code(mine):
    former, latter = save(mine), save(mine)
    assert open_with(mine.service, code=former["code"]).status_code == 401
    assert open_with(mine.service, secret=former["secret"]).status_code == 401
    assert open_with(mine.service, code=latter["code"]).status_code == 201


def test_an_address_tries_five_codes_an_hour(mine):
    tried = [open_with(mine.service, "198.51.100.250", code="ABCD-EFGH-JKMN").status_code for _ in range(6)]
    assert tried == [401] * 5 + [429]
    code = save(mine)["code"]
    assert open_with(mine.service, "198.51.100.250", code=code).status_code == 429
    assert open_with(mine.service, "198.51.100.251", code=code).status_code == 201


def test_a_code_sent_as_a_link_does_not_escape_the_count(mine):
    code = save(mine)["code"]
    for secret in (code, code.replace("-", "")):
        assert open_with(mine.service, secret=secret).status_code == 401


def test_a_hundred_codes_a_day_are_tried_in_all():
    resume = Resume(Settings(signing_key=KEY), None, None, None, None)

    async def tries(count):
        for rank in range(count):
            await resume.count(f"address {rank // 5}", is_code=True)

    asyncio.run(tries(100))
    with pytest.raises(Refused) as refused:
        asyncio.run(resume.count("another address", is_code=True))
    assert refused.value.status == 429


def test_an_erased_conversation_opens_nowhere(mine):
    saved = save(mine)
    other = open_with(mine.service, code=saved["code"]).json()["token"]
    assert mine.call("DELETE", "/session").status_code == 200
    assert open_with(mine.service, secret=saved["secret"]).status_code == 401
    assert mine.call("GET", "/history", token=other).status_code == 401
    assert mine.call("POST", "/resume").status_code == 401


def test_the_base_and_the_log_hold_no_secret(mine):
    saved = save(mine)
    session_id = mine.token.split(".")[1]
    rows = str(mine.service.run(lambda connection: connection.execute(sa.select(RESUMPTIONS)).fetchall()))
    log = mine.service.log.read_text()
    for secret in (saved["code"], saved["code"].replace("-", ""), saved["secret"], session_id):
        assert secret not in rows and secret not in log


def test_a_purge_erases_what_is_over(mine):
    save(mine)
    mine.service.run(
        lambda connection: connection.execute(
            sa.update(RESUMPTIONS).where(RESUMPTIONS.c.sender_id == mine.sender).values(until=0.0)
        )
    )
    purge(Database(mine.service.url, 5), 30)
    left = sa.select(RESUMPTIONS).where(RESUMPTIONS.c.sender_id == mine.sender)
    assert not mine.service.run(lambda connection: connection.execute(left).fetchall())


@pytest.mark.parametrize(
    "body", [{}, {"code": 3}, {"code": "A", "secret": "B"}, {"secret": None}, {"code": ["A"]}]
)
def test_what_is_not_a_secret_is_refused_with_a_sentence(busy, body):
    answer = open_with(busy, **body)
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "code_or_secret")


@pytest.mark.parametrize("secret", ["", "a" * 10_000, "\ud800", "%00", "' OR 1=1 --"])
def test_a_hostile_secret_opens_nothing(busy, secret):
    for field in ("code", "secret"):
        assert open_with(busy, **{field: secret}).status_code == 401


def test_a_forged_device_is_not_let_in(mine):
    parts = mine.token.split(".")
    forged = ".".join(["v2", f"{parts[1]}~abc", parts[2], parts[3]])
    assert mine.call("GET", "/history", token=forged).status_code == 401
