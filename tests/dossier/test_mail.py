"""The mail of the form against a real server: what leaves, and what is refused."""

import pytest

import dossier
from serving.handover.contact import Contact, load_contact
from serving.handover.mail import SUBJECT, attachments_of, compose, text_of
from serving.handover.request import RequestRefusedError, read_request
from serving.handover.smtp import MailDownError, MailRefusedError, send
from serving.settings import SettingsError
from tests.dossier.conftest import free_port
from tests.dossier.mail_server import MailServer
from tests.dossier.plans import LAWFUL_PLANS, TODAY

PAPERS = dossier.make(LAWFUL_PLANS["adult"], TODAY)
FORM = {"name": "Zoé", "email": "zoe@exemple.fr", "message": "Puis-je venir ?", "plan": True}


@pytest.fixture
def server(tmp_path, monkeypatch):
    server = MailServer(tmp_path, free_port())
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    yield server
    server.stop()


def contact_of(url):
    return load_contact(
        {"SMTP_URL": url, "HANDOVER_TO": "cabinet@coach.fr", "HANDOVER_FROM": "robot@coach.fr"}
    )


def mail_of(contact, form=FORM, transcript=()):
    request = read_request(form)
    text = text_of(request, PAPERS, transcript)
    return compose(request, contact, text, attachments_of(request, PAPERS))


def test_the_mail_goes_to_the_practice_and_its_answer_to_the_person(server):
    contact = contact_of(server.url)
    send(mail_of(contact), contact.mailer)
    (mail,) = server.mails
    assert server.recipients == ["cabinet@coach.fr"]
    assert (mail["To"], mail["From"], mail["Reply-To"]) == (
        "cabinet@coach.fr",
        "robot@coach.fr",
        "zoe@exemple.fr",
    )
    assert (mail["Subject"], mail["Auto-Submitted"]) == (SUBJECT, "auto-generated")
    body = mail.get_body().get_content()
    assert "Puis-je venir ?" in body and "du 11 au 22 janvier 2027" in body
    assert mail.get_body().get_content_type() == "text/plain"
    assert {part.get_filename() for part in mail.iter_attachments()} == {
        "dossier-immersion.pdf",
        "agenda-immersion.ics",
    }
    assert all(part.get_content() for part in mail.iter_attachments())


def test_nothing_goes_that_was_not_ticked(server):
    contact = contact_of(server.url)
    send(mail_of(contact, {"phone": "06 12 34 56 78"}, [("user", "un secret")]), contact.mailer)
    (mail,) = server.mails
    assert "un secret" not in mail.as_string()
    assert not list(mail.iter_attachments()) and mail["Reply-To"] is None


def test_tls_from_the_first_byte_works_too(tmp_path, monkeypatch):
    server = MailServer(tmp_path, free_port(), "implicit")
    monkeypatch.setenv("SSL_CERT_FILE", str(server.certificate))
    contact = contact_of(server.url.replace("smtp://", "smtps://"))
    send(mail_of(contact), contact.mailer)
    server.stop()
    assert len(server.mails) == 1


def test_a_server_without_tls_gets_nothing(tmp_path):
    server = MailServer(tmp_path, free_port(), "none")
    contact = contact_of(server.url)
    with pytest.raises(MailDownError, match="SMTPNotSupportedError"):
        send(mail_of(contact), contact.mailer)
    server.stop()
    assert not server.mails


def test_an_unknown_certificate_gets_nothing(server, monkeypatch):
    monkeypatch.delenv("SSL_CERT_FILE")
    contact = contact_of(server.url)
    with pytest.raises(MailDownError, match="SSLCertVerificationError"):
        send(mail_of(contact), contact.mailer)
    assert not server.mails


def test_a_wrong_password_is_a_refusal(server):
    contact = contact_of(server.url.replace("mot%20de%20passe", "faux"))
    with pytest.raises(MailRefusedError, match="SMTPAuthenticationError 535"):
        send(mail_of(contact), contact.mailer)


@pytest.mark.parametrize("answer", ["550 unknown user", "451 try later"])
def test_a_refused_recipient_is_told_without_being_named(server, answer):
    server.refuse = answer
    contact = contact_of(server.url)
    with pytest.raises(MailRefusedError) as refused:
        send(mail_of(contact), contact.mailer)
    assert refused.value.cause == f"SMTPRecipientsRefused {answer[:3]}"


def test_a_server_that_is_down_is_told(server):
    server.stop()
    contact = contact_of(server.url)
    with pytest.raises(MailDownError, match="ConnectionRefusedError"):
        send(mail_of(contact), contact.mailer)
    server.start()


@pytest.mark.parametrize("name", ["name", "email", "phone", "message"])
def test_words_never_become_a_header(server, name):
    contact = contact_of(server.url)
    form = {**FORM, "phone": "0612345678", name: "a\r\nBcc: tiers@exemple.fr\r\n\r\nx"}
    try:
        send(mail_of(contact, form), contact.mailer)
    except RequestRefusedError as refused:
        assert refused.field in ("email", "phone")
    assert "tiers@exemple.fr" not in server.recipients
    assert all(mail["Bcc"] is None for mail in server.mails)


@pytest.mark.parametrize(
    ("form", "field"),
    [
        ({}, "email"),
        ({"name": "Zoé"}, "email"),
        ({"email": "zoe"}, "email"),
        ({"email": "zoe@exemple.fr, autre@exemple.fr"}, "email"),
        ({"email": "<zoe@exemple.fr>"}, "email"),
        ({"email": "zoe@exemple.fr" + "a" * 300}, "email"),
        ({"phone": "appelez-moi"}, "phone"),
        ({"phone": "1"}, "phone"),
        ({"email": "zoe@exemple.fr", "message": "a" * 2001}, "message"),
        ({"email": "zoe@exemple.fr", "name": ["a"]}, "name"),
        ({"email": 3}, "email"),
    ],
)
def test_a_form_that_cannot_be_answered_says_what_to_change(form, field):
    with pytest.raises(RequestRefusedError) as refused:
        read_request(form)
    assert refused.value.field == field


@pytest.mark.parametrize("consent", [None, False, "", "false", 0, "true "])
def test_only_a_ticked_box_is_consent(consent):
    assert not read_request({**FORM, "consent": consent}).consent
    assert read_request({**FORM, "consent": True}).consent


@pytest.mark.parametrize(
    "settings",
    [
        {"CONTACT_EMAIL": "cabinet"},
        {"SMTP_URL": "http://a.fr"},
        {"SMTP_URL": "smtp://"},
        {"SMTP_URL": "smtp://a.fr:99999999", "CONTACT_EMAIL": "a@b.fr"},
        {"SMTP_URL": "smtp://a.fr"},
        {"APPOINTMENT_URL": "http://a.fr"},
        {"APPOINTMENT_URL": "javascript:alert(1)"},
    ],
)
def test_a_wrong_setting_is_told_at_the_start(settings):
    with pytest.raises(SettingsError):
        load_contact(settings)


def test_nothing_is_configured_by_default():
    assert load_contact({}) == Contact()
    assert "secret" not in repr(load_contact({"SMTP_URL": "smtp://a:secret@b.fr", "CONTACT_EMAIL": "a@b.fr"}))
