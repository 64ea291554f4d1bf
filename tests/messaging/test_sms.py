"""SMS and WhatsApp in Twilio's shape: its signature, letters, segments, SUITE, STOP."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from channels.messaging import gsm7, wording

from .bot.actions import LINK, LONG
from .desk import Desk
from .fakes import twilio
from .fakes.twilio import NUMBER, FakeTwilio, signed, sms

SETTINGS = {
    "TWILIO_ACCOUNT": twilio.ACCOUNT,
    "TWILIO_AUTH_TOKEN": twilio.TOKEN,
    "TWILIO_FROM": NUMBER,
    "TWILIO_PUBLIC_URL": twilio.PUBLIC_URL,
}
PERSON = "+33600000001"


@pytest.fixture
def server() -> Iterator[FakeTwilio]:
    fake = FakeTwilio()
    fake.start()
    yield fake
    fake.stop()


@pytest.fixture
def desk(agent, tmp_path, server) -> Desk:
    return Desk(agent, tmp_path / "c.db", SETTINGS | {"TWILIO_API": server.url})


async def say(desk: Desk, *texts: str, person: str = PERSON, to: str = NUMBER) -> None:
    for text in texts:
        assert await desk.post(*signed(sms(person, text, to))) == 204
        await desk.idle()


@pytest.mark.parametrize(
    "fields",
    [
        [("Body", "À bientôt, ça marche ?")],
        [("Body", "")],
        [("Body", "fin ")],
        [("MediaUrl", "b"), ("MediaUrl", "a"), ("MediaUrl", "b")],
        [("Body", "a+b&c=d%20")],
    ],
)
@pytest.mark.parametrize("query", ["", "a=1&b=%C3%A9"])
async def test_11_what_twilio_signed_is_let_in_whatever_it_holds(desk, fields, query):
    body, headers = signed([*sms(PERSON, "x")[:3], *fields], query)
    assert await desk.post(body, headers | {"Host": "evil.example"}, query) == 204


async def test_11_a_signature_of_another_address_is_refused(desk):
    body, headers = signed(sms(PERSON, "bonjour"), url="https://evil.example/messaging/sms")
    assert (
        await desk.post(body, headers | {"Host": "evil.example", "X-Forwarded-Host": "evil.example"}) == 403
    )
    body, headers = signed(sms(PERSON, "bonjour"))
    assert await desk.post(body + b"&Body=autre", headers) == 403
    assert desk.rows() == []


async def test_12_a_signature_by_a_key_that_we_do_not_have_is_refused(desk):
    body, headers = signed(sms(PERSON, "bonjour"))
    headers |= {"X-Twilio-Webhooks-Signature-Settings": "key=SK1,algorithm=HMAC_SHA256"}
    assert await desk.post(body, headers) == 403


@pytest.mark.parametrize("body", [b"", b"\xff\xfe=1", b"[]", b"Body=seul"])
async def test_13_what_is_signed_and_is_no_message_is_accepted_and_dropped(desk, body):
    import base64
    import hashlib
    import hmac

    from channels.messaging.providers.sms import _form

    text = twilio.URL + "".join(n + v for n, v in sorted(set(_form(body))))
    digest = hmac.new(twilio.TOKEN.encode(), text.encode("utf-8", "surrogateescape"), hashlib.sha1).digest()
    assert await desk.post(body, {"X-Twilio-Signature": base64.b64encode(digest).decode()}) == 204
    assert desk.rows() == []


async def test_choices_are_letters_and_the_answer_comes_from_the_number_that_was_written_to(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "c")
    first, second = server.accepted
    assert "a) Vérifier mon projet\nb) Découvrir un métier\nc) Confirmer un projet déja réfléchi" in first[
        "Body"
    ].replace("déjà", "déja")
    assert first["Body"].endswith(wording.ANSWER_BY_LETTER)
    assert second["Body"] == "Choix confirm noté (2)."
    assert (second["From"], second["To"]) == (NUMBER, PERSON)


async def test_37_a_long_answer_is_begun_and_goes_on_with_suite(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "long")
        first = server.accepted[-1]["Body"]
        assert wording.MORE in first and "\na) " in first
        assert gsm7.segments(first) <= 5
        read = [first]
        while wording.MORE in read[-1]:
            await say(desk, "Suite")
            read.append(server.accepted[-1]["Body"])
        await say(desk, "suite")
    assert server.accepted[-1]["Body"].startswith("Vous avez dit : suite")
    whole = " ".join(read)
    for paragraph in LONG.split("\n\n"):
        assert gsm7.fold(paragraph) in whole
    assert whole.count(LINK) == 1
    assert all(gsm7.fits(text) for text in read)


async def test_37_suite_is_forgotten_when_another_answer_was_shown(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "long", "il pleut", "suite")
    assert server.accepted[-1]["Body"].startswith("Vous avez dit : suite")


async def test_45_stop_silences_until_start_and_a_sentence_with_stop_is_for_the_dialogue(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "on arrête là", "STOP", "encore là ?", "Reprendre", "il pleut")
    assert [sent["Body"] for sent in server.accepted[1:]] == [
        "Vous avez dit : on arrete là (2)",
        gsm7.fold(wording.STOPPED),
        gsm7.fold(wording.RESUMED),
        "Vous avez dit : il pleut (3)",
    ]


async def test_23_a_number_that_opted_out_at_the_operator_is_not_written_to_again(desk, server):
    server.opted_out.add(PERSON)
    async with desk.open():
        await say(desk, "bonjour", "il pleut")
    assert server.refused == ["21610"]
    assert [row.outcome for row in desk.rows()] == ["opted_out", "opted_out"]


async def test_46_erasing_on_sms_says_what_the_operator_keeps(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "Effacer mes donnees", "effacer")
    assert server.accepted[-1]["Body"] == gsm7.fold(wording.erased("l'opérateur"))
    assert desk.conversations() == []


async def test_a_number_typed_on_sms_is_never_a_choice(desk, server):
    async with desk.open():
        await say(desk, "bonjour", "a", "17")
    assert server.accepted[-1]["Body"] == "Age : 17."


async def test_whatsapp_through_twilio_is_not_folded_and_has_no_stop_word(desk, server):
    person, number = f"whatsapp:{PERSON}", f"whatsapp:{NUMBER}"
    async with desk.open():
        await say(desk, "bonjour", "long", "stop", person=person, to=number)
    assert "« même en congé »" in server.accepted[1]["Body"]
    assert server.accepted[-1]["Body"].startswith("Vous avez dit : stop")
    assert server.accepted[-1]["From"] == number
    assert server.refused == []


async def test_49_a_picture_gets_one_sentence(desk, server):
    async with desk.open():
        body, headers = signed(sms(PERSON, "", NumMedia="1", MediaUrl0="https://x.example/1"))
        assert await desk.post(body, headers) == 204
        await desk.idle()
    assert server.accepted[0]["Body"].endswith(gsm7.fold(wording.UNREADABLE))
