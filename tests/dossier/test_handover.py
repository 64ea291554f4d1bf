"""« Parler à un conseiller » : what is offered, the exact preview, the consent, the sending."""

import html
import re
import socket
import subprocess
import sys
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
import sqlalchemy as sa

from channels.links import Links
from serving.handover.sent import SENT
from tests.dossier.conftest import Service, Talk, free_port
from tests.dossier.mail_server import MailServer
from tests.dossier.plans import LAWFUL_PLANS
from tests.dossier.test_act import words

FORM = {
    "name": "Zoé",
    "email": "zoe@exemple.fr",
    "phone": "",
    "message": "Puis-je <b>venir</b> ?",
    "plan": True,
}
USER = {
    "event": "user",
    "timestamp": 1.0,
    "text": "je veux tester fleuriste",
    "message_id": "m",
    "parse_data": {"text": "je veux tester fleuriste", "intent": {"name": "inform"}, "entities": []},
}
BOT = {"event": "bot", "timestamp": 1.0, "text": "D'accord, fleuriste.", "data": {}}


@pytest.fixture(scope="module")
def mail_server(tmp_path_factory):
    server = MailServer(tmp_path_factory.mktemp("mail"), free_port())
    yield server
    server.stop()


@pytest.fixture(scope="module")
def mailed(tmp_path_factory, mail_server):
    service = Service(
        tmp_path_factory.mktemp("mailed"),
        SMTP_URL=mail_server.url,
        SSL_CERT_FILE=str(mail_server.certificate),
        CONTACT_EMAIL="cabinet@coach.fr",
        HANDOVER_FROM="robot@coach.fr",
        HANDOVER_NAME="le cabinet Martin",
        HANDOVER_DELAY="Réponse sous deux jours ouvrés.",
        APPOINTMENT_URL="https://rdv.example/martin",
        CHAT_TRUSTED_PROXIES="1",
    )
    yield service
    service.stop()


@pytest.fixture
def told(mailed, mail_server):
    mail_server.refuse = None
    mail_server.mails.clear()
    talk = Talk(mailed, LAWFUL_PLANS["adult"])
    talk.add(USER, "user")
    talk.add(BOT, "bot")
    return talk


def send(talk, address="203.0.113.1", **fields):
    return requests.post(
        f"{talk.service.base}/handover",
        json={**FORM, "consent": True, **fields},
        headers={"Authorization": f"Bearer {talk.token}", "X-Forwarded-For": address},
        timeout=30,
    )


def test_everything_configured_is_offered_with_the_public_numbers(told):
    offered = told.call("GET", "/handover").json()
    assert offered["form"] is True
    assert offered["appointment"] == "https://rdv.example/martin"
    assert offered["recipient"] == "le cabinet Martin"
    assert {one["phone"] for one in offered["numbers"]} >= {"3949"}
    mail = urlsplit(offered["mailto"])
    assert mail.path == "cabinet@coach.fr"
    assert "du 11 au 22 janvier 2027" in parse_qs(mail.query)["body"][0]


def test_the_preview_is_what_leaves(told, mail_server):
    preview = told.call("POST", "/handover/preview", FORM).json()
    assert preview["attachments"] == ["dossier-immersion.pdf", "agenda-immersion.ics"]
    assert "tester fleuriste" not in preview["text"]
    answer = send(told, "203.0.113.2")
    assert answer.json() == {
        "sent": True,
        "message": "C'est envoyé. Destinataire : le cabinet Martin. Réponse sous deux jours ouvrés.",
    }
    (mail,) = mail_server.mails
    assert mail.get_body().get_content().replace("\r\n", "\n").strip() == preview["text"]
    assert mail["Reply-To"] == "zoe@exemple.fr"


