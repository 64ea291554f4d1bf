"""Files over HTTP: with the token of the conversation, or by a link of fifteen minutes."""

import time

import pytest
import requests

from channels import links
from channels.links import LinkRefusedError, Links
from serving.settings import Settings
from tests.dossier.conftest import KEY, Talk
from tests.dossier.plans import LAWFUL_PLANS
from tests.dossier.test_pdf import text_of


@pytest.mark.parametrize(
    ("kind", "content_type", "begins"),
    [
        ("pdf", "application/pdf", b"%PDF"),
        ("letters", "application/pdf", b"%PDF"),
        ("ics", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ],
)
def test_a_file_is_given_to_its_conversation_and_kept_by_nobody(talk, kind, content_type, begins):
    answer = talk.call("GET", f"/dossier/{kind}")
    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["Content-Type"] == content_type
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=")
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Access-Control-Allow-Origin"] == "https://coach.example"


def test_the_file_follows_the_plan_and_the_speaker(service):
    talk = Talk(service, LAWFUL_PLANS["adult"], audience="host", department="62")
    assert "la structure d'accueil (vous)" in text_of(talk.call("GET", "/dossier/pdf").content)
    talk.remember({"plan": {**LAWFUL_PLANS["adult"], "daily_hours": 6}})
    assert "6 h par jour" in text_of(talk.call("GET", "/dossier/pdf").content)


def test_without_a_plan_or_a_lawful_one_it_is_said(service):
    empty = Talk(service).call("GET", "/dossier/pdf")
    assert (empty.status_code, empty.json()["error"]["code"]) == (404, "dossier_empty")
    unlawful = Talk(service, {**LAWFUL_PLANS["adult"], "host_needs": ["replacement"]})
    refused = unlawful.call("GET", "/dossier/ics")
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "calendar_not_lawful")
    assert "prêt à signer" not in text_of(unlawful.call("GET", "/dossier/pdf").content).lower()
    assert unlawful.call("GET", "/dossier/exe").status_code == 404


def test_without_its_token_there_is_no_file(talk):
    answer = talk.call("GET", "/dossier/pdf", token="v1.a.9.b")
    assert (answer.status_code, answer.json()["error"]["code"]) == (401, "session_invalid")


def test_an_erased_conversation_gives_nothing_any_more(talk):
    link = Links(talk.service.settings).url("pdf", talk.sender)
    assert requests.get(link, timeout=20).content.startswith(b"%PDF")
    assert talk.call("DELETE", "/session").status_code == 200
    assert requests.get(link, timeout=20).status_code == 404
    assert talk.call("GET", "/dossier/pdf").status_code == 404


def test_a_link_opens_its_file_several_times_and_names_nobody(talk):
    link = Links(talk.service.settings).url("ics", talk.sender)
    assert talk.sender not in link
    for _ in range(2):  # a preview, then the person
        answer = requests.get(link, timeout=20)
        assert answer.content.startswith(b"BEGIN:VCALENDAR")
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert link.rsplit("/", 1)[1] not in talk.service.log.read_text()


@pytest.mark.parametrize("token", ["x", pytest.param("a" * 3000, id="long"), "%00", "gAAAAA", "é"])
def test_a_forged_link_gets_a_french_page(service, token):
    answer = requests.get(f"{service.base}/link/{token}", timeout=20)
    assert answer.status_code == 410
    assert "15 minutes" in answer.text and '<html lang="fr">' in answer.text
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


def test_a_link_ends_after_fifteen_minutes(monkeypatch):
    box = Links(Settings(signing_key=KEY, public_url="https://a.example"))
    token = box.token("pdf", "somebody")
    assert box.read(token) == ("pdf", "somebody")
    now = time.time()
    monkeypatch.setattr(time, "time", lambda: now + links.SECONDS + 2)
    with pytest.raises(LinkRefusedError):
        box.read(token)


def test_a_link_of_another_key_is_refused():
    token = Links(Settings(signing_key=KEY)).token("pdf", "somebody")
    with pytest.raises(LinkRefusedError):
        Links(Settings(signing_key=KEY + "x")).read(token)


def test_a_link_is_not_a_session(talk):
    token = Links(talk.service.settings).token("pdf", talk.sender)
    assert talk.call("GET", "/history", token=token).status_code == 401


def test_without_a_public_address_there_is_no_link():
    assert Links(Settings(signing_key=KEY)).url("pdf", "somebody") is None
