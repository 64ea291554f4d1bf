"""Nothing is lost, nothing is said twice, and the person knows what happens."""

from __future__ import annotations

import pytest

from tests.widget.browser import Page, until
from tests.widget.fake_server import FakeServer


def start_form(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    page.say("Vérifier mon projet")


@pytest.mark.parametrize("status", [0, 503])
def test_error_and_retry_with_the_same_id(page: Page, server: FakeServer, status: int) -> None:
    start_form(page, server)
    server.fail("/chat/messages", status)
    page.say("découvrir un métier")
    assert page.text(".failure").startswith("Message non envoyé.")
    if status:
        assert "Un problème technique est survenu." in page.text(".failure")
    assert "découvrir un métier" in page.text(".message.user:last-child")
    page.press("Réessayer")
    until(lambda: page.button("Salarié"), "the next question")
    assert page.find(".failure") is None
    first, second = server.messages[1:]
    assert first == second


def test_a_reply_that_was_lost_on_the_way_is_not_a_second_turn(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/messages", 0, after_the_turn=True)
    page.say("découvrir un métier")
    page.press("Réessayer")
    until(lambda: page.button("Salarié"), "the next question")
    page.say("où en est-on ?")
    assert len(page.all("table tr")) == 1


def test_a_failed_button_can_be_sent_again(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/messages", 503)
    page.press("Découvrir un métier")
    assert page.focused() == "input"
    page.press("Réessayer")
    until(lambda: page.button("Salarié"), "the next question")
    assert server.messages[-1]["payload"] == "/inform Découvrir un métier"


def test_too_fast_waits_then_leaves_by_itself(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/messages", 429, retry_after=1)
    page.say("découvrir un métier")
    assert "Ce message repart tout seul dans 1 secondes." in page.text(".failure")
    until(lambda: page.button("Salarié"), "the next question without a gesture")
    assert server.messages[1]["id"] == server.messages[2]["id"]


def test_too_fast_for_long_ends_in_a_button(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/messages", 429, times=3, retry_after=1)
    page.say("découvrir un métier")
    page.press("Réessayer")
    until(lambda: page.button("Salarié"), "the next question")
    assert len(server.messages) == 5


def test_a_refused_text_comes_back_into_the_field(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/messages", 422)
    page.say("du 7 au 20 décembre")
    assert "Ce message n'a pas été accepté." in page.text(".failure")
    assert page.button("Réessayer") is None
    assert page.find("#input").get_attribute("value") == "du 7 au 20 décembre"


def test_no_session_can_be_opened(page: Page, server: FakeServer) -> None:
    page.visit(f"{server.url}/host")
    page.open()
    server.fail("/chat/sessions", 503)
    page.say("Vérifier mon projet")
    page.press("Réessayer")
    until(lambda: page.button("Découvrir un métier"), "the first question")


def test_offline_is_told_and_the_message_leaves_when_the_network_is_back(
    page: Page, server: FakeServer
) -> None:
    start_form(page, server)
    page.offline(True)
    until(lambda: "hors connexion" in page.text(".offline"), "the notice")
    page.say("découvrir un métier")
    assert "dès que la connexion reviendra" in page.text(".failure")
    page.offline(False)
    until(lambda: page.button("Salarié"), "the next question")
    assert page.text(".offline") == ""


def test_a_message_that_left_is_not_shown_twice_when_the_network_comes_back(
    page: Page, server: FakeServer
) -> None:
    start_form(page, server)
    page.js("Object.defineProperty(navigator, 'onLine', { get: () => false })")
    server.fail("/chat/messages", 0)
    page.find("#input").send_keys("découvrir un métier\n")
    page.press("Réessayer")
    until(lambda: page.button("Salarié"), "the next question")
    page.js("dispatchEvent(new Event('online'))")
    page.say("je cherche du travail")
    assert page.text().count("C'est noté : découvrir un métier.") == 1
    assert len(server.messages) == 4


def test_an_expired_session_is_told_and_gives_the_text_back(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    page.say("découvrir un métier")
    server.forget_sessions()
    page.find("#input").send_keys("je cherche du travail\n")
    until(lambda: "Votre conversation précédente a expiré" in page.text(".notice"), "the notice")
    assert page.find("#input").get_attribute("value") == "je cherche du travail"
    assert page.button("Salarié") is None, "nothing of the lost conversation can be answered"
    page.find("#input").clear()
    page.press("Vérifier mon projet")
    until(lambda: page.button("Découvrir un métier"), "the first question of a new conversation")
    assert len(server.sessions) == 1


def test_an_expired_session_is_told_on_reload(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.forget_sessions()
    page.visit(f"{server.url}/host")
    until(lambda: "a expiré" in page.text(".notice"), "the notice")
    assert page.button("Vérifier mon projet")


def test_history_that_cannot_be_read_is_told_and_tried_again(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.fail("/chat/history", 503)
    page.visit(f"{server.url}/host")
    until(lambda: "n'est pas perdue" in page.text(".notice"), "the notice")
    page.press("Réessayer")
    until(lambda: page.button("Découvrir un métier"), "the open question")


def test_writing_state_while_waiting_and_one_message_at_a_time(page: Page, server: FakeServer) -> None:
    start_form(page, server)
    server.delay = 1.0
    page.find("#input").send_keys("découvrir un métier\n")
    until(lambda: page.text(".status") == "L'assistant écrit…", "the writing state")
    page.find("#input").send_keys("je cherche du travail\n")
    assert page.find("#input").get_attribute("value").strip() == "je cherche du travail", "kept, not lost"
    until(lambda: page.button("Salarié"), "the next question")
    assert page.text(".status") == ""
    assert len(server.messages) == 2