def test_that_a_form_has_left_is_kept_for_the_counts_until_the_conversation_is_erased(told, mail_server):
    def remembered():
        of_this = sa.select(SENT).where(SENT.c.sender_id == told.sender)
        return told.service.run(lambda connection: connection.execute(of_this).fetchall())

    mail_server.refuse = "550 no"
    send(told, "203.0.113.5")
    assert not remembered()
    mail_server.refuse = None
    send(told, "203.0.113.5")
    assert remembered() == [(told.sender,)]
    told.call("DELETE", "/session")
    assert not remembered()


def test_the_conversation_goes_only_when_it_is_ticked(told, mail_server):
    ticked = told.call("POST", "/handover/preview", {**FORM, "transcript": True}).json()["text"]
    assert "La personne : je veux tester fleuriste" in ticked
    assert "Assistant : D'accord, fleuriste." in ticked


def test_without_consent_nothing_leaves(told, mail_server):
    for consent in (False, None, "non"):
        answer = send(told, consent=consent)
        assert (answer.status_code, answer.json()["error"]["code"]) == (422, "consent_missing")
    assert not mail_server.mails


def test_the_recipient_is_never_taken_from_the_request(told, mail_server):
    assert send(told, "203.0.113.3", to="tiers@exemple.fr", form_to="tiers@exemple.fr").status_code == 200
    assert mail_server.mails[0]["To"] == "cabinet@coach.fr"
    assert "tiers@exemple.fr" not in mail_server.recipients


def test_a_refusal_and_a_silence_are_told_and_keep_nothing(told, mail_server):
    mail_server.refuse = "550 no"
    refused = send(told, "203.0.113.4")
    assert (refused.status_code, refused.json()["error"]["code"]) == (503, "handover_refused")
    assert "Rien n'est parti" in refused.json()["error"]["message"]
    mail_server.stop()
    down = send(told, "203.0.113.4")
    mail_server.start()
    assert (down.status_code, down.json()["error"]["code"]) == (503, "handover_down")
    kept = told.service.log.read_text() + str(
        told.service.run(lambda connection: connection.exec_driver_sql("SELECT * FROM events").fetchall())
    )
    assert "zoe@exemple.fr" not in kept and "Zoé" not in kept and "cabinet@coach.fr" not in kept


def test_a_conversation_sends_three_mails_a_day_and_an_address_ten(mailed, told, mail_server):
    statuses = [send(told, f"203.0.113.{rank}").status_code for rank in range(20, 24)]
    assert statuses == [200, 200, 200, 429]
    others = [send(Talk(mailed), "203.0.113.99").status_code for _ in range(11)]
    assert others == [200] * 10 + [429]
    assert "demain" in send(told).json()["error"]["message"]


def test_a_form_without_a_plan_is_sent_too(mailed, mail_server, told):
    assert send(Talk(mailed), "203.0.113.40").status_code == 200
    assert not list(mail_server.mails[0].iter_attachments())


@pytest.mark.parametrize("body", [b"", b"[]", b"{", b'{"email": {"a": 1}}', b'{"email": "a"}', b"\xff"])
def test_what_is_not_a_form_is_refused_with_a_sentence(told, body):
    answer = requests.post(
        f"{told.service.base}/handover/preview",
        data=body,
        headers={"Authorization": f"Bearer {told.token}"},
        timeout=30,
    )
    assert answer.status_code in (400, 422)
    assert answer.json()["error"]["message"]


def fields_of(page):
    """The hidden fields of the last form but one of a page."""
    found = re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', page)
    return {name: html.unescape(value) for name, value in found}


def test_a_page_leads_from_writing_to_sending_by_a_link(told, mail_server):
    link = Links(told.service.settings).url("human", told.sender)
    page = requests.get(link, timeout=20)
    assert page.status_code == 200
    assert 'name="plan" value="1" checked' in page.text
    assert 'name="transcript" value="1">' in page.text
    # A page with no referrer names its origin "null": it is let in by its link.
    headers = {"Origin": "null", "X-Forwarded-For": "203.0.113.50"}
    written = {"step": "preview", "email": "zoe@exemple.fr", "message": FORM["message"], "plan": "1"}
    preview = requests.post(link, data=written, headers=headers, timeout=20)
    assert "&lt;b&gt;venir&lt;/b&gt;" in preview.text and "<b>venir" not in preview.text
    assert "checked" not in preview.text
    kept = {**fields_of(preview.text), "step": "send"}
    refused = requests.post(link, data=kept, headers=headers, timeout=20)
    assert refused.status_code == 422 and "cochez" in refused.text
    sent = requests.post(link, data={**kept, "consent": "1"}, headers=headers, timeout=20)
    assert sent.status_code == 200 and "C'est envoyé" in html.unescape(sent.text)
    assert len(mail_server.mails) == 1
    assert FORM["message"] in mail_server.mails[0].get_body().get_content()


def test_a_page_keeps_what_was_written_when_it_refuses(told):
    link = Links(told.service.settings).url("human", told.sender)
    page = requests.post(
        link, data={"step": "preview", "email": "zoe", "message": '"><script>x</script>'}, timeout=20
    )
    assert page.status_code == 422
    assert 'role="alert"' in page.text and "<script>" not in page.text
    assert 'value="zoe"' in page.text


def test_without_a_server_there_is_no_form(talk):
    offered = talk.call("GET", "/handover").json()
    assert (offered["form"], offered["mailto"], offered["appointment"]) == (False, None, None)
    assert offered["numbers"]
    for path in ("/handover", "/handover/preview"):
        answer = talk.call("POST", path, {**FORM, "consent": True})
        assert (answer.status_code, answer.json()["error"]["code"]) == (404, "handover_off")
    link = Links(talk.service.settings).url("human", talk.sender)
    assert requests.get(link, timeout=20).status_code == 404
    assert requests.post(link, data={"step": "send"}, timeout=20).status_code == 404


def test_nothing_opens_a_socket_when_nothing_is_configured():
    code = """
import socket
def refuse(*_, **__):
    raise AssertionError("a socket was opened")
socket.socket.connect = socket.create_connection = socket.getaddrinfo = refuse
import asyncio
from channels.handover import Handover
from channels.refusals import Refused
from serving.handover.contact import load_contact
from serving.settings import Settings
handover = Handover(Settings(signing_key="k" * 40), load_contact({}), None)
async def main():
    for work in (handover.preview(None, "s", {}), handover.send(None, "s", "a", {"consent": True})):
        try:
            await work
        except Refused as refused:
            print(refused.code)
asyncio.run(main())
"""
    done = subprocess.run([sys.executable, "-W", "ignore", "-c", code], capture_output=True, text=True)
    assert done.stdout.split() == ["handover_off", "handover_off"], done.stderr


def test_the_act_offers_it_in_words_and_writes_the_mail_in_a_terminal(monkeypatch):
    from actions import human
    from dialogue.buttons import pressed
    from dialogue.state import State
    from dialogue.turn import Turn
    from serving.handover.contact import load_contact
    from tests.dossier.plans import TODAY

    def said(in_terminal, **settings):
        monkeypatch.setattr(human, "contact", lambda: load_contact(settings))
        plan = dict(LAWFUL_PLANS["adult"])
        turn = Turn(pressed("human", []), State(plan=plan), TODAY, 0.0, (), in_terminal)
        human.Human().respond(turn)
        return turn

    monkeypatch.setattr(socket.socket, "connect", lambda *_: pytest.fail("a socket was opened"))
    assert "3949" in words(said(True)) and "@" not in words(said(True))
    text = words(said(True, CONTACT_EMAIL="cabinet@coach.fr"))
    assert "cabinet@coach.fr" in text and "Ma question" in text
    elsewhere = said(False, CONTACT_EMAIL="cabinet@coach.fr", APPOINTMENT_URL="https://rdv.example")
    assert "https://rdv.example" in words(elsewhere) and "Ma question" not in words(elsewhere)
    assert elsewhere.messages[0].custom["human"]["mailto"].startswith("mailto:cabinet@coach.fr?")
